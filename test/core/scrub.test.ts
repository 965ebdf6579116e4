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
const pgp = ['-----BEGIN PGP PRIVATE', 'KEY BLOCK-----\n\nlQOY\n=abc\n-----END PGP PRIVATE', 'KEY BLOCK-----'].join(' ')
const secretKey = ['wJalrXUtnFEMI/K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')
const githubToken = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_')
const githubPat = ['github', 'pat', '11ABCDEFG0abcdefghijkl', 'mnopqrstuvwxyz0123456789'].join('_')
const million = 1_000_000

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
    ['a token', 'token=abcdef1234567890', 'token=[redacted]'],
    ['a token of an environment', 'GITHUB_TOKEN=abcdefgh next', 'GITHUB_TOKEN=[redacted] next'],
    ['a token in JSON', '{"token":"abc def"}', '{"token":"[redacted]"}'],
    ['a token after a colon', 'token: abcdef123456', 'token: [redacted]'],
    ['a password after a flag', 'mysql --password hunter22 -h db', 'mysql --password [redacted] -h db'],
    ['a quoted password after a flag', '--db-password "two words" -h db', '--db-password "[redacted]" -h db'],
    ['a login after a flag', 'curl -u admin:hunter22 https://db', 'curl -u admin:[redacted] https://db'],
    ['a login after a long flag', 'curl --user "admin:hunter22"', 'curl --user "admin:[redacted]"'],
    ['a pw', 'db_pw=hunter22', 'db_pw=[redacted]'],
    ['a password in braces', 'Uid=app;Password={a;b};Server=db', 'Uid=app;Password=[redacted];Server=db'],
    ['an account key', 'AccountName=x;AccountKey=abc+/==;a=b', 'AccountName=x;AccountKey=[redacted];a=b'],
    ['a GitHub token', `${githubToken}.`, '[redacted].'],
    ['a fine-grained GitHub token', githubPat, '[redacted]'],
    ['a PGP private key', `a ${pgp} b`, 'a [redacted private key] b'],
    ['a secret key beside its id', `${keyId},${secretKey}`, '[redacted],[redacted]'],
    ['a secret key before its id', `${secretKey} ${keyId}`, '[redacted] [redacted]'],
    ['a secret key after the word', `the secret is ${secretKey} now`, 'the secret is [redacted] now'],
    ['a password after an arrow', 'password => x', 'password => [redacted]'],
    ['a password of several words', 'password="two words secret" next', 'password="[redacted]" next'],
    ['one in single quotes', "password='two words; secret' next", "password='[redacted]' next"],
    ['one with a quote in it', '{"password":"two \\" words","a":1}', '{"password":"[redacted]","a":1}'],
    [
      'one of several words in quoted JSON',
      '{\\"password\\":\\"two \\\\\\" words\\",\\"a\\":1}',
      '{\\"password\\":\\"[redacted]\\",\\"a\\":1}',
    ],
    ['one that was cut off', 'password="two words', 'password="[redacted]'],
    ['a password with an @', 'postgres://u:p@ss@host/db', 'postgres://u:[redacted]@host/db'],
    ['a password with a slash', 'postgres://u:p/ss@host/db', 'postgres://u:[redacted]@host/db'],
    [
      'a signature',
      'https://b.s3/x?X-Amz-Signature=0123456789abcdef&a=b',
      'https://b.s3/x?X-Amz-Signature=[redacted]&a=b',
    ],
  ])('%s is taken out', ([, dirty = '', clean]) => {
    expect(scrub(dirty)).toBe(clean)
    expect(scrub(clean ?? '')).toBe(clean)
  })

  it.for([
    'web-1 is running in production, eu-central-1',
    'i-0a9c31f7e21b40d55',
    'arn:aws:iam::111122223333:role/WindlassRead',
    'No password is needed here',
    'https://example.com/a:b/c',
    'OPS-412 patching at 14:02',
    'the secret of web-*',
    'arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-AbCdEf',
    'arn:aws:lambda:eu-central-1:111122223333:function:token-refresh:live',
    '/ec2 stop --name web-* tag:env=prod --reason "OPS-412 patching"',
    '/ec2 list tag:owner=ada password-reset-1 token-service-2',
    'AWS did not accept the NextToken: abc123def456ghi789',
    'nextToken=abcdef1234567890 --next-token abcdef1234567890 next_token: "abcdef1234567890"',
    '{"message":"it says secret: ","level":"info"}',
    '{"message":"it says secret:"}',
    '["password:","x"]',
    'maxTokens=1000, the token: see the log',
    'detailed instead of basic monitoring',
    'docker run -u 1000:1000 x',
    '/windlass audit --user T0HARBOUR:U0ADA',
    'https://example.com:8443/a/b?c=d',
    'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904 of the secret store',
    `digest ${secretKey}`,
  ])('%s stays as it is', (text) => {
    expect(scrub(text)).toBe(text)
  })

  it('is taken out once: scrubbing twice changes nothing more', () => {
    const once = scrub(`password=${keyId} postgres://a:b@c ${botToken}`)
    expect(scrub(once)).toBe(once)
  })

  it.for([
    ['one password', `password=${'x'.repeat(million)}`],
    ['one quoted password', `password="${String.raw`\a`.repeat(million / 2)}`],
    ['quotes that nothing closes', 'password=" '.repeat(million / 11)],
    ['escaped quotes that nothing closes', String.raw`password=\" token=\\" `.repeat(million / 22)],
    ['names of secrets', 'secret '.repeat(million / 7)],
    ['names of tokens', 'token:'.repeat(million / 6)],
    ['apostrophes that nothing closes', `pwd='a `.repeat(million / 7)],
    ['braces that nothing closes', 'pwd={a'.repeat(million / 6)],
    ['addresses with passwords', 'a://b:c@'.repeat(million / 8)],
    ['colons', 'a:'.repeat(million / 2)],
    ['addresses', 'a://b:'.repeat(million / 6)],
    ['dashes', '-'.repeat(million)],
    ['flags', '--a-'.repeat(million / 4)],
    ['heads of private keys', '-----BEGIN RSA '.repeat(million / 15)],
    ['heads of web tokens', 'eyJ-'.repeat(million / 4)],
    ['heads of Slack tokens', 'xoxb.a'.repeat(million / 6)],
    ['base64', 'aB3/'.repeat(million / 4)],
    ['forty characters each', `${'aB3/'.repeat(10)} `.repeat(million / 41)],
    ['blanks', ' '.repeat(million)],
    ['lines', '\n'.repeat(million)],
  ])('a million characters of %s take no time', ([, long = '']) => {
    const before = performance.now()
    scrub(long)
    expect(performance.now() - before).toBeLessThan(3_000)
  })
})
