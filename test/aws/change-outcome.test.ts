import { expect, test } from 'vitest'
import { isOpen } from '../../src/aws/change-outcome.ts'
import { UndecodableBody } from '../../src/aws/undecodable-body.ts'

const system = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall })
const named = (name: string, more = {}) => Object.assign(new Error(name), { name, ...more })
const ofAws = (name: string, httpStatusCode: number) => named(name, { $fault: 'server', $metadata: { httpStatusCode } })

test.each([
  { name: 'no name in the DNS', error: system('ENOTFOUND', 'getaddrinfo'), open: false },
  { name: 'nobody listens', error: system('ECONNREFUSED', 'connect'), open: false },
  { name: 'no way there', error: system('EHOSTUNREACH', 'connect'), open: false },
  {
    name: 'none of its addresses',
    error: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    open: false,
  },
  { name: 'a certificate of nobody', error: Object.assign(new Error(''), { code: 'CERT_HAS_EXPIRED' }), open: false },
  { name: 'reset while it waited', error: system('ECONNRESET', 'read'), open: true },
  { name: 'no first byte in time', error: named('TimeoutError', { code: 'ETIMEDOUT' }), open: true },
  { name: 'the time was up', error: named('AbortError'), open: true },
  { name: 'a page', error: new UndecodableBody(''), open: true },
  { name: 'an error of its own', error: ofAws('InternalError', 500), open: true },
  { name: 'unavailable', error: ofAws('Unavailable', 503), open: true },
  { name: 'throttled', error: ofAws('RequestLimitExceeded', 503), open: false },
  { name: 'no capacity', error: ofAws('InsufficientInstanceCapacity', 500), open: false },
  { name: 'denied', error: ofAws('UnauthorizedOperation', 403), open: false },
  { name: 'a fault of our own', error: new TypeError('x is undefined'), open: true },
])('$name: may it have been done? $open', ({ error, open }) => {
  expect(isOpen(error)).toBe(open)
})
