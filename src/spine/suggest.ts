import type { Suggestion } from '../core/delivery.ts'
import type { SpinePorts } from './ports.ts'

// Slack's limit for the answer to a block_suggestion.
const mostChoices = 100

/** The choices of a select, kept with its record, that hold what was typed. Only for the person whose record it is. */
export async function suggest({ team, user, value, typed }: Suggestion, { store }: Pick<SpinePorts, 'store'>) {
  const [recordId = '', verb = ''] = value.split(':')
  const record = await store.findAnswered(recordId)
  if (record === undefined || record.invocation.team !== team || record.invocation.user !== user) return []
  const wanted = typed.toLowerCase()
  return Object.entries(record.offers)
    .filter(([own, { label }]) => own.startsWith(`${verb}-`) && label.toLowerCase().includes(wanted))
    .slice(0, mostChoices)
    .map(([own, { label }]) => ({ label, value: `${recordId}:${own}` }))
}
