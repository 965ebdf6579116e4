import type { Delivery } from '../core/delivery.ts'
import type { System } from '../core/system.ts'
import type { Message } from './render.ts'
import { AddressError } from './slack-error.ts'

// "Up to 5 times within 30 minutes", docs.slack.dev/interactivity/handling-user-interaction. A little less than that,
// since an answer may be on its way for some time.
const livesMs = 29 * 60_000
// Slack as a rule answers within a second. What is given up too early may be there, and is one of the five uses.
const timeoutMs = 30_000

/** The address under which this delivery can still be answered. */
export function liveResponseUrl({ responseUrl, receivedAt }: Delivery, system: System): string | undefined {
  return system.now() - receivedAt < livesMs ? responseUrl : undefined
}

export type Response =
  | (Partial<Message> & { readonly text: string; readonly replace_original: boolean })
  | { readonly delete_original: true }

/** Posts once. A refusal is an AddressError with Slack's own word for it. */
export async function postToResponseUrl(url: string, response: Response, send: typeof fetch): Promise<void> {
  await postTo(url, JSON.stringify({ response_type: 'ephemeral', ...response }), { send, type: 'application/json' })
}

type Posting = { readonly send: typeof fetch; readonly type: string }

export async function postTo(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  { send, type }: Posting,
): Promise<void> {
  const { answer, text } = await reach(() =>
    send(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      // Not followed: an address that leads elsewhere is not Slack's. `error` would look like no network.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }),
  )
  const code = refusal(text)
  if (answer.ok && code === undefined) return
  const retryAfterSeconds = Number(answer.headers.get('retry-after') ?? 0)
  // A 200 that refuses in its body counts as the client error that it is.
  const status = answer.ok ? 400 : answer.status
  throw new AddressError(status, { ...(code === undefined ? {} : { code }), retryAfterSeconds })
}

/** Of the two forms that Slack uses: `{"ok":false,"error":"…"}` and the bare word. */
function refusal(text: string): string | undefined {
  const json = /^\{\s*"ok"\s*:\s*false\b.*"error"\s*:\s*"(\w+)"/s.exec(text)
  if (json !== null) return json[1]
  return /^[a-z]+(?:_[a-z]+)+$/.test(text) ? text : undefined
}

/** Not reached at all, or not heard to the end: as transient as any 5xx. */
async function reach(send: () => Promise<globalThis.Response>) {
  try {
    const answer = await send()
    return { answer, text: await answer.text() }
  } catch (cause) {
    throw Object.assign(new AddressError(503), { cause })
  }
}
