/** What Slack sends to the app, whichever way. */
export type Outgoing = {
  type: 'slash_commands' | 'interactive' | 'events_api'
  payload: Record<string, unknown>
  acceptsResponse: boolean
  retry?: { attempt: number; reason: string }
}

export type Outcome =
  | { kind: 'acknowledged'; answer: unknown }
  /** `error` in Slack's words; `reason` as the Events API gives it with the next attempt. */
  | { kind: 'failed'; error: string; reason: string }

/** One way to reach the app: its sockets, or its request URL. */
export type Transport = { send(outgoing: Outgoing): Promise<Outcome> }

export const unreachable = {
  kind: 'failed' as const,
  error: 'dispatch_failed',
  reason: 'connection_failed',
} satisfies Outcome
export const timedOut = { kind: 'failed' as const, error: 'operation_timeout', reason: 'timeout' } satisfies Outcome

/** `slash_commands · /ec2`, for the wire inspector. */
export function titleOf({ type, payload }: Outgoing): string {
  const event = payload['event']
  const inner = typeof event === 'object' && event !== null && 'type' in event ? event.type : payload['type']
  const about = type === 'slash_commands' ? payload['command'] : inner
  return typeof about === 'string' ? `${type} · ${about}` : type
}
