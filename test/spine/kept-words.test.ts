import { expect, it, onTestFinished } from 'vitest'
import { choicesOf } from '../../src/core/view.ts'
import { anAccount } from '../fixtures/account.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance } from '../fixtures/values.ts'

const virginia = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }
const twins = [1, 2].map(() => anInstance({ name: 'db', place: virginia }))
const [first] = twins.map(({ id }) => id)
const instances = [
  ...twins,
  anInstance({ name: 'db-2', place: virginia }),
  anInstance({ name: 'web 1', place: virginia }),
]

/** The first button of the question back, as the words that it runs. */
async function firstOffer(typed: string) {
  const { spine, outbox, close } = await aSpine({ groups: ['changers'], reader: anAccount(instances) })
  onTestFinished(close)
  const delivery = aDelivery(typed)
  await spine.receive(delivery)
  await spine.answer(delivery)
  const [choice] = outbox.written.at(-1)?.view?.actions.flatMap(choicesOf) ?? []
  return { label: choice?.label, words: choice?.does.kind === 'run' ? choice.does.words : [] }
}

it.each([
  ['ec2 stop db --hibernate --reason "OPS-1 db"', ['ec2', 'stop', first, '--hibernate', '--reason', 'OPS-1 db']],
  ['ec2 stop --reason db db', ['ec2', 'stop', '--reason', 'db', first]],
  ['EC2 Stop db-2,db --hibernate', ['ec2', 'stop', 'db-2', first, '--hibernate']],
  ['ec2 stop db-2 db --account sandbox', ['ec2', 'stop', 'db-2', first, '--account', 'sandbox']],
  [`ec2 stop --hibernate -- db`, ['ec2', 'stop', '--hibernate', '--', first]],
])('which one? keeps the flags and the other targets: %s', async (typed, words) => {
  expect((await firstOffer(typed)).words).toEqual(words)
})

it('which one? of a read keeps its flags, but for where the chosen one is', async () => {
  const { words } = await firstOffer('ec2 show db --account sandbox,production')
  expect(words).toEqual(['ec2', 'show', '--account', 'sandbox', '--region', 'us-east-1', first])
})

it.each([
  ['ec2 stop dbb-2 db-2 --hibernate', '/ec2 stop db-2 --hibernate'],
  ['ec2 stop dbb-2 web* --reason "OPS 1"', '/ec2 stop db-2 web* --reason "OPS 1"'],
  ['ec2 show dbb-2 --region us-east-1', '/ec2 show db-2 --region us-east-1'],
  ['ec2 stop webb-1', '/ec2 stop "web 1"'],
])('did you mean keeps the flags and the other targets: %s', async (typed, label) => {
  expect((await firstOffer(typed)).label).toBe(label)
})
