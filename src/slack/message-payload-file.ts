import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { UserError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { type Files, longestFileBytes, type MessageFile } from '../core/message-payload.ts'
import type { System } from '../core/system.ts'
import { withRetries } from './retry.ts'
import { AddressError, toUserError } from './slack-error.ts'

export type FilesOptions = {
  readonly client: WebClient
  readonly botToken: string
  readonly apiUrl: string | undefined
  readonly send: typeof fetch
  readonly system: System
  readonly log: Log
}

// A person waits for it.
const patienceMs = 10_000
const timeoutMs = 15_000

const stored = z.object({ url_private: z.url({ protocol: /^https?$/ }), size: z.number().catch(0) })

/** Reads files of messages with the bot's token, which goes to Slack and nowhere else. */
export function createFiles({ client, botToken, apiUrl, send, system, log }: FilesOptions): Files {
  async function read(file: MessageFile): Promise<string> {
    const { file: found } = await client.files.info({ file: file.id })
    const { data } = stored.safeParse(found)
    if (data === undefined || !isSlacks(data.url_private, apiUrl)) throw notHandedOut(file)
    if (data.size > longestFileBytes) throw tooLarge(file)
    const signal = AbortSignal.timeout(timeoutMs)
    const headers = { authorization: `Bearer ${botToken}` }
    // Not followed: without the right to read it Slack leads to its page for signing in.
    const response = await reach(() => send(data.url_private, { headers, redirect: 'manual', signal }))
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true
    if (!response.ok || isPage) {
      await response.body?.cancel()
      throw retryableStatus(response.status) ? new AddressError(response.status) : notHandedOut(file)
    }
    return decoded(await reach(() => bytesOf(response, file)), file)
  }
  return {
    async readText(file) {
      try {
        return await withRetries(() => read(file), { what: 'a file', patienceMs }, { system, log })
      } catch (error) {
        throw toUserError(error, 'hand out the file')
      }
    },
  }
}

function retryableStatus(status: number): boolean {
  return status === 429 || status >= 500
}

/** Slack's own hosts, or the one that is Slack here. */
function isSlacks(address: string, apiUrl: string | undefined): boolean {
  const { protocol, hostname, origin } = new URL(address)
  const api = new URL(apiUrl ?? 'https://slack.com/api/')
  return origin === api.origin || (protocol === 'https:' && `.${hostname}`.endsWith(`.${api.hostname}`))
}

async function bytesOf({ body }: Response, file: MessageFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    // Whatever Slack said of its size: leaving the loop ends the connection.
    if (size > longestFileBytes) throw tooLarge(file)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decoded(bytes: Uint8Array, { name }: MessageFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UserError('FileNoText', `${name} is not text in UTF-8, so nothing was sent.`, { cause: error })
  }
}

/** No connection, or one that was cut, is as transient as any 5xx. */
async function reach<T>(get: () => Promise<T>): Promise<T> {
  try {
    return await get()
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw Object.assign(new AddressError(503), { cause })
  }
}

function tooLarge({ name }: MessageFile): UserError {
  return new UserError('FileTooLarge', `${name} is larger than the 6 MB that Lambda takes, so nothing was sent.`)
}

function notHandedOut({ name }: MessageFile): UserError {
  return new UserError('FileNotRead', `Slack does not let Windlass read ${name}, so nothing was sent.`, {
    hint: 'Invite Windlass to the channel of that message: /invite @windlass. Or paste the JSON into a block of code.',
  })
}
