import { z } from 'zod'
import type { Delivery } from '../core/delivery.ts'
import { storable } from './clean-text.ts'
import { formIds, formKeeps } from './form-fields.ts'

const id = z.string().min(1).max(255)
const submission = z.object({
  team: z.object({ id }),
  user: z.object({ id }),
  trigger_id: id.optional(),
  view: z.object({
    id,
    hash: z.string().catch(''),
    callback_id: z.literal(formIds.callback),
    private_metadata: z.string().transform(parseJson).pipe(formKeeps),
    state: z.object({
      values: z.object({ [formIds.block]: z.object({ [formIds.input]: z.object({ value: z.string().nullish() }) }) }),
    }),
  }),
})

/** A submitted form as the offer that it was opened for, with what was typed; nothing where it is none of Windlass's. */
export function readSubmission(body: unknown, now: number): Delivery | undefined {
  const { data } = submission.safeParse(body)
  if (data === undefined) return undefined
  const { team, user, view, trigger_id: trigger = `${view.id}:${view.hash}` } = data
  const { value, channel } = view.private_metadata
  const typed = view.state.values[formIds.block]?.[formIds.input]?.value ?? ''
  return {
    // Not the view's: after a mistake the same view is submitted again.
    id: `${team.id}:${trigger}`,
    surface: 'modal',
    team: team.id,
    user: user.id,
    channel,
    // Forms are opened from lasting messages, and the bot has no others in direct messages than its own.
    isDirect: channel.startsWith('D'),
    thread: undefined,
    responseUrl: undefined,
    asks: { kind: 'offer', value: storable(value), typed: storable(typed) },
    receivedAt: now,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
