import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRedaction, inWholeWords, scrubbed } from '../../../src/core/assistant/redaction.ts'

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'.split('')), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
const digits = fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }).map(String)
const octet = fc.integer({ min: 1, max: 255 })

/** What identifies somebody's things; of each it is known what must not be left of it. */
const identifying = fc.oneof(
  fc
    .tuple(fc.constantFrom('i', 'vol', 'sg', 'subnet', 'vpc', 'ami', 'snap', 'eni', 'rtb'), hex(17))
    .map((all) => all.join('-')),
  digits,
  digits.map((account) => `arn:aws:lambda:eu-central-1:${account}:function:order-intake`),
  fc.tuple(octet, octet, octet).map((all) => `10.${all.join('.')}`),
  hex(4).map((end) => `2600:1f14::${end}`),
  hex(6).map((name) => `ip-10-0-0-7.eu-${name}.compute.internal`),
  hex(6).map((name) => `${name}.eu-central-1.rds.amazonaws.com`),
  hex(6).map((name) => `${name}@harbour.example`),
  hex(8).map((id) => `U0${id.toUpperCase()}`),
  digits.map((account) => account.replace(/^(.{4})(.{4})/, '$1-$2-')),
  digits.map((account) => account.replace(/^(.{4})(.{4})/, '$1 $2 ')),
  hex(16).map((id) => `AROA${id.toUpperCase()}:grace`),
  hex(6).map((name) => `s3://${name}/orders.csv`),
  hex(6).map((name) => `db.${name}.quay.example`),
  hex(6).map((name) => `${name}.com`),
  fc.constantFrom('web-1', 'Order Intake', 'production', 'größe*'),
)
const between = fc.constantFrom(' ', ', ', '\n', ' (', '" ', ' = ', '/', ': ')
const prose = fc.oneof(
  fc.constantFrom(
    'is stopped',
    'name-1',
    'address-2',
    'Instance-1',
    'word-1',
    'on',
    'password=hunter22',
    'x',
    'arn-7',
    'i‑0',
    '-',
    'name\u200b-1',
    '.com',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)

function aRedaction() {
  const redaction = createRedaction()
  redaction.know('name', ['web-1', 'größe*', undefined, ' '])
  redaction.know('function', ['Order Intake'])
  redaction.know('account', ['production'])
  return redaction
}

it('what was taken out is put back exactly, whatever stands around it', () => {
  const text = fc.array(fc.oneof(identifying, between, prose), { maxLength: 30 }).map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const { redact, restore } = aRedaction()
      const redacted = [one, other].map(redact)
      expect(redacted.map(restore)).toEqual([one, other].map(scrubbed))
    }),
    { numRuns: 1_000 },
  )
})

it('nothing that identifies a thing is left where it stands as a word of its own', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(identifying, between), { minLength: 1, maxLength: 10 }), (all) => {
      const redacted = aRedaction().redact(all.flat().join(''))
      for (const [original] of all) expect(redacted).not.toContain(original)
    }),
    { numRuns: 1_000 },
  )
})

it('the same thing is the same words each time, and kinds are told apart', () => {
  const { redact } = aRedaction()
  expect(redact('web-1 (i-0123456789abcdef0) in production, 10.0.0.7; i-0fedcba9876543210 reaches 10.0.0.7')).toBe(
    'name-1 (instance-1) in account-1, address-1; instance-2 reaches address-1',
  )
  expect(redact('Why is web-1 down? web-10 is up. ada@harbour.example owns vol-0123456789abcdef0')).toBe(
    'Why is name-1 down? web-10 is up. email-1 owns volume-1',
  )
})

it('what is nobody’s stays: open to the world, metadata, services, Regions, sizes', () => {
  const open = '0.0.0.0/0, ::/0, 169.254.169.254, autoscaling.amazonaws.com, eu-central-1, t3.large at 12:30:45'
  expect(createRedaction().redact(open)).toBe(open)
})

it('a name that becomes known later is taken out from then on, and what was said before is still put back', () => {
  const { know, redact, restore } = createRedaction()
  expect(redact('billing is slow')).toBe('billing is slow')
  know('function', ['billing'])
  expect(redact('billing is slow')).toBe('function-1 is slow')
  expect(restore('Function-1 and function-2, name-1')).toBe('billing and function-2, name-1')
})

