import { expect, it } from 'vitest'
import type { Instance } from '../../src/core/ec2/instance.ts'
import { anAccount } from '../fixtures/account.ts'
import { aDelivery } from '../fixtures/values.ts'
import { progressIn } from './applying.ts'
import { aYard } from './changing.ts'
import { fleet } from './changing-account.ts'

const group = { name: 'shop-web', desired: 4, members: 4, min: 1, replaces: false }

function four(tags: Record<string, string>): Instance[] {
  return fleet(4).map((instance) => ({ ...instance, tags: new Map(Object.entries(tags)) }))
}

async function aGroupYard() {
  const instances = four({ 'aws:autoscaling:groupName': 'shop-web' })
  const yard = await aYard({ instances })
  const around = Object.fromEntries(instances.map(({ id }) => [id, { group }]))
  yard.reader.describeSurroundings = (asked) => anAccount(instances, [], { around }).describeSurroundings(asked)
  return yard
}

type Yard = Awaited<ReturnType<typeof aYard>>

const stopEach = (yard: Yard) => Promise.all([1, 2, 3, 4].map((number) => yard.propose(`ec2 stop web-${number}`)))

async function confirmEach(yard: Yard, changes: Awaited<ReturnType<typeof stopEach>>) {
  for (const change of changes) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a person presses
    await yard.press(change, 'confirm')
  }
  await yard.runJobs()
  return Promise.all(changes.map((change) => yard.getChange(change)))
}

it.each([
  ['an Auto Scaling group', aGroupYard, 'Auto Scaling group shop-web'],
  ['an environment', () => aYard({ instances: four({ env: 'dev' }) }), 'environment dev'],
])('four cards take no more out of %s than one card may', async (_, aYardOf, what) => {
  const yard = await aYardOf()
  const changes = await confirmEach(yard, await stopEach(yard))
  expect(yard.account.calls).toEqual(['stop web-1', 'stop web-2'])
  expect(changes.flatMap(progressIn)).toEqual(['accepted', 'accepted', 'not-tried', 'not-tried'])
  expect(changes[2]?.progress[0]).toMatchObject({
    reason: expect.stringMatching(`would take 3 of 4 out of the ${what}.*2 of them without this change`),
  })
})

it('what was stopped a moment ago counts before it is asked for already, and what is started again does not', async () => {
  const yard = await aYard({ instances: four({ env: 'dev' }) })
  const stop = await yard.propose('ec2 stop web-1 web-2')
  await yard.press(stop, 'confirm')
  await yard.runJobs()
  yard.account.settle()
  await yard.give(aDelivery('ec2 stop web-3'))
  expect(yard.outbox.answers()).toEqual([expect.stringContaining('would take 3 of 4 out of the environment dev')])
  await yard.system.advance(3_000)
  await yard.runJobs()
  yard.account.change('web-1', { state: 'running' })
  yard.account.change('web-2', { state: 'running' })
  expect((await yard.propose('ec2 stop web-3')).state).toBe('proposed')
})

it('a group that cannot be counted is not taken from, and that is no reason to give up at once', async () => {
  const yard = await aGroupYard()
  const change = await yard.propose('ec2 stop web-1')
  await yard.press(change, 'confirm')
  delete yard.reader.describeSurroundings
  await expect(yard.runJobs()).rejects.toThrow('The Auto Scaling group shop-web of web-1 could not be counted.')
  expect(yard.account.calls).toEqual([])
  await yard.give(aDelivery('ec2 stop web-2'))
  expect(yard.outbox.answers()).toEqual([expect.stringContaining('could not be counted')])
})
