import { z } from 'zod'
import type { Delivery, Suggestion } from '../core/delivery.ts'
import type { Sealer } from '../core/sealer.ts'
import { type AgentEvent, readAgentEvent } from './agent-event.ts'
import { storable } from './clean-text.ts'
import { isOfCard } from './render-actions.ts'
import { readShortcut } from './shortcut.ts'
import { commandWords, spokenWords } from './spoken.ts'
import { readSubmission } from './submission.ts'

/** What came in: something for the spine, a search, or nothing that Windlass answers, with the reason for the log. */
export type Received =
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'suggestion'; readonly suggestion: Suggestion }
  | { readonly kind: 'agent'; readonly event: AgentEvent }
  | { readonly kind: 'nothing'; readonly reason: string }

export type Receiving = { readonly botUser: string; readonly now: number; readonly seal: Sealer['seal'] }

const kind = z.object({ type: z.string().optional(), command: z.string().optional() })

/** The body of anything that Slack delivers, as plain data. Never throws: what it does not know is nothing. */
export function readBody(body: unknown, receiving: Receiving): Received {
  const { data } = kind.safeParse(body)
  if (data?.command !== undefined) return readCommand(body, receiving)
  if (data?.type === 'block_actions') return readClick(body, receiving)
  if (data?.type === 'view_submission') {
    const delivery = readSubmission(body, receiving)
    return delivery === undefined ? nothing('a form that is none of ours') : delivered(delivery)
  }
  if (data?.type === 'message_action') {
    const delivery = readShortcut(body, receiving.now)
    return delivery === undefined ? nothing('a shortcut that is none of ours') : delivered(delivery)
  }
  if (data?.type === 'block_suggestion') return readSuggestion(body)
  if (data?.type === 'event_callback') {
    const event = readAgentEvent(body)
    return event === undefined ? readEvent(body, receiving) : { kind: 'agent', event }
  }
  return nothing(`a body of type ${data?.type ?? 'unknown'}`)
}

const id = z.string().min(1).max(255)
const responseUrl = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined)

const command = z.object({
  team_id: id,
  user_id: id,
  channel_id: id,
  trigger_id: id,
  command: z.string().startsWith('/'),
  text: z.string().catch(''),
  response_url: responseUrl,
})

function readCommand(body: unknown, { now }: Receiving): Received {
  const { data } = command.safeParse(body)
  if (data === undefined) return nothing('a slash command without its fields')
  return delivered({
    id: `${data.team_id}:${data.trigger_id}`,
    surface: 'slash',
    team: data.team_id,
    user: data.user_id,
    channel: data.channel_id,
    // A D… here may as well be a conversation of two people, where an open answer would be read by the other.
    isDirect: false,
    thread: undefined,
    responseUrl: data.response_url,
    asks: { kind: 'words', words: commandWords(`${data.command.slice(1)} ${data.text}`).trim() },
    trigger: data.trigger_id,
    receivedAt: now,
  })
}

const click = z.object({
  team: z.object({ id }),
  user: z.object({ id }),
  channel: z.object({ id }),
  trigger_id: id,
  container: z
    .object({
      message_ts: id.optional().catch(undefined),
      thread_ts: id.optional(),
      is_ephemeral: z.boolean().catch(true),
    })
    .partial(),
  message: z.object({ thread_ts: id.optional() }).optional().catch(undefined),
  response_url: responseUrl,
  actions: z
    .array(
      z.object({
        action_id: z.string().catch(''),
        value: id.optional(),
        selected_option: z.object({ value: id }).nullish().catch(undefined),
      }),
    )
    .min(1),
})

function readClick(body: unknown, { now }: Receiving): Received {
  const { data } = click.safeParse(body)
  const [action] = data?.actions ?? []
  const value = action?.value ?? action?.selected_option?.value
  if (data === undefined || action === undefined || value === undefined) return nothing('a click without its fields')
  const isLasting = data.container.is_ephemeral === false
  const isDirect = data.channel.id.startsWith('D') && isLasting
  // What lasts in a channel is for everyone; in direct messages an answer lasts too, which the next one replaces.
  const isOnCard = isLasting && (!isDirect || isOfCard(action.action_id))
  const { message_ts: cardTs } = data.container
  return delivered({
    id: `${data.team.id}:${data.trigger_id}`,
    surface: 'click',
    team: data.team.id,
    user: data.user.id,
    channel: data.channel.id,
    // The bot can post lasting messages in no other direct messages than its own.
    isDirect,
    thread: data.container.thread_ts ?? data.message?.thread_ts,
    responseUrl: data.response_url,
    asks: { kind: 'offer', value: storable(value) },
    trigger: data.trigger_id,
    isOnCard,
    ...(isOnCard && cardTs !== undefined ? { cardTs } : {}),
    receivedAt: now,
  })
}

const suggestion = z.object({
  team: z.object({ id }),
  user: z.object({ id }),
  action_id: id,
  value: z.string().catch(''),
})

function readSuggestion(body: unknown): Received {
  const { data } = suggestion.safeParse(body)
  if (data === undefined) return nothing('a search without its fields')
  const { team, user, action_id: value, value: typed } = data
  return { kind: 'suggestion', suggestion: { team: team.id, user: user.id, value, typed: storable(typed) } }
}

const event = z.object({
  team_id: id,
  event: z.object({
    type: z.string(),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    hidden: z.boolean().optional(),
    edited: z.unknown().optional(),
    bot_id: z.string().nullish(),
    user: id,
    channel: id,
    ts: id,
    thread_ts: id.optional(),
    text: z.string().catch(''),
    blocks: z.unknown().optional(),
  }),
})

function readEvent(body: unknown, { botUser, now }: Receiving): Received {
  const { data } = event.safeParse(body)
  if (data === undefined) return nothing('an event without its fields')
  const { event: said, team_id: team } = data
  const surface = said.type === 'app_mention' ? 'mention' : isDirectMessage(said) ? 'direct' : undefined
  if (surface === undefined) return nothing(`an event of type ${said.type}`)
  // A bot that answers bots, itself, or edits of what it answered never comes to an end.
  const isByPerson = !said.bot_id && said.user !== botUser && said.user !== 'USLACKBOT'
  // A message with a file beside it is one like any other; what else has a subtype is not.
  const isPlain = said.subtype === undefined || said.subtype === 'file_share'
  const isNew = isPlain && said.edited === undefined && said.hidden !== true
  if (!isByPerson || !isNew) return nothing('a message that no person wrote just now')
  return delivered({
    // Not the event's id: a mention may come as two events, of which this is the same.
    id: `${team}:${said.channel}:${said.ts}`,
    surface,
    team,
    user: said.user,
    channel: said.channel,
    isDirect: surface === 'direct',
    thread: said.thread_ts,
    responseUrl: undefined,
    asks: { kind: 'words', words: spokenWords(said, botUser) },
    receivedAt: now,
  })
}

/** The message that a mention is, from the end of its id. */
export function timestampOf({ id: deliveryId }: Pick<Delivery, 'id'>): string {
  return deliveryId.slice(deliveryId.lastIndexOf(':') + 1)
}

function isDirectMessage({ type, channel_type }: { type: string; channel_type?: string | undefined }): boolean {
  return type === 'message' && channel_type === 'im'
}

function delivered(delivery: Delivery): Received {
  return { kind: 'delivery', delivery }
}

function nothing(reason: string): Received {
  return { kind: 'nothing', reason }
}
