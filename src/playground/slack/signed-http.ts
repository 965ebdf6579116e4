import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { ackDeadlineMs, type Clock, pause } from './clock.ts'
import { type Outcome, type Outgoing, type Transport, timedOut, unreachable } from './delivery.ts'
import { newSecret } from './ids.ts'
import { parseJson } from './json.ts'

export type SignedHttp = Transport & {
  /** Slack's `url_verification`: the request URL must send the challenge back. */
  verify(): Promise<boolean>
}

type Body = { type: string; text: string }

type SignedHttpOptions = { requestUrl: string; signingSecret: string; clock: Clock; signal: AbortSignal }

/** Delivers to a request URL, signed as "Verifying requests from Slack" describes. */
export function createSignedHttp(options: SignedHttpOptions): SignedHttp {
  return {
    async send(outgoing) {
      try {
        return await readOutcome(await post(options, bodyOf(outgoing), retryHeaders(outgoing)))
      } catch (error) {
        const isLate = error instanceof Error && error.name === 'AbortError'
        return isLate ? { ...timedOut, reason: 'http_timeout' } : unreachable
      }
    },
    async verify() {
      const challenge = newSecret()
      const text = JSON.stringify({ token: 'verification', challenge, type: 'url_verification' })
      const response = await post(options, { type: 'application/json', text }).catch(() => undefined)
      if (response?.ok !== true) return false
      const answer = await response.text()
      return answer === challenge || challengeIn.safeParse(parseJson(answer)).data?.challenge === challenge
    },
  }
}

const challengeIn = z.object({ challenge: z.string() })

async function post(
  { requestUrl, signingSecret, clock, signal }: SignedHttpOptions,
  { type, text }: Body,
  extra: Record<string, string> = {},
): Promise<Response> {
  const timestamp = String(Math.floor(clock.now() / 1_000))
  const deadline = new AbortController()
  const answered = new AbortController()
  void pause(clock, ackDeadlineMs, AbortSignal.any([answered.signal, signal])).then(() => deadline.abort())
  try {
    const response = await fetch(requestUrl, {
      method: 'POST',
      // Exactly this content type: Bolt 5.1 refuses one with a charset.
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign(signingSecret, timestamp, text),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...extra,
      },
      body: text,
      redirect: 'manual',
      signal: deadline.signal,
    })
    return new Response(await response.text(), response)
  } finally {
    answered.abort()
  }
}

async function readOutcome(response: Response): Promise<Outcome> {
  if (!response.ok) {
    const error = response.status >= 500 ? 'http_service_error' : 'http_client_error'
    return { kind: 'failed', error, reason: 'http_error' }
  }
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  return { kind: 'acknowledged', answer: isJson ? parseJson(text) : text === '' ? undefined : { text } }
}

function bodyOf({ type, payload }: Outgoing): Body {
  if (type === 'events_api') return { type: 'application/json', text: JSON.stringify(payload) }
  const fields: Record<string, string> =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() }
}

function retryHeaders({ retry }: Outgoing): Record<string, string> {
  return retry === undefined ? {} : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
}

function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}
