import { describe, expect, it } from 'vitest'
import { scrub } from '../../src/core/scrub.ts'

// Put together here, so that no scanner takes the table itself for a leak.
const keyId = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
const temporaryKeyId = ['ASIA', 'QWERTYUIOPASDFGH'].join('')
const sessionToken = ['IQoJb3JpZ2lu', 'X2VjEJr//////////wEaCWV1LWNlbnRyYWwtMSJ'].join('')
const botToken = ['xoxb', '1234567890', '0987654321', 'abcDEF'].join('-')
const appToken = ['xapp', '1', 'A123', '456', 'abcdef'].join('-')
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'sig-na_ture'].join('.')
const pem = ['-----BEGIN RSA PRIVATE', 'KEY-----\nMIIEow\nabc=\n-----END RSA PRIVATE', 'KEY-----'].join(' ')

describe('what looks like a secret', () => {
  it.for([
    ['an access key id', `key ${keyId}.`, 'key [redacted].'],
    ['a temporary access key id', temporaryKeyId, '[redacted]'],
    ['a session token', `token ${sessionToken}`, 'token [redacted]'],
    ['a bot token', `xx ${botToken} yy`, 'xx [redacted] yy'],
    ['an app token', appToken, '[redacted]'],
    ['a rotated token', `xoxe.${botToken}`, '[redacted]'],
    ['a response_url', 'at https://hooks.slack.com/commands/T1/2/abc now', 'at [redacted] now'],
    ['a private key', `a ${pem} b`, 'a [redacted private key] b'],
    ['a private key that was cut off', pem.slice(0, 45), '[redacted private key]'],
    ['a JSON web token', `jwt ${jwt}`, 'jwt [redacted]'],
    ['an authorization header', 'Authorization: Bearer abcdef123456', 'Authorization: Bearer [redacted]'],
    ['a connection string', 'postgres://app:s3cr3t@db:5432/x', 'postgres://app:[redacted]@db:5432/x'],
    ['a password in JSON', '{"password":"hunter22"}', '{"password":"[redacted]"}'],
    ['a password in quoted JSON', '{\\"password\\":\\"hunter22\\"}', '{\\"password\\":\\"[redacted]\\"}'],
    ['a password of an environment', 'DB_PASSWORD=hunter22 next', 'DB_PASSWORD=[redacted] next'],
    ['a secret key', 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'aws_secret_access_key = [redacted]'],
    ['an api key', "apiKey: 'abc123'", "apiKey: '[redacted]'"],
  ])('%s is taken out', ([, dirty = '', clean]) => {
    expect(scrub(dirty)).toBe(clean)
  })

  it.for([
    'web-1 is running in production, eu-central-1',
    'i-0a9c31f7e21b40d55',
    'arn:aws:iam::111122223333:role/WindlassRead',
    'No password is needed here',
    'https://example.com/a:b/c',
    'OPS-412 patching at 14:02',
    'the secret of web-*',
  ])('%s stays as it is', (text) => {
    expect(scrub(text)).toBe(text)
  })

  it('is taken out once: scrubbing twice changes nothing more', () => {
    const once = scrub(`password=${keyId} postgres://a:b@c ${botToken}`)
    expect(scrub(once)).toBe(once)
  })

  it('takes no time that grows faster than the text', () => {
    const long = `password=${'x'.repeat(50_000)} ${'a:'.repeat(50_000)}`
    expect(scrub(long)).toContain('password=[redacted]')
  })
})
