import type { Diagnosis } from '../../evidence.ts'
import { type Text, text } from '../../text.ts'

/** What is not to be seen in its network: whoever is let in gets no answer of a machine that has nothing left for it. */
export function tooBusy(slow: Diagnosis, open: Diagnosis | undefined): Diagnosis {
  const isOpen: Text = open === undefined ? [] : text` Its ports are open, as far as AWS can see.`
  return {
    ...slow,
    finding: text`${slow.finding}${isOpen} ${likely.get(slow.rule) ?? 'Most likely that is why it does not answer.'}`,
    evidence: [...slow.evidence, ...(open?.evidence ?? [])],
    actions: [...slow.actions.slice(0, 2), ...(open?.actions ?? [])],
  }
}

/** What was so at least once may be long over. */
const likely: ReadonlyMap<string, string> = new Map([
  ['out-of-memory', 'If the program that was ended is what should answer, that is why it does not.'],
  ['hung-tasks', 'If it hangs still, that is why it does not answer.'],
  ['disk-full', 'A program that cannot write often answers no more: most likely that is why.'],
])
