import { describe, expect, it, onTestFinished } from 'vitest'
import type { Acted } from '../../src/core/acted.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { paragraphsOf } from '../fixtures/run-command.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery } from '../fixtures/values.ts'
import { aPress, aYard } from './changing.ts'
import { losesAnswer } from './changing-account.ts'
import { result } from './invoke-stage.ts'

const place = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

/** One function that ends so, and how often it was called. */
async function aStage(acted: Acted, policies?: string) {
  const called: string[] = []
  const world = await aSpine({
    groups: ['changers'],
    functions: aFunctionsAccount([aFunction({ name: 'order-intake', place })]),
    callerFor: () => ({
      async callFunction(_, { payload }) {
        called.push(payload)
        return acted
      },
    }),
    ...(policies === undefined ? {} : { policies }),
  })
  onTestFinished(() => world.close())
  const give = async (delivery: Delivery) => {
    await world.spine.receive(delivery)
    await world.spine.answer(delivery)
    return world.outbox.written.at(-1)
  }
  return { ...world, called, give }
}

function answering(text: string): Acted {
  return { kind: 'accepted', requestId: 'r-1', result: { ...result, payload: { kind: 'json', text } } }
}

describe('what is told of a step that nobody knows of', () => {
  const message = 'The connection was cut.'

  it('has no look at a function, since nothing of a call can be seen', async () => {
    const stage = await aStage({ kind: 'unknown', code: 'Cut', message })
    const said = await stage.give(aDelivery('lambda invoke order-intake {}'))
    expect(said?.view === undefined ? [] : paragraphsOf(said.view)).toContain(message)
    const { changes } = await stage.ports.store.listChanges({ user: undefined, which: 'all', offset: 0, limit: 10 })
    expect(changes).toMatchObject([{ state: 'ended', progress: [{ kind: 'unknown', message }] }])
  })

  it('has the state in which a rebooted instance was seen after it', async () => {
    const yard = await aYard()
    const change = await yard.propose('ec2 reboot web-1')
    await yard.press(change, 'confirm')
    yard.account.replies.push(losesAnswer)
    await yard.runJobs()
    expect((await yard.getChange(change)).progress).toMatchObject([
      { kind: 'unknown', message: expect.stringMatching(/ Looked at after that, it was running\.$/) },
    ])
  })
})

it('a long answer that is shared has no second file, and says whose direct messages have all of it', async () => {
  const stage = await aStage(answering(JSON.stringify({ rows: 'x y '.repeat(3_000) })))
  const said = await stage.give(aDelivery('lambda invoke order-intake {}'))
  await stage.give(aPress(`${said?.recordId}:share`, { id: 'T0HARBOUR:shared' }))
  const { written } = stage.outbox
  expect(written.map(({ kind }) => kind)).toEqual(['file', 'answer', 'share', 'answer'])
  for (const { view } of written.slice(1)) {
    const told = view === undefined ? '' : paragraphsOf(view).join(' ')
    expect(told).toMatch(/characters more: who asked for it has all of it in their direct messages as result\.json\.$/)
  }
})

describe('a rule on the payload is not got round', () => {
  const policies = `@id("all") permit (principal, action, resource);
@id("much") forbid (principal, action == Action::"lambda invoke", resource) when { context.payload has amount && context.payload.amount > 100 };`

  it.each([
    ['{"amount":5000}', 'You may not'],
    ['{"AMOUNT":5000}', '"AMOUNT" must be written amount'],
    ['{"amount":1,"Amount":5000}', '"Amount" must be written amount'],
    ['{"amount":5000,"amount":1}', 'has "amount" twice'],
    ['{"amount":5000,"\\u0061mount":1}', 'has "amount" twice'],
  ])('%s', async (payload, says) => {
    const stage = await aStage(answering('1'), policies)
    const said = await stage.give(aDelivery(`lambda invoke order-intake ${payload}`))
    expect(stage.called).toEqual([])
    expect(`${said?.text} ${said?.view === undefined ? '' : paragraphsOf(said.view).join(' ')}`).toContain(says)
  })

  it('and leaves other keys alone, which are sent as they were typed', async () => {
    const stage = await aStage(answering('1'), policies)
    const payload = '{ "amount": 100, "Note": "👨\u200d👩 it’s", "note": {"amount": 1} }'
    await stage.give(aDelivery(`lambda invoke order-intake ${payload}`))
    expect(stage.called).toEqual([payload])
  })
})
