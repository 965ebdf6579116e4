import { expect, it } from 'vitest'
import { isProblem } from '../../src/core/problem.ts'
import { askingOf } from '../../src/spine/asking.ts'
import { findCommand } from '../../src/spine/find.ts'
import { asLive } from '../../src/spine/live.ts'
import { anAccount } from '../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { aSpine } from '../fixtures/spine.ts'
import { ada, anInstance, noon, sandbox } from '../fixtures/values.ts'

const reader = anAccount([
  anInstance({ name: 'web-1' }),
  anInstance({ name: 'bastion' }),
  anInstance({ name: 'user-data' }),
  anInstance({ name: 'twin-1' }),
  anInstance({ name: 'twin-1', place: { account: sandbox.name, accountId: sandbox.id, region: 'us-east-1' } }),
])
const world = await aSpine({
  reader,
  functions: aFunctionsAccount([aFunction({ name: 'order-intake' }), aFunction({ name: 'OrderIntakeFunction' })]),
})

/** The words that a question is run as. */
async function wordsFor(question: string, given = world, before?: string): Promise<string> {
  const found = findCommand(question, given.ports.product.registry)
  if (isProblem(found)) throw new Error(found.code)
  const asking = askingOf({ ...ada, groups: [] }, { channel: 'C0OPS', surface: 'mention' }, { now: noon })
  const talk = async () => ({ id: 'T:C:1', before })
  return (await asLive(found, { asking, talk }, given.ports)).words.join(' ')
}

it.each([
  ['why is web-1 stopped?', 'ec2 why web-1 --about stopped'],
  ['why is order-intake failing?', 'lambda why order-intake --about failing'],
  ['why is bastion slow today?', 'ec2 why bastion --about slow'],
  // Which of them is asked by the command.
  ['why is twin-1 stopped?', 'ec2 why twin-1 --about stopped'],
  ['show me all stopped instances', 'ec2 list --state stopped'],
  ['how many instances do we have in sandbox?', 'ec2 list --account sandbox'],
  ['which instances are cheapest?', 'windlass ask which instances are cheapest?'],
  ['WEB-1 is down!', 'ec2 why web-1'],
  // What is called so is meant, also where it could be something else.
  ['why is OrderIntakeFunction failing?', 'lambda why OrderIntakeFunction --about failing'],
  ['why is orderintakefunction failing?', 'lambda why OrderIntakeFunction --about failing'],
  ['why is user-data slow?', 'ec2 why user-data --about slow'],
  ['web-1 goes bananas every single night', 'ec2 why web-1'],
  ['web-1 is what an ami is for', 'ec2 why web-1'],
  ['web-17 goes bananas every single night', 'windlass ask web-17 goes bananas every single night'],
  ['how do I resize web-1?', 'windlass ask how do I resize web-1?'],
  // Nothing is called so, and nothing but a thing could be.
  ['why is web-17 stopped?', 'ec2 why web-17 --about stopped'],
  ['why is terraform so slow?', 'windlass ask why is terraform so slow?'],
  ['what is an ami?', 'windlass ask what is an ami?'],
  ['why is an image stopped-working?', 'windlass ask why is an image stopped-working?'],
  ['EC2 or Lambda for 3 million requests of 200 ms?', 'windlass compare --requests 3M --duration 200ms'],
  ['windlass explain why is web-1 stopped?', 'ec2 why web-1 --about stopped'],
  ['windlass explain why web-17 stopped', 'ec2 why web-17 --about stopped'],
  ['windlass explain InvalidInstanceID.NotFound: web-1', 'windlass explain InvalidInstanceID.NotFound: web-1'],
  [
    'windlass explain Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU',
    'windlass decode Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU',
  ],
])('%s is run as /%s', async (question, words) => {
  expect(await wordsFor(question)).toBe(words)
})

it('of what is written as a name, no topic has to be read', async () => {
  const unread = async () => Promise.reject(new Error('the topics were read'))
  const given = { ...world, ports: { ...world.ports, knowledge: unread } }
  expect(await wordsFor('why is web-1 stopped?', given)).toBe('ec2 why web-1 --about stopped')
  expect(await wordsFor('what is an ami?', given)).toBe('windlass ask what is an ami?')
  await expect(wordsFor('why is bastion slow today?', given)).rejects.toThrow('the topics were read')
})

it('what a conversation was about goes on', async () => {
  const bastion = 'thing ec2 i-0123456789abcdef0 --account production --region eu-central-1'
  const on = (words: string) => `ec2 ${words} i-0123456789abcdef0 --account production --region eu-central-1`
  expect(await wordsFor('who did it?', world, bastion)).toBe(on('history'))
  expect(await wordsFor('is it running?', world, bastion)).toBe(on('show'))
  expect(await wordsFor('and how much does it cost?', world, bastion)).toBe(`${on('why')} --about cost`)
  expect(await wordsFor('what is an ami?', world, bastion)).toBe('windlass ask what is an ami?')
  expect(await wordsFor('who did it?', world, 'ami')).toBe('windlass ask who did it?')
})

it('who may read nowhere is told so of a thing, and has an error explained all the same', async () => {
  const policies = `permit(principal, action in [Action::"windlass ask", Action::"windlass explain"], resource);`
  const nowhere = await aSpine({ reader, policies })
  expect(await wordsFor('why is web-1 stopped?', nowhere)).toBe('ec2 why web-1 --about stopped')
  const encoded = 'windlass explain Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU'
  expect(await wordsFor(encoded, nowhere)).toBe(encoded)
  await nowhere.close()
})
