import { type RefObject, useEffect, useId } from 'react'
import { directName } from './channel-name.tsx'
import { CompletionList } from './completion-list.tsx'
import { ComposerBar } from './composer-bar.tsx'
import { useSession, type Where } from './session.ts'
import { useDraft } from './use-draft.ts'
import type { Send } from './use-send.ts'

type Props = {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly where: Where
  readonly onSend: Send
}

export function Composer({ field, where, onSend }: Props) {
  const listId = useId()
  const { draft, write, setCaret, completions, current, accept, send, insert, onKeyDown } = useDraft(field, onSend)
  const placeholder = usePlaceholder(where)
  const isOpen = completions.length > 0

  useEffect(() => {
    if (!isChoosing()) beReadyToType(field.current)
  }, [field])

  return (
    <div className="composer">
      {isOpen && <CompletionList id={listId} completions={completions} current={current} onPick={accept} />}
      <textarea
        ref={field}
        rows={1}
        role="combobox"
        aria-label={placeholder}
        aria-expanded={isOpen}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={isOpen && current !== undefined ? `${listId}-${current}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={draft}
        onChange={({ target }) => write(target.value, target.selectionStart)}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <ComposerBar isReady={draft.trim() !== ''} onInsert={insert} onAttach={send} onSend={() => send()} />
    </div>
  )
}

/** On a phone the keyboard would cover what one came to read. */
export function beReadyToType(field: HTMLTextAreaElement | null): void {
  if (matchMedia('(hover: hover)').matches) field?.focus()
}

/** Each arrow key in "Act as" is another person: the second must not end up in the field. */
function isChoosing(): boolean {
  return document.activeElement?.matches('input[type="radio"]:focus-visible') === true
}

function usePlaceholder({ channel, threadTs }: Where): string {
  const { workspace } = useSession()
  if (threadTs !== undefined) return 'Reply…'
  const place = workspace.channels.find(({ id }) => id === channel)
  if (place === undefined) return 'Message'
  return place.kind === 'direct' ? `Message ${directName(workspace, place)}` : `Message #${place.name}`
}
