/** Structured logging as the rest of the program sees it; `src/log.ts` makes the one that writes and redacts. */
export type Log = {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/** `error` is an Error or whatever was thrown. Never a token, a response_url or a payload. */
export type LogFields = Readonly<Record<string, unknown>>