it.each([
  ['account 1234-5678-9012', 'account account-1'],
  ['why does 1234 5678 9012 fail?', 'why does account-1 fail?'],
  ['AROAEXAMPLE1234567890:grace.hopper, AIDAJQABLZS4A3QDU576Q', 'principal-1, principal-2'],
  ['s3://acme-orders/x.csv and arn:aws:s3:::acme-orders', 'bucket-1 and arn-1'],
  ['https://s3.eu-central-1.amazonaws.com/acme-orders', 'bucket-1'],
  ['i‑0123456789abcdef0, i–0123456789abcdef0, i\u200b-0123456789abcdef0', 'instance-1, instance-1, instance-1'],
  ['web‑1 w\u00adeb-1 ｗｅｂ-1', 'name-1 name-1 name-1'],
  ['db.prod.acme.com, acme.com, foo_db.acme.corp.', 'host-1, host-2, host-3.'],
  ['anna@acme.de, üser@exämple.de', 'email-1, email-2'],
])('however it is written, it is taken out: %s', (text, redacted) => {
  expect(aRedaction().redact(text)).toBe(redacted)
})

it.each([
  'user.name, event.id, process.env.HOME, self.client',
  'index.handler in app.py, lambda_function.lambda_handler, dist/index.min.js',
  'java.lang.NullPointerException, botocore.exceptions.ClientError',
  'v1.2.3, 5.10.220-209.869.amzn2.x86_64, 1.29.0-eks, nodejs24.x',
  't3.micro, db.t3.micro, eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'docs.aws.amazon.com, lambda.amazonaws.com, net.ipv4.ip_forward, e.g. this. That',
])('what has dots and is no host stays: %s', (text) => {
  expect(createRedaction().redact(text)).toBe(text)
})

it('is put back as it stood there but normalised, a known name as it is known', () => {
  const { know, redact, restore } = createRedaction()
  know('name', ['crane‑7'])
  expect(restore(redact('crane‑7, crane-7, i‑0123456789abcdef0'))).toBe('crane‑7, crane‑7, i-0123456789abcdef0')
  // Two that only look alike.
  know('name', ['quay‑1', 'quay-1'])
  expect(restore(redact('quay‑1'))).toBe('quay-1')
})

it.each(['instance-2', 'address-1', 'Name-1', 'name‐1', 'tag\u200b-1', 'role-1', 'bucket-1', 'instance-2 spare'])(
  'what only reads like a placeholder is never put back as somebody else’s: %s',
  (forged) => {
    const real = 'web-1 i-0123456789abcdef0 i-0123456789abcdef1 10.0.0.7 s3://acme-orders acme-role acme-tag'
    for (const isKnown of [true, false]) {
      const { know, redact, restore } = aRedaction()
      know('role', ['acme-role'])
      know('tag', ['acme-tag'])
      know('name', [isKnown ? forged : undefined])
      const sent = redact(`${real}, log: ${forged}`)
      expect(sent).toMatch(/^name-1 instance-1 instance-2 address-1 bucket-1 role-1 tag-1, log: (?:name-2|word-1)/)
      expect(restore(sent)).toBe(`${real}, log: ${isKnown ? forged : scrubbed(forged)}`)
    }
  },
)

it('an address behind what reads like a placeholder goes too', () => {
  expect(createRedaction().redact('instance-10.0.0.1')).toBe('instance-address-1')
})

it('one letter and small numbers are nobody’s, whatever is called so', () => {
  const { know, redact } = createRedaction()
  know('name', ['a', '7', '-', '443'])
  expect(redact('a port of 443 - and 7 more')).toBe('a port of 443 - and 7 more')
})

it('models write other dashes', () => {
  const { redact, restore } = aRedaction()
  redact('web-1')
  expect(restore('It is name‑1.')).toBe('It is web-1.')
})

it('a secret never comes back', () => {
  const { redact, restore } = createRedaction()
  const sent = redact('password=hunter22 of i-0123456789abcdef0')
  expect(sent).toBe('password=[redacted] of instance-1')
  expect(restore(sent)).toBe('password=[redacted] of i-0123456789abcdef0')
})

it('a placeholder that is cut between two pieces is put back whole', () => {
  const text = fc.array(fc.oneof(identifying, fc.constantFrom(' ', '\n', ' and ')), { maxLength: 12 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(200), { maxLength: 20 }), (all, cuts) => {
      const { redact, restore } = aRedaction()
      const sent = redact(all.join(''))
      const at = [0, ...cuts.filter((cut) => cut < sent.length).toSorted((one, two) => one - two), sent.length]
      let told = ''
      const words = inWholeWords((whole) => (told += restore(whole)))
      for (const [index, from] of at.entries()) words.push(sent.slice(from, at[index + 1] ?? sent.length))
      words.end()
      expect(told).toBe(scrubbed(all.join('')))
    }),
  )
})
