import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from 'react'
import type { Completion } from './completion.ts'
import { type ComposerAct, decideKey } from './composer-keys.ts'
import { useCompletions } from './use-completions.ts'
import type { Attached, Send } from './use-send.ts'

/** What is being written, what could complete it, and what the keys do with both. */
export function useDraft(field: RefObject<HTMLTextAreaElement | null>, onSend: Send) {
  const [draft, setDraft] = useState('')
  const [caret, setCaret] = useState(0)
  const { completions, current, move, dismiss } = useCompletions(draft, caret)

  useLayoutEffect(() => fitHeight(field.current, draft), [field, draft])

  const write = (text: string, at = text.length) => {
    setDraft(text)
    setCaret(at)
  }
  const replace = (text = draft) => {
    write(text)
    field.current?.focus()
  }
  const accept = (completion: Completion | undefined) => replace(completion?.draft)
  const send = (files: readonly Attached[] = []) => {
    const text = draft.trim()
    if (text === '' && files.length === 0) return
    write('')
    void onSend(text, files)
  }
  const insert = (mark: '/' | '@') => {
    replace(mark === '/' ? '/' : `${draft}${/\S$/.test(draft) ? ' ' : ''}@`)
  }
  const acts: Record<ComposerAct, () => void> = {
    next: () => move(1),
    previous: () => move(-1),
    dismiss,
    accept: () => accept(completions[current ?? 0]),
    send: () => send(),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = decideKey(event, { draft, completions, isMarked: current !== undefined })
    // While an input method composes a word, the keys are its own.
    if (act === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    acts[act]()
  }
  return { draft, write, setCaret, completions, current, accept, send, insert, onKeyDown }
}

/** As high as its text, up to the limit of the style sheet. */
function fitHeight(field: HTMLTextAreaElement | null, text: string): void {
  if (field === null || field.value !== text) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
