import { useState } from 'react'
import type { SelectOption, StaticSelect } from './block-elements.ts'
import { type OptionGroup, OptionPicker } from './option-picker.tsx'
import type { PressProps } from './pressable.tsx'
import { SelectBox } from './select-box.tsx'
import { useChosen } from './use-chosen.ts'

export function StaticSelectElement({ element, isBusy, press }: PressProps & { element: StaticSelect }) {
  const [chosen, choose] = useChosen(element)
  const [typed, setTyped] = useState('')
  const label = element.placeholder?.text ?? 'Choose an option'
  const pick = (option: SelectOption) => {
    choose(option)
    press(option.value)
  }
  return (
    <SelectBox label={label} chosen={chosen?.text.text} isBusy={isBusy}>
      {(close) => (
        <OptionPicker
          label={label}
          groups={narrow(groupsOf(element), typed)}
          typed={typed}
          emptyText="Nothing fits."
          onType={setTyped}
          onClose={() => {
            setTyped('')
            close()
          }}
          onPick={(option) => {
            setTyped('')
            close()
            pick(option)
          }}
        />
      )}
    </SelectBox>
  )
}

function groupsOf({ options, option_groups: groups }: StaticSelect): OptionGroup[] {
  if (groups !== undefined) return groups.map((group) => ({ label: group.label.text, options: group.options }))
  return [{ label: undefined, options: options ?? [] }]
}

function narrow(groups: readonly OptionGroup[], typed: string): OptionGroup[] {
  const wanted = typed.trim().toLowerCase()
  return groups
    .map(({ label, options }) => ({
      label,
      options: options.filter(({ text }) => text.text.toLowerCase().includes(wanted)),
    }))
    .filter(({ options }) => options.length > 0)
}
