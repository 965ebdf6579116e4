import type { PlainTextOption } from '@slack/types'
import type { Inbox, Suggestion } from '../core/delivery.ts'
import type { Log } from '../core/log.ts'
import type { System } from '../core/system.ts'
import { limits } from './block-limits.ts'
import { renderOption } from './render-actions.ts'
import { within } from './time-limit.ts'

// Slack shows an error after 3 s.
const suggestLimit = { ms: 2_000, late: () => new Error('no choices within 2 s') }

type Suggesting = { readonly inbox: Inbox; readonly system: System; readonly log: Log }

/** What a select shows while somebody types. Never fails: no choices is an answer too. */
export async function suggestOptions(
  suggestion: Suggestion,
  { inbox, system, log }: Suggesting,
): Promise<PlainTextOption[]> {
  try {
    const found = await within(suggestLimit, system, inbox.suggest(suggestion))
    return found
      .filter(({ value }) => value.length <= limits.actions.optionValue)
      .slice(0, limits.actions.selectOptions)
      .map(renderOption)
  } catch (error) {
    log.warn({ error }, 'a search was not answered')
    return []
  }
}
