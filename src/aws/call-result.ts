import type { InvocationResponse } from '@aws-sdk/client-lambda'
import type { CallPayload, CallResult } from '../core/lambda/call.ts'
import type { Report } from '../core/lambda/functions.ts'
import { readLogEntry } from '../core/lambda/log-entry.ts'
import { presentOf } from './to-instance.ts'

type Timed = Pick<CallResult, 'requestId' | 'at' | 'tookMs' | 'isAsync'>

/** What a call that was taken came to. */
export function resultOf(answer: InvocationResponse & { readonly StatusCode: number }, timed: Timed): CallResult {
  const { StatusCode: status, ExecutedVersion, FunctionError, LogResult, Payload } = answer
  const log = LogResult === undefined ? undefined : logTail(Buffer.from(LogResult, 'base64'))
  return {
    ...timed,
    status,
    version: presentOf(ExecutedVersion),
    payload: payloadOf(Payload ?? new Uint8Array()),
    failure: failureOf(FunctionError),
    log,
    report: log === undefined ? undefined : reportIn(log),
  }
}

function failureOf(error: string | undefined): CallResult['failure'] {
  if (presentOf(error) === undefined) return undefined
  return error === 'Handled' ? 'Handled' : 'Unhandled'
}

export function payloadOf(bytes: Uint8Array): CallPayload {
  if (bytes.length === 0) return { kind: 'none' }
  const text = decoded(bytes)
  if (text === undefined) return { kind: 'binary', bytes: bytes.length }
  return { kind: isJson(text) ? 'json' : 'text', text }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Cut to 4 KB at its beginning, wherever that falls: what is left there of a character is dropped. */
export function logTail(bytes: Uint8Array): string {
  const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  return start < 0 ? '' : new TextDecoder().decode(bytes.subarray(start))
}

function reportIn(log: string): Report | undefined {
  const entries = log.split('\n').map(readLogEntry)
  const last = entries.findLast((entry) => entry.kind === 'report')
  return last?.kind === 'report' ? last.report : undefined
}
