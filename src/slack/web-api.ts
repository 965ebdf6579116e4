import { type Logger, WebClient } from '@slack/web-api'

// Slack answers within a second as a rule; the SDK's default is no limit at all (T5).
const timeoutMs = 10_000
// What these have done cannot be done again, so that it is worth waiting to hear of it (posting.ts).
const postTimeoutMs = 30_000
const posts = /\/(?:chat\.post\w+|files\.completeUploadExternal)$/

export type ApiOptions = { readonly apiUrl: string | undefined; readonly logger: Logger; readonly send: typeof fetch }

/** A client that tries once and says at once what happened: when to try again is decided by retry.ts. */
export function createWebClient(token: string, { apiUrl, logger, send }: ApiOptions): WebClient {
  return new WebClient(token, {
    logger,
    // T5: the SDK's ten retries in half an hour would place an answer long after it is wanted, or twice.
    retryConfig: { retries: 0 },
    // T6: else one 429 pauses every other call of this client.
    rejectRateLimitedCalls: true,
    // T4: never `headers`, which the SDK writes a token into and shares.
    fetch: async (url, init) => {
      const signal = AbortSignal.timeout(posts.test(String(url)) ? postTimeoutMs : timeoutMs)
      return readable(await send(url, { ...init, signal }))
    },
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  })
}

/**
 * The SDK takes a page of a proxy for an error code of Slack's, stumbles over a body that reads `null`, and gives up on
 * a 429 without Retry-After. All three become what they are: try again later.
 */
async function readable(response: Response): Promise<Response> {
  const { status, headers } = response
  if (status === 429) {
    if (/^\d+$/.test(headers.get('retry-after') ?? '')) return response
    return new Response(null, { status, headers: { 'retry-after': '1' } })
  }
  if (status !== 200) return response
  const text = await response.text()
  return new Response(text, { status: isObject(text) ? status : 502, headers })
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
