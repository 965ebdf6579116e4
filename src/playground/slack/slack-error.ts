/** What the Web API answers as `error`, with what it adds in `response_metadata.messages`. */
export class SlackError extends Error {
  readonly code: string
  readonly messages: readonly string[]

  constructor(code: string, messages: readonly string[] = []) {
    super(code)
    this.name = 'SlackError'
    this.code = code
    this.messages = messages
  }
}
