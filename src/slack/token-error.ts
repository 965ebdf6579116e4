import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api'
import { UserError } from '../core/errors.ts'

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
    return new UserError('SlackRefused', `Slack refused ${variable} (${code}). Found: ${describe(token)}.`, {
      hint: advice.get(code) ?? `Expected: a token that begins with ${prefix}. It is at ${where}.`,
      cause: error,
    })
  }
  const reason = unreachable(error)
  if (reason === undefined) return error
  return new UserError(
    'SlackUnreachable',
    `Slack could not be reached at ${apiUrl ?? 'https://slack.com/api/'} (${reason}).`,
    {
      hint: 'Check the network and the proxy of this machine, and status.slack.com.',
      cause: error,
    },
  )
}

const advice = new Map([
  [
    'missing_scope',
    'A scope is missing: compare the app with the manifest that `windlass manifest` prints, and reinstall it.',
  ],
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

function unreachable(error: unknown): string | undefined {
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`
  if (!(error instanceof WebAPIRequestError)) return undefined
  const { cause } = error.original
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.original.name
}
