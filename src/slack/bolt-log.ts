import { type Logger, LogLevel } from '@slack/logger'
import type { Log } from '../core/log.ts'

// Tokens, and addresses that are as good as tokens: response_urls, upload addresses, tickets of sockets.
const secrets = /xox[a-z]-[\w-]+|xapp-[\w-]+|(?:https?|wss?):\/\/[^\s"')]+/g

/** Bolt's logger on ours. Its debug lines hold whole bodies and headers: they go nowhere, at whatever level. */
export function createBoltLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: (...parts) => log.debug({ from: 'bolt' }, line(parts)),
    warn: (...parts) => log.warn({ from: 'bolt' }, line(parts)),
    error: (...parts) => log.error({ from: 'bolt' }, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

function line(parts: unknown[]): string {
  return parts.map(String).join(' ').replaceAll(secrets, '…')
}
