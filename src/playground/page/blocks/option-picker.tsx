import { type KeyboardEvent, useId, useState } from 'react'
import type { SelectOption } from './block-elements.ts'

export type OptionGroup = { readonly label: string | undefined; readonly options: readonly SelectOption[] }

type Props = {
  readonly label: string
  readonly groups: readonly OptionGroup[]
  readonly typed: string
  /** Said where there is no option: nothing found, still looking, what went wrong. */
  readonly emptyText: string
  readonly onType: (typed: string) => void
  readonly onPick: (option: SelectOption) => void
  readonly onClose: () => void
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** A list to choose from with a field that narrows it; the arrow keys move, Enter picks, Escape leaves. */
export function OptionPicker({ label, groups, typed, emptyText, onType, onPick, onClose }: Props) {
  const id = useId()
  const [active, setActive] = useState(0)
  const options = groups.flatMap((group) => group.options)
  const current = Math.min(active, options.length - 1)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const option = options[current]
    if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (event.key === 'Enter' && option !== undefined) onPick(option)
    else if (step !== undefined) setActive((current + step + options.length) % Math.max(options.length, 1))
    else return
    if (event.key !== 'Tab') event.preventDefault()
  }

  return (
    <div className="picker">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${current}` : undefined}
        placeholder="Type to narrow"
        value={typed}
        onChange={({ target }) => {
          setActive(0)
          onType(target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <OptionList {...{ id, label, groups, current, onPick, onHover: setActive }} />
      {options.length === 0 && (
        <p className="picker-empty" role="status">
          {emptyText}
        </p>
      )}
    </div>
  )
}

type ListProps = Pick<Props, 'label' | 'groups' | 'onPick'> & {
  readonly id: string
  readonly current: number
  readonly onHover: (index: number) => void
}

function OptionList({ id, label, groups, current, onPick, onHover }: ListProps) {
  const starts = groups.map((_, index) => groups.slice(0, index).flatMap((group) => group.options).length)
  return (
    <div role="listbox" id={`${id}-list`} aria-label={label} className="picker-list">
      {groups.map((group, groupIndex) => (
        <div key={groupIndex} role="group" aria-label={group.label ?? label}>
          {group.label !== undefined && <div className="picker-group">{group.label}</div>}
          {group.options.map((option, index) => {
            const position = (starts[groupIndex] ?? 0) + index
            return (
              <OptionLine
                key={option.value}
                id={`${id}-${position}`}
                option={option}
                isCurrent={position === current}
                onPick={() => onPick(option)}
                onHover={() => onHover(position)}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

type LineProps = {
  readonly id: string
  readonly option: SelectOption
  readonly isCurrent: boolean
  readonly onPick: () => void
  readonly onHover: () => void
}

function OptionLine({ id, option, isCurrent, onPick, onHover }: LineProps) {
  return (
    // The field keeps the focus and handles the keys; a line is only ever clicked.
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      className="picker-option"
      ref={(line) => (isCurrent ? line?.scrollIntoView({ block: 'nearest' }) : undefined)}
      onClick={onPick}
      onPointerMove={onHover}
    >
      <bdi>{option.text.text}</bdi>
      {option.description !== undefined && <small>{option.description.text}</small>}
    </div>
  )
}
