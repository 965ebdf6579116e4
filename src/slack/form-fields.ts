import { z } from 'zod'

/** The ids of the one form there is: what is submitted is told by them. */
export const formIds = { callback: 'windlass_form', block: 'typed', input: 'typed' } as const

/** What the form keeps for its submission. Slack gives it back unchanged, and shows it to nobody. */
export const formKeeps = z.object({ value: z.string().min(1).max(255), channel: z.string().min(1).max(255) })

/** The acknowledgement that leaves a form open with a sentence at its input. */
export function mistakeIn(sentence: string) {
  return { response_action: 'errors', errors: { [formIds.block]: sentence } }
}
