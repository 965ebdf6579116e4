import { pino } from 'pino'
import type { Log, LogFields } from './core/log.ts'
import { scrub } from './core/scrub.ts'

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
