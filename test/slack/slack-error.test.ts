import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { expect, test } from 'vitest'
import { AddressError, toUserError } from '../../src/slack/slack-error.ts'

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error })

test.each([
  ['no network', new WebAPIRequestError(new TypeError('fetch failed')), 'SlackUnavailable'],
  ['a fault of the server', new WebAPIHTTPError(503, 'Unavailable', {}), 'SlackUnavailable'],
  ['a fault of the method', platform('internal_error'), 'SlackUnavailable'],
  ['a limited rate', new WebAPIRateLimitedError(30), 'SlackUnavailable'],
  ['a fault behind an address', new AddressError(502), 'SlackUnavailable'],
  ['a refusal', platform('user_not_found'), 'Slack:user_not_found'],
  ['a refusal of a proxy', new WebAPIHTTPError(403, 'Forbidden', {}), 'Slack:HTTP 403'],
  ['a refusal of an address', new AddressError(404), 'Slack:HTTP 404'],
])('%s is out of reach, or said as what it is', (_, error, code) => {
  expect(toUserError(error, 'say who you are')).toMatchObject({ code })
})
