import { z } from 'zod'
import type { FormMistakes, FormValues } from '../core/form.ts'
import { oneLine } from './clean-text.ts'

/** What is submitted is told by it. */
export const formCallback = 'windlass_form'

/** The element of a secret field says so itself: what it holds is sealed before anything else is looked at. */
export const secretElement = 'windlass_secret'

export function isSecretElement(actionId: string): boolean {
  return actionId === secretElement
}

/** What the form keeps for its submission. Slack gives it back unchanged, and shows it to nobody. */
export const formKeeps = z.object({ value: z.string().min(1).max(255), channel: z.string().min(1).max(255) })

/** The acknowledgement that leaves a form open with a sentence at its first field. */
export function sentenceIn(filled: FormValues, sentence: string) {
  const [first = ''] = Object.keys(filled)
  return mistakesIn(filled, { [first]: sentence })
}

/**
 * The same with sentences at their fields. Slack takes none for what is not in the form, and would then show nothing of
 * all of them: such a one stands at the first field.
 */
export function mistakesIn(filled: FormValues, mistakes: FormMistakes) {
  const [first = ''] = Object.keys(filled)
  const placed = Object.entries(mistakes).map(([name, sentence]) => ({
    name: Object.hasOwn(filled, name) ? name : first,
    sentence: oneLine(sentence),
  }))
  const byName = Object.groupBy(placed, ({ name }) => name)
  const errors = Object.entries(byName).map(([name, said = []]) => [name, said.map((each) => each.sentence).join(' ')])
  return { response_action: 'errors', errors: Object.fromEntries(errors) }
}
