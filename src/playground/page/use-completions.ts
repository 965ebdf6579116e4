import { useMemo, useState } from 'react'
import { complete } from './completion.ts'
import { useSession } from './session.ts'

/** The completions of a draft and which one the arrow keys are on; none is, before the first arrow. */
export function useCompletions(draft: string, caret: number) {
  const { workspace } = useSession()
  const { commands, users } = workspace
  const [marked, setMarked] = useState<{ draft: string; index: number }>()
  const [dismissed, setDismissed] = useState<string>()
  const completions = useMemo(
    () => (dismissed === draft ? [] : complete(draft, caret, { commands, users })),
    [draft, caret, commands, users, dismissed],
  )
  const current = marked?.draft === draft && marked.index < completions.length ? marked.index : undefined
  const move = (step: 1 | -1) => {
    const from = current ?? (step === 1 ? -1 : completions.length)
    setMarked({ draft, index: (from + step + completions.length) % completions.length })
  }
  return { completions, current, move, dismiss: () => setDismissed(draft) }
}
