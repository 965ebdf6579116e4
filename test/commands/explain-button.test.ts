import { expect, it, onTestFinished } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { anAccount } from '../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { pressable, runCommand } from '../fixtures/run-command.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance, frankfurt } from '../fixtures/values.ts'

const virginia = { ...frankfurt, region: 'us-east-1' }
const sandboxed = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }
const slow = { place: virginia, code: 'Timeout', message: 'No answer.' }
const denied = { place: sandboxed, code: 'UnauthorizedOperation', message: 'It may not.' }
const all = [frankfurt, virginia, sandboxed].map((place) => ({ ...denied, place }))
const explains = 'windlass explain UnauthorizedOperation'

const instances = async (typed: string, ...given: Parameters<typeof anAccount>) =>
  pressable(await runCommand(typed, anAccount(...given)))
const functions = async (typed: string, ...given: Parameters<typeof aFunctionsAccount>) =>
  pressable(await runCommand(typed, anAccount([]), { functions: aFunctionsAccount(...given) }))

it('stands below a list of which AWS refused a part, and explains the first code that can be', async () => {
  expect(await instances('ec2 list', [anInstance({})], [slow, denied])).toMatchObject({ Explain: explains })
  expect(await functions('lambda list', [aFunction({})], [slow, denied])).toMatchObject({ Explain: explains })
})

it('stands where nothing was found or nothing could be read', async () => {
  expect(await instances('ec2 list web-9', [], [denied])).toMatchObject({ Explain: explains })
  expect(await instances('ec2 list', [], all)).toMatchObject({ Explain: explains })
  expect(await functions('lambda list job-9', [], [denied])).toMatchObject({ Explain: explains })
  expect(await functions('lambda list', [], all)).toMatchObject({ Explain: explains })
})

it('stands for calls that could not be counted', async () => {
  const counted = { uncounted: [{ ...denied, code: 'AccessDeniedException' }] }
  expect(await functions('lambda list', [aFunction({})], [], counted)).toMatchObject({
    Explain: 'windlass explain AccessDeniedException',
  })
})

it('does not stand where nothing failed, or nothing explains what did', async () => {
  expect(await instances('ec2 list', [anInstance({})], [slow])).not.toHaveProperty('Explain')
  expect(await functions('lambda list', [aFunction({})])).not.toHaveProperty('Explain')
})

const refused = { kind: 'refused', message: 'It may not.', requestId: undefined, spreads: 'account' } as const

it.each([
  ['UnauthorizedOperation', { Explain: explains, 'Show web-1': expect.any(String) }],
  ['NoChangeRole', { 'Show web-1': expect.any(String) }],
])('stands below a change that is refused when it is rehearsed: %s', async (code, buttons) => {
  const changer = async () => ({ ...refused, code })
  const changing = {
    startInstance: changer,
    stopInstance: changer,
    rebootInstance: changer,
    terminateInstance: changer,
  }
  const reader = anAccount([anInstance({ name: 'web-1', place: sandboxed })])
  expect(await answered('ec2 stop web-1', { groups: ['changers'], reader, changerFor: () => changing })).toEqual(
    buttons,
  )
})

it('stands below what ended a request', async () => {
  const findInstances = () => Promise.reject(new UserError('ThrottlingException', 'Too much was asked.'))
  const reader = { ...anAccount([]), findInstances }
  expect(await answered('ec2 list', { reader })).toEqual({ Explain: 'windlass explain ThrottlingException' })
})

async function answered(words: string, given: Parameters<typeof aSpine>[0]) {
  const world = await aSpine(given)
  onTestFinished(() => world.close())
  const delivery = aDelivery(words)
  await world.spine.receive(delivery)
  await world.spine.answer(delivery)
  const written = world.outbox.written.at(-1)
  if (written?.view === undefined) throw new Error('nothing was answered')
  return pressable(written.view)
}
