import { z } from 'zod'
import { passing } from './slack-error.ts'

const opened = z.object({ ok: z.literal(true), url: z.string() })
const refused = z.object({ ok: z.literal(false), error: z.string() })

type Watch = {
  /** Slack does not take the token or the app, and will not the next time. */
  onRefused(code: string): void
  isStopped(): boolean
}

/**
 * A `fetch` for apps.connections.open that knows two outcomes: a url, or "later" as a 503, which the client's own retries
 * go on with for ever. At anything else @slack/socket-mode 3.1 rejects a promise that nobody holds, which ends the
 * process, or stops reconnecting for good (T3). Only a stop ends it, with the one answer that the client gives up at.
 */
export function createSocketUrlFetch(send: typeof fetch, { onRefused, isStopped }: Watch): typeof fetch {
  return async (url, init) => {
    if (isStopped()) return answer('{"ok":false,"error":"not_authed"}', 200)
    const response = await send(url, init)
    // Without a number in it the client gives up on a 429.
    if (response.status === 429 && /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response
    const text = await response.text()
    const body = parse(text)
    if (response.status === 200 && opened.safeParse(body).success) return answer(text, 200)
    const code = refused.safeParse(body).data?.error
    if (code !== undefined && !passing.has(code)) onRefused(code)
    return answer(text, 503)
  }
}

function answer(text: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
