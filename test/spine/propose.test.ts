import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Instance } from '../../src/core/ec2/instance.ts'
import { anAccount } from '../fixtures/account.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance, frankfurt } from '../fixtures/values.ts'
import { documented } from '../policy/stage.ts'
import { aChangingAccount } from './changing-account.ts'

const virginia = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

/** In the sandbox, so in no environment, but for what is said otherwise. */
function web1(given: Parameters<typeof anInstance>[0] = {}): Instance {
  return anInstance({ name: 'web-1', place: virginia, ...given })
}

type Asked = {
  readonly policies: string
  readonly groups?: readonly string[]
  readonly words: string
  readonly instance?: Instance
  readonly channel?: string
}

/** What came of it: the rule that allows the change, or the refusal and what the audit has of it. */
async function proposed({ policies, groups = ['changers'], words, instance = web1(), channel = 'C0OPS' }: Asked) {
  const changing = aChangingAccount([instance])
  const reader = anAccount([instance])
  const { spine, ports, outbox, close } = await aSpine({
    policies,
    groups,
    reader,
    changerFor: () => changing.changer(true),
  })
  onTestFinished(close)
  const delivery = aDelivery(words, { channel })
  await spine.receive(delivery)
  await spine.answer(delivery)
  const change = await ports.store.findProposedBy(delivery.id)
  const any = { user: undefined, target: undefined, command: undefined, since: undefined, change: undefined }
  const { events } = await ports.store.listEvents({ ...any, offset: 0, limit: 1 })
  return { allowedBy: change?.rule.name, said: outbox.written.at(-1)?.text, audited: events[0]?.rule, reader }
}

const page = documented('cedar').join('\n')
const examples = readFileSync(join(import.meta.dirname, '../../examples/policies/production.cedar'), 'utf8')
const webTeam = {
  policies: page,
  groups: ['S0456EFGH'],
  instance: web1({ tags: { team: 'web' } }),
  channel: 'C0WEBOPS',
}
const leads = ['changers', 'leads']

describe('a documented policy allows what it says', () => {
  it.each<[string, Asked, string]>([
    ['changers', { policies: page, words: 'ec2 stop web-1' }, 'changers-change'],
    [
      'leads in production',
      { policies: page, groups: leads, words: 'ec2 stop web-1', instance: web1({ place: frankfurt }) },
      'changers-change',
    ],
    ['a team what carries its tag', { ...webTeam, words: 'ec2 stop web-1' }, 'web-team-on-its-own'],
    [
      'a start that costs little',
      { policies: page, words: 'ec2 start web-1', instance: web1({ state: 'stopped' }) },
      'changers-change',
    ],
    ['changers, of examples/policies', { policies: examples, words: 'ec2 reboot web-1' }, 'changers-change'],
    [
      'leads in production, of examples/policies',
      { policies: examples, groups: leads, words: 'ec2 stop web-1', instance: web1({ place: frankfurt }) },
      'changers-change',
    ],
    [
      'leads to terminate, of examples/policies',
      { policies: examples, groups: leads, words: 'ec2 terminate web-1' },
      'changers-change',
    ],
  ])('%s', async (_, asked, rule) => {
    const { allowedBy, said } = await proposed(asked)
    expect(allowedBy, said).toBe(rule)
  })
})

describe('a documented policy refuses', () => {
  it('a team what does not carry its tag', async () => {
    const asked = { ...webTeam, words: 'ec2 stop web-1', instance: web1({ tags: { team: 'db' } }) }
    expect(await proposed(asked)).toMatchObject({
      allowedBy: undefined,
      said: expect.stringContaining('You may not stop web-1.'),
      audited: 'no-rule',
    })
  })

  it('a start of which nobody knows the price', async () => {
    const instance = web1({ state: 'stopped', type: 'x9.unheard-of' })
    expect(await proposed({ policies: page, words: 'ec2 start web-1', instance })).toMatchObject({
      allowedBy: undefined,
      said: 'You may not start web-1. What costs more than five dollars an hour, or nobody knows how much, is not started from here.',
      audited: 'five-dollars-an-hour',
    })
  })
})

describe('a rule on what is only known of the target is decided on the target', () => {
  const everyoneReads = 'permit (principal, action in Action::"read", resource);\n'
  const permit = (condition: string) =>
    `${everyoneReads}@id("some") permit (principal, action in Action::"change", resource is Instance) when { ${condition} };`

  it.each([
    ['a state', 'resource.state == "running"', web1()],
    [
      'an environment of its own',
      'resource has environment && resource.environment == "blue"',
      web1({ tags: { env: 'blue' } }),
    ],
    ['a type', 'resource.type == "t3.large"', web1()],
    ['a name', 'resource.name like "web-*"', web1()],
    ['how many they are', 'context.count == 1', web1()],
    ['what it costs', 'context has costChange && context.costChange < 0', web1()],
  ])('%s', async (_, condition, instance) => {
    const words = 'ec2 stop web-1'
    expect(await proposed({ policies: permit(condition), words, instance })).toMatchObject({ allowedBy: 'some' })
  })
})

describe('who may give a command nowhere', () => {
  it('is told by which rule before AWS is asked anything, and so is the audit', async () => {
    const { said, audited, reader } = await proposed({ policies: page, groups: [], words: 'ec2 stop web-1' })
    expect(said).toBe('You may not run /ec2 stop. Changes are for the group changers, and you are not in it.')
    expect(audited).toBe('no-rule')
    expect(reader.asked).toEqual([])
  })

  it('is told the rule that forbids it', async () => {
    expect(await proposed({ policies: examples, words: 'ec2 terminate web-1' })).toMatchObject({
      said: 'You may not run /ec2 terminate. Only leads terminate instances, and never in production.',
      audited: 'terminating-is-for-leads-outside-production',
    })
  })
})

it('a refusal on the target is in the audit under its rule', async () => {
  const instance = web1({ place: frankfurt })
  expect(await proposed({ policies: page, words: 'ec2 stop web-1', instance })).toMatchObject({
    said: 'You may not stop web-1. Changes to production are for leads.',
    audited: 'production-is-for-leads',
  })
})

it('a read that is refused is in the audit under its rule', async () => {
  const policies = '@id("none") @reason("Reading is over.") forbid (principal, action in Action::"read", resource);'
  expect(await proposed({ policies, words: 'ec2 list' })).toMatchObject({ audited: 'none' })
})
