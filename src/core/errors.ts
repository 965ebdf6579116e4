/** Ends a request with something that the person can understand: what happened, to which thing, what to do. */
export class UserError extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {})
    this.name = 'UserError'
    this.code = code
    this.hint = options.hint
  }
}
