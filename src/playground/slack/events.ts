import { type Clock, pause } from './clock.ts'
import type { Deliveries } from './deliveries.ts'
import type { Feed, Happening } from './feed.ts'
import { newSlackId } from './ids.ts'
import { messageObject } from './message-object.ts'
import type { Message } from './messages.ts'
import { timestampAt } from './timestamps.ts'
import type { Conversation, Workspace } from './workspace.ts'

type Event = Record<string, unknown>

// "Error handling", docs.slack.dev, Events API: three retries, almost at once, after a minute, after five minutes.
const retryAfterMs = [0, 60_000, 300_000]

type EventsOptions = { workspace: Workspace; deliveries: Deliveries; feed: Feed; clock: Clock; signal: AbortSignal }

/** Tells the app what it is subscribed to: mentions of it, and everything in its direct messages. */
export function startEvents({ workspace, deliveries, feed, clock, signal }: EventsOptions): void {
  async function send(event: Event): Promise<void> {
    const payload = eventCallback(workspace, event, clock.now())
    let outcome = await deliveries.deliver({ type: 'events_api', payload, acceptsResponse: false })
    for (const [index, waitMs] of retryAfterMs.entries()) {
      if (outcome.kind === 'acknowledged') return
      await pause(clock, waitMs, signal)
      if (signal.aborted) return
      const retry = { attempt: index + 1, reason: outcome.reason }
      outcome = await deliveries.deliver({ type: 'events_api', payload, acceptsResponse: false, retry })
    }
  }
  const unsubscribe = feed.subscribe((happening) => {
    for (const event of eventsOf({ workspace, clock }, happening)) void send(event)
  })
  signal.addEventListener('abort', unsubscribe)
}

function eventsOf({ workspace, clock }: Pick<EventsOptions, 'workspace' | 'clock'>, happening: Happening): Event[] {
  if (happening.type === 'home-opened' || happening.type === 'session-stopped')
    return [agentEvent(happening, timestampAt(clock.now()))]
  if (happening.type !== 'posted' && happening.type !== 'changed' && happening.type !== 'deleted') return []
  const { message, type } = happening
  const conversation = workspace.findConversation(message.channel)
  if (conversation === undefined || message.visibleTo !== undefined) return []
  // What the app itself is writing there is no news to it.
  if (type === 'changed' && message.stream !== undefined) return []
  if (conversation.with !== undefined) return [directEvent(workspace, type, happening)]
  return type === 'posted' && isMention(workspace, conversation, message) ? [mentionEvent(workspace, message)] : []
}

function agentEvent(
  happening: Extract<Happening, { type: 'home-opened' | 'session-stopped' }>,
  eventTs: string,
): Event {
  const { user, channel } = happening
  if (happening.type === 'home-opened')
    return { type: 'app_home_opened', user, channel, tab: 'messages', event_ts: eventTs }
  const { threadTs, ts } = happening
  const what = { type: 'agent_session_stopped', user, channel, event_ts: eventTs }
  return { ...what, thread_ts: threadTs, streaming_message_ts: [ts] }
}

function isMention({ app }: Workspace, { members }: Conversation, { isFromApp, text }: Message): boolean {
  return !isFromApp && members.has(app.user) && text.includes(`<@${app.user}>`)
}

function mentionEvent(workspace: Workspace, message: Message): Event {
  const { channel, ts } = message
  return { ...messageObject(workspace, message), type: 'app_mention', channel, event_ts: ts }
}

function directEvent(
  workspace: Workspace,
  type: 'posted' | 'changed' | 'deleted',
  { message, before }: { message: Message; before?: Message },
): Event {
  const { channel, ts } = message
  const place = { channel, channel_type: 'im', event_ts: ts }
  const shown = messageObject(workspace, message)
  if (type === 'posted') return { ...shown, ...place }
  const hidden = { type: 'message', hidden: true, ts, ...place }
  if (type === 'deleted') return { ...hidden, subtype: 'message_deleted', deleted_ts: ts, previous_message: shown }
  const previous = before === undefined ? {} : { previous_message: messageObject(workspace, before) }
  return { ...hidden, subtype: 'message_changed', message: shown, ...previous }
}

function eventCallback({ team, app, findConversation }: Workspace, event: Event, now: number): Event {
  const channel = findConversation(String(event['channel']))
  return {
    token: 'playground',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: newSlackId('Ev'),
    event_time: Math.floor(now / 1_000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: (channel?.sharedWith.length ?? 0) > 0,
    event_context: `4-${newSlackId('')}`,
  }
}
