import { describe, it } from 'vitest'
import { code, well } from './broken-function.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

type Row = {
  readonly it: string
  readonly ask: readonly [string, string]
  readonly throws: readonly [type: string, message: string]
  readonly says: string
  readonly isInVpc?: boolean
}

const key = 'arn:aws:kms:eu-central-1:111122223333:key/2f1a0000-0000-4000-8000-000000000001'
const rows: readonly Row[] = [
  {
    it: 'needs a key that is disabled',
    ask: ['why does order-intake fail?', 'order-intake is down'],
    throws: ['DisabledException', `${key} is disabled.`],
    says: `The KMS key ${key}, which it needs, is disabled.`,
  },
  {
    it: 'is not let in by its database',
    ask: ['why is order-intake failing?', 'order-intake cannot connect to the database'],
    throws: ['Error', 'connect ETIMEDOUT 10.0.5.12:5432'],
    says: 'It could not reach 10.0.5.12:5432, a private address. Nothing answered: most likely a security group (or, to another network, a route) does not let it through, or what it calls is not running.',
    isInVpc: true,
  },
  {
    it: 'has filled its /tmp',
    ask: ['why does order-intake fail?', 'order-intake returns 500s'],
    throws: ['Error', 'ENOSPC: no space left on device, write'],
    says: 'No room was left where it writes: most likely its /tmp is full. That has 512 MB where nobody set more, and what earlier calls left there stays.',
  },
  {
    it: 'leaves files open',
    ask: ['why is order-intake failing?', 'what is wrong with order-intake'],
    throws: ['Error', "EMFILE: too many open files, open '/tmp/a.json'"],
    says: 'It has as many files and connections open as Lambda allows an environment: 1,024. Those that earlier calls left open count too.',
  },
  {
    it: 'goes round in a loop',
    ask: ['why does order-intake fail?', 'order-intake is broken'],
    throws: ['RecursiveInvocationException', 'Lambda has detected your function being invoked in a recursive loop'],
    says: 'Lambda stopped a loop: a call of a function led, by what it wrote or called, to a call of the same function, about 16 times over.',
  },
  {
    it: 'has taken all connections of its database',
    ask: ['why is order-intake failing?', 'order-intake cannot get a db connection'],
    throws: ['error', 'remaining connection slots are reserved for non-replication superuser connections'],
    says: 'Its database took no more connections: each environment of a function holds its own, and others have theirs.',
  },
]

const worldOf = ({ throws: [type, message], isInVpc = false }: Row) =>
  functionWorld({ isInVpc, code: code({ ...well, failing: { share: 0.4, type, message } }) })

const worlds: readonly World[] = rows.flatMap((row) =>
  row.ask.map((question) => ({
    it: `${row.it}: ${question}`,
    ask: `@windlass ${question}`,
    world: worldOf(row),
    line: `order-intake fails: ${row.says} All # failed calls that were read ended so.`,
    shows: [row.throws[1]],
    offers: 'Logs of the errors',
  })),
)

const asksTooMuch: World = {
  it: 'is said to be throttled, and what it calls is',
  ask: '@windlass order-intake gets 429 errors',
  world: functionWorld({
    code: code({ ...well, failing: { share: 0.4, type: 'TooManyRequestsException', message: 'Rate Exceeded.' } }),
  }),
  line: 'What order-intake calls is throttled: Something that its code calls took no more requests at that moment. The function itself was not throttled. All # failed calls that were read ended so.',
  shows: ['TooManyRequestsException: Rate Exceeded.'],
  offers: 'About throttling',
}

describe('a function that fails by what it asks of others', () => {
  shareStage()
  it.each([...worlds, asksTooMuch])('$it', expectTruth)
})
