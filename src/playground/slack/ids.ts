import { randomBytes } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** `F07K2M…`, as Slack's ids look. */
export function newSlackId(prefix: string): string {
  return prefix + [...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')
}

/** Unguessable, for what is a capability: tickets, response_urls, upload urls, triggers. */
export function newSecret(): string {
  return randomBytes(18).toString('base64url')
}

/** In the form of a UUID, as envelope and message ids are. */
export function newEnvelopeId(): string {
  return randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
