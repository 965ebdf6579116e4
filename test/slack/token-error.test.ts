import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { appCredential, botCredential, startError } from '../../src/slack/token-error.ts'

const apiUrl = 'https://slack.test/api/'
const refused = (error: string) => new WebAPIPlatformError({ ok: false, error })
const failed = (cause?: unknown) => new WebAPIRequestError(new TypeError('fetch failed', { cause }))
const coded = (code: string) => Object.assign(new Error('x'), { code })

function said(error: unknown, credential = botCredential('xoxb-1-secret')): string {
  const told = startError(error, credential, apiUrl)
  if (!(told instanceof UserError)) throw new Error('no UserError')
  return `${told.message} ${told.hint}`
}

describe('a token that Slack refuses', () => {
  test('of the right kind is one that Slack does not know', () => {
    expect(said(refused('invalid_auth'))).toBe(
      'Slack refused SLACK_BOT_TOKEN (invalid_auth). Slack does not know this token: it may be revoked, of another app, ' +
        'or mistyped. The right one is at api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token.',
    )
    expect(said(refused('invalid_auth'), appCredential('xapp-1-secret'))).toContain('Slack does not know this token')
  })

  test.each([
    ['of another kind', 'xapp-1-secret', 'a token that begins with xapp-'],
    ['that is none', 'hello', '5 characters that are no token of Slack'],
  ])('%s is named beside the kind that is expected', (_, token, found) => {
    const told = said(refused('invalid_auth'), botCredential(token))
    expect(told).toContain(`Found: ${found}`)
    expect(told).toContain('Expected: a token that begins with xoxb-.')
    expect(told).not.toContain('secret')
  })

  test('is not blamed for a failure of Slack', () => {
    expect(said(refused('internal_error'))).toMatch(/^Slack could not be reached at \S+ \(internal_error\)\./)
  })
})

describe('Slack that is not reached is told with the reason that there is', () => {
  test.each([
    ['the code of the network', failed(coded('ENOTFOUND')), ' (ENOTFOUND).'],
    [
      'a code further down',
      failed(new Error('x', { cause: coded('UND_ERR_CONNECT_TIMEOUT') })),
      ' (UND_ERR_CONNECT_TIMEOUT).',
    ],
    [
      'several addresses that refuse',
      failed(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })),
      ' (ECONNREFUSED).',
    ],
    ['silence', new WebAPIRequestError(new DOMException('x', 'TimeoutError')), ' (no answer in time).'],
    ['a status', new WebAPIHTTPError(502, 'Bad Gateway', {}, ''), ' (HTTP 502).'],
    ['none', failed(), '.'],
    ['none that is named', failed(new Error('unexpected redirect')), '.'],
  ])('%s', (_, error, reason) => {
    expect(said(error)).toContain(`Slack could not be reached at ${apiUrl}${reason} Check`)
  })
})

test('a fault of our own stays one', () => {
  const fault = new TypeError('x is not a function')
  expect(startError(fault, botCredential('xoxb-1'), apiUrl)).toBe(fault)
})
