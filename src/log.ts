import { pino } from 'pino'
import type { Log, LogFields } from './core/log.ts'

// What must never reach a log even inside of an error's message: Slack's tokens and response_urls, AWS's key ids.
const secrets = [
  /\bxox[a-z](?:-[\w-]+)+/gi,
  /\bxapp-[\w-]+/gi,
  /https:\/\/hooks\.slack\.com\/[^\s"\\]+/gi,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
]

/** JSON lines, scrubbed as the last thing before they are written. */
export function createLog(options: { readonly level: string; write(line: string): void }): Log {
  const { level, write } = options
  const logger = pino(
    {
      level,
      base: null,
      serializers: { error: pino.stdSerializers.err },
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => write(scrub(line)) },
  )
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields: LogFields, message) => logger.error(fields, message),
  }
}

function scrub(line: string): string {
  return secrets.reduce((text, secret) => text.replace(secret, '[redacted]'), line)
}
