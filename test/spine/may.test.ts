import { expect, it, onTestFinished } from 'vitest'
import { plain } from '../../src/core/text.ts'
import { choicesOf } from '../../src/core/view.ts'
import { anAccount } from '../fixtures/account.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance } from '../fixtures/values.ts'

const virginia = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

async function ask(typed: string, given: { groups?: readonly string[]; policies?: string } = {}) {
  const reader = anAccount([anInstance({ name: 'web-1', place: virginia })])
  const { spine, outbox, close } = await aSpine({ ...given, reader })
  onTestFinished(close)
  const delivery = aDelivery(`windlass may ${typed}`)
  await spine.receive(delivery)
  await spine.answer(delivery)
  const { lead = [], note = [], actions = [] } = outbox.written.at(-1)?.view ?? {}
  return { lead: plain(lead), note: plain(note), actions: actions.flatMap(choicesOf), reader }
}

it.each([
  [
    'pause',
    'No, you may not give /windlass pause. Changes outside production are for the group changers, and you are not in it.',
  ],
  [
    'audit',
    'No, you may not give /windlass audit. Logs, console output and the audit are for the groups changers and auditors, and you are in neither.',
  ],
  [
    'stop',
    'No, you may not give /ec2 stop. Changes outside production are for the group changers, and you are not in it.',
  ],
  ['whoami', 'Yes, you may give /windlass whoami.'],
  ['/windlass changes --all', 'Yes, you may give /windlass changes.'],
  ['list --tag env=dev', 'Yes, you may give /ec2 list.'],
])('who may only read is answered on every command there is: %s', async (typed, lead) => {
  expect((await ask(typed)).lead).toBe(lead)
})

it.each(['stop web-1', 'ec2 stop web-1', '/ec2 stop web-1', '/stop web-1', 'STOP web-1'])(
  'a command is understood with and without its product: %s',
  async (typed) => {
    expect((await ask(typed, { groups: ['changers'] })).lead).toBe('Yes, you may do /ec2 stop to web-1.')
  },
)

it('the flags of what is asked about are its own, and are offered with it', async () => {
  const typed = 'stop web-1 --hibernate --account sandbox --reason "OPS 1"'
  const { lead, actions, reader } = await ask(typed, { groups: ['changers'] })
  expect(lead).toBe('Yes, you may do /ec2 stop to web-1.')
  expect(actions[0]?.label).toBe(`/ec2 ${typed}`)
  expect(reader.asked.map(({ places }) => places.map(({ account }) => account))).toEqual([['sandbox']])
})

it('a flag that the command does not have is no question', async () => {
  expect((await ask('reboot web-1 --hibernate', { groups: ['changers'] })).lead).toContain('--hibernate is not a flag')
})

it('reading is answered place by place, as it is done', async () => {
  const policies = `
    @id("help") permit (principal, action == Action::"windlass may", resource);
    @id("sandbox") permit (principal, action == Action::"ec2 list", resource) when { resource.account.name == "sandbox" };`
  expect(await ask('ec2 list', { policies })).toMatchObject({
    lead: 'Yes, you may give /ec2 list. It reads nothing in production (eu-central-1, us-east-1).',
    note: 'Rule sandbox, policies/test.cedar line 3.',
  })
  expect((await ask('ec2 list --account production', { policies })).lead).toBe(
    'No, you may not give /ec2 list. No rule allows /ec2 list in production, eu-central-1 for you.',
  )
})

it('a rule that depends on the instance is said to, and answered for one', async () => {
  const policies = `
    @id("reads") permit (principal, action in Action::"read", resource);
    @id("web") permit (principal, action == Action::"ec2 stop", resource) when { resource.name like "web-*" };`
  expect((await ask('stop', { policies })).lead).toBe(
    'It depends on the instance whether you may give /ec2 stop. Ask with its name: /windlass may stop web-1',
  )
  expect((await ask('stop web-1', { policies })).lead).toBe('Yes, you may do /ec2 stop to web-1.')
})
