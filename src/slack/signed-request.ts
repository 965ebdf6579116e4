import type { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { verifySlackRequest } from '@slack/bolt'

/** `signature` is absent only for Slack's unsigned ssl_check, which carries nothing. */
export type SignedRequest =
  | { readonly ok: true; readonly signature: string | undefined }
  | { readonly ok: false; readonly status: 400 | 401 | 413; readonly reason: string }

// Slack's own bodies are far below; Bolt's limit is 4 MB.
const maxBodyBytes = 1024 * 1024
// T11: Bolt takes time stamps of any future, and with them signatures that never grow old.
const futureLimitSeconds = 60

const form = 'application/x-www-form-urlencoded'

/** Reads and verifies a request, and leaves its body on it as Bolt reads it (`rawBody`). */
export async function readRequest(
  request: IncomingMessage,
  { signingSecret, nowMs }: { signingSecret: string; nowMs: number },
): Promise<SignedRequest> {
  const raw = await readBytes(request)
  if (raw === undefined) return { ok: false, status: 413, reason: 'a body of more than 1 MB' }
  // Bolt compares the type as a whole and would take a form with `; charset=utf-8` for JSON.
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined) request.headers['content-type'] = type
  Object.assign(request, { rawBody: raw })
  const body = raw.toString()
  if (type === form && parse(body)['ssl_check'] === '1') return { ok: true, signature: undefined }
  const signature = String(request.headers['x-slack-signature'])
  const stamp = Number(request.headers['x-slack-request-timestamp'])
  if (!isSigned({ body, signature, stamp }, { signingSecret, nowMs })) {
    return { ok: false, status: 401, reason: 'not signed by Slack, or not now' }
  }
  // T14: Bolt 5.1 ends the process over a signed body that reads `null`.
  return isObject(type === form ? fieldsOf(body) : body)
    ? { ok: true, signature }
    : { ok: false, status: 400, reason: 'a body that is no object' }
}

type Signed = { readonly body: string; readonly signature: string; readonly stamp: number }

function isSigned(
  { body, signature, stamp }: Signed,
  { signingSecret, nowMs }: { signingSecret: string; nowMs: number },
): boolean {
  if (!(stamp <= nowMs / 1000 + futureLimitSeconds)) return false
  try {
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp }
    verifySlackRequest({ signingSecret, body, headers, nowMilliseconds: nowMs })
    return true
  } catch {
    return false
  }
}

/** An interaction is JSON in a field of a form; a slash command is the form itself. */
function fieldsOf(body: string): string {
  const { payload } = parse(body)
  return typeof payload === 'string' ? payload : '{}'
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxBodyBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
