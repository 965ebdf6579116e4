import type { Call } from '../core/lambda/call.ts'

// Lambda API reference, Invoke: "For synchronous invocations, the maximum payload size is 6 MB. For asynchronous
// invocations, the maximum payload size is 1 MB." Lambda's own refusal names the first as 6291456 bytes.
const mostBytes = 6 * 1024 * 1024
const mostAsyncBytes = 1024 * 1024

/** Why a payload cannot be sent, as a clause; nothing where it can. */
export function whyTooLong({ payload, isAsync }: Call): string | undefined {
  const bytes = Buffer.byteLength(payload)
  const most = isAsync ? mostAsyncBytes : mostBytes
  if (bytes <= most) return undefined
  const kind = isAsync ? 'a call that is queued' : 'a call that is waited for'
  return `its payload is ${count(bytes)} bytes long, and Lambda takes at most ${count(most)} for ${kind}. Shorten it, or let the function fetch what is long from where it is stored.`
}

function count(bytes: number): string {
  return bytes.toLocaleString('en')
}
