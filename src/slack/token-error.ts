import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api'
import { UserError } from '../core/errors.ts'
import { passing } from './slack-error.ts'

/** A setting that Slack knows, with the way to it. */
export type Credential = {
  readonly variable: string
  readonly token: string
  readonly prefix: string
  readonly where: string
}

export const botCredential = (token: string): Credential => ({
  variable: 'SLACK_BOT_TOKEN',
  token,
  prefix: 'xoxb-',
  where: 'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token',
})

export const appCredential = (token: string): Credential => ({
  variable: 'SLACK_APP_TOKEN',
  token,
  prefix: 'xapp-',
  where: 'api.slack.com/apps → your app → Basic Information → App-Level Tokens, with the scope connections:write',
})

/** Why a start failed: which setting, what was found, where to get what is right. Never the token itself. */
export function startError(error: unknown, credential: Credential, apiUrl: string | undefined): unknown {
  if (error instanceof UserError) return error
  const { variable, token, prefix, where } = credential
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error
    if (passing.has(code)) return notReached(error, code, apiUrl)
    const isOfThatKind = token.startsWith(prefix)
    const found = isOfThatKind ? '' : ` Found: ${describe(token)}.`
    const otherwise = isOfThatKind ? unknown : `Expected: a token that begins with ${prefix}.`
    return new UserError('SlackRefused', `Slack refused ${variable} (${code}).${found}`, {
      hint: advice.get(code) ?? `${otherwise} The right one is at ${where}.`,
      cause: error,
    })
  }
  if (error instanceof WebAPIHTTPError) return notReached(error, `HTTP ${error.statusCode}`, apiUrl)
  return error instanceof WebAPIRequestError ? notReached(error, reasonOf(error.original), apiUrl) : error
}

function notReached(cause: Error, reason: string | undefined, apiUrl = 'https://slack.com/api/'): UserError {
  const why = reason === undefined ? '' : ` (${reason})`
  return new UserError('SlackUnreachable', `Slack could not be reached at ${apiUrl}${why}.`, {
    hint: 'Check the network and the proxy of this machine, and status.slack.com.',
    cause,
  })
}

const unknown = 'Slack does not know this token: it may be revoked, of another app, or mistyped.'

const advice = new Map([
  ['missing_scope', 'A scope is missing: compare the app with manifest.yml, and reinstall it.'],
  [
    'account_inactive',
    'The app was removed from the workspace: install it again at api.slack.com/apps → your app → Install App.',
  ],
  [
    'token_revoked',
    'The app was removed from the workspace: install it again at api.slack.com/apps → your app → Install App.',
  ],
])

function describe(token: string): string {
  const [prefix] = /^x(?:ox[a-z]|app)-/.exec(token) ?? []
  if (prefix === undefined) return `${token.length} characters that are no token of Slack's`
  return `a token that begins with ${prefix}`
}

/** What the system says of the network: `ECONNREFUSED`. The error itself is a "fetch failed" as a rule. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'TimeoutError') return 'no answer in time'
  return 'code' in error && typeof error.code === 'string' ? error.code : reasonOf(error.cause)
}
