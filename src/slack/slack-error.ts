import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { UserError } from '../core/errors.ts'

/** What a response_url or an upload address answered: not part of the Web API, so that the SDK has no error for it. */
export class AddressError extends Error {
  readonly status: number
  /** Slack's own word for it, where it gave one. */
  readonly code: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, { code, retryAfterSeconds }: { code?: string; retryAfterSeconds?: number } = {}) {
    super(`Slack answered ${status}${code === undefined ? '' : ` ${code}`}`)
    this.name = 'AddressError'
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Slack's own error code: `invalid_auth`, `channel_not_found`. */
function slackCode(error: unknown): string | undefined {
  if (error instanceof WebAPIPlatformError) return error.data.error
  return error instanceof AddressError ? error.code : undefined
}

// Slack's codes for "not now", docs.slack.dev/reference/methods, beside 429 and 5xx.
export const passing: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
])

/** How long Slack asks to wait before this is tried again; nothing where trying again would not help. */
export function retryAfterMs(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500 ? 0 : undefined
  if (error instanceof AddressError && (error.status === 429 || error.status >= 500)) {
    return (error.retryAfterSeconds ?? 0) * 1000
  }
  if (error instanceof WebAPIRequestError) return 0
  const code = slackCode(error)
  return code !== undefined && passing.has(code) ? 0 : undefined
}

/**
 * Slack was asked and has not answered: it may have done it or not. Certain it is after a refusal, a 429 and a connection
 * that never came about: not done. After a 5xx and a connection that was cut it is not certain either, but as good as.
 */
export function isTimeout(error: unknown): boolean {
  const origin = error instanceof WebAPIRequestError ? error.original : error instanceof AddressError && error.cause
  return origin instanceof Error && origin.name === 'TimeoutError'
}

/** The response_url is used up or too old. */
export function isAddressGone(error: unknown): boolean {
  return error instanceof AddressError && error.code?.endsWith('_url') === true
}

// "Errors" of chat.update, docs.slack.dev: the message is gone, or its channel is closed to the bot.
const uneditable = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'restricted_action',
])

/** A message cannot be edited any more, however often it is tried. */
export function takesNoEdit(error: unknown): boolean {
  return uneditable.has(slackCode(error) ?? '')
}

/** A trigger that opens nothing any more: "Errors" of views.open, docs.slack.dev. */
export function isTriggerGone(error: unknown): boolean {
  return slackCode(error)?.endsWith('_trigger_id') === true
}

/** The trigger has opened a view before. */
export function isTriggerUsed(error: unknown): boolean {
  return slackCode(error) === 'exchanged_trigger_id'
}

/** The message is still being streamed into, so that it takes no edit. */
export function isStillStreaming(error: unknown): boolean {
  return slackCode(error) === 'streaming_state_conflict'
}

/** Somebody has pressed Stop on what was being streamed. */
export function isStoppedByUser(error: unknown): boolean {
  return slackCode(error) === 'stopped_by_user'
}

// What Slack says of blocks that it does not take, in whichever words: errors of chat.postMessage and of response_urls.
const blockCodes = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'cannot_parse_attachment',
  'invalid_payload',
])

export function areBlocksRefused(error: unknown): boolean {
  const code = slackCode(error)
  if (code !== undefined && blockCodes.has(code)) return true
  return error instanceof AddressError && error.status === 400 && !isAddressGone(error)
}

/** A vendor error in a person's words, once. `doing` ends the sentence "Slack did not …". */
export function toUserError(error: unknown, doing: string): unknown {
  if (error instanceof UserError) return error
  // The spine knows this code: what only waits for Slack is taken up again later.
  if (retryAfterMs(error) !== undefined) {
    return new UserError('SlackUnavailable', `Slack did not ${doing}: it is not answering.`, {
      hint: 'Try again in some minutes.',
      cause: error,
    })
  }
  const code = slackCode(error) ?? httpCode(error)
  if (code === undefined) return error
  return new UserError(`Slack:${code}`, `Slack did not ${doing} (${code}).`, { ...hintFor(code), cause: error })
}

function httpCode(error: unknown): string | undefined {
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`
  return error instanceof AddressError ? `HTTP ${error.status}` : undefined
}

function hintFor(code: string): { hint?: string } {
  const hint = hints.get(code)
  return hint === undefined ? {} : { hint }
}

const reinstall = 'An administrator can compare the app with manifest.yml, and reinstall it.'
const hints = new Map([
  ['missing_scope', reinstall],
  ['not_allowed_token_type', reinstall],
  ['channel_not_found', 'Invite Windlass to the channel: /invite @windlass'],
  ['not_in_channel', 'Invite Windlass to the channel: /invite @windlass'],
  ['file_not_found', 'Invite Windlass to the channel of that message: /invite @windlass'],
  ['is_archived', 'The channel is archived.'],
  ['restricted_action', 'The settings of the workspace do not let apps post there.'],
])
