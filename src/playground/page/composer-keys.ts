import { type Completion, isTakenByEnter } from './completion.ts'

/** The field at the moment of a key. */
export type ComposerScene = {
  readonly draft: string
  readonly completions: readonly Completion[]
  /** Whether the arrow keys have chosen one of them. */
  readonly isMarked: boolean
}

export type ComposerAct = 'next' | 'previous' | 'dismiss' | 'accept' | 'send'

/** What a key does; nothing means that the browser writes it. */
export function decideKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  { draft, completions, isMarked }: ComposerScene,
): ComposerAct | undefined {
  if (shiftKey) return undefined
  if (completions.length > 0) {
    const acts: Record<string, ComposerAct> = {
      ArrowDown: 'next',
      ArrowUp: 'previous',
      Escape: 'dismiss',
      Tab: 'accept',
      Enter: isMarked || isTakenByEnter(draft, completions) ? 'accept' : 'send',
    }
    return acts[key]
  }
  return key === 'Enter' ? 'send' : undefined
}
