import { z } from 'zod'
import type { Delivery } from '../core/delivery.ts'
import type { Sealer } from '../core/sealer.ts'
import { limits } from './block-limits.ts'
import { storable } from './clean-text.ts'
import { formCallback, formKeeps, isSecretElement } from './form-fields.ts'

const id = z.string().min(1).max(255)

/** What each kind of input says of itself: one of these, and null while nothing is filled in. */
const filledElement = z
  .object({
    value: z.string().nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
    selected_date: z.string().nullish(),
    selected_user: z.string().nullish(),
    selected_channel: z.string().nullish(),
    selected_conversation: z.string().nullish(),
  })
  .transform((state) =>
    storable(
      state.value ??
        state.selected_option?.value ??
        state.selected_date ??
        state.selected_user ??
        state.selected_channel ??
        state.selected_conversation ??
        '',
    ),
  )

/** By field: a block has the field's name and holds one element. */
const values = z
  .record(z.string().min(1).max(255), z.record(z.string(), filledElement))
  .refine((fields) => Object.keys(fields).length <= limits.form.fields)
  .transform((fields) =>
    Object.entries(fields).map(([name, elements]) => {
      const [[element, value] = ['', '']] = Object.entries(elements)
      return { name, element, value }
    }),
  )
  // Without a field there is nowhere to say what is wrong.
  .refine((filled) => filled.length > 0)

type Submitted = { readonly now: number; readonly seal: Sealer['seal'] }

const submission = z.object({
  team: z.object({ id }),
  user: z.object({ id }),
  trigger_id: id.optional(),
  view: z.object({
    id,
    hash: z.string().catch(''),
    callback_id: z.literal(formCallback),
    private_metadata: z.string().transform(parseJson).pipe(formKeeps),
    state: z.object({ values }),
  }),
})

/**
 * A submitted form as the offer that it was opened for, with what was filled in, secrets sealed; nothing where it is none
 * of Windlass's.
 */
export function readSubmission(body: unknown, { now, seal }: Submitted): Delivery | undefined {
  const { data } = submission.safeParse(body)
  if (data === undefined) return undefined
  const { team, user, view, trigger_id: trigger = `${view.id}:${view.hash}` } = data
  const { value, channel } = view.private_metadata
  const keptOf = ({ name, element, value: filled }: Filled) => [
    name,
    isSecretElement(element) && filled !== '' ? seal(filled) : filled,
  ]
  return {
    // Not the view's: after a mistake the same view is submitted again.
    id: `${team.id}:${trigger}`,
    surface: 'modal',
    team: team.id,
    user: user.id,
    channel,
    // A D… may be a conversation of two people where a command was given: there the bot can post nothing to be read by
    // the other, and the answer goes to its own direct messages with the person.
    isDirect: channel.startsWith('D'),
    thread: undefined,
    responseUrl: undefined,
    asks: { kind: 'offer', value: storable(value), filled: Object.fromEntries(view.state.values.map(keptOf)) },
    receivedAt: now,
  }
}

type Filled = { readonly name: string; readonly element: string; readonly value: string }

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
