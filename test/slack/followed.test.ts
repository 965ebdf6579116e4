import { expect, test } from 'vitest'
import { text } from '../../src/core/text.ts'
import { answering, said, textsSeen } from './outbox-stage.ts'
import { channels, directs, people, viewOf } from './stage.ts'

const ada = people.ada.id
const pointer = text`Following order-intake in your direct messages, for 5 minutes.`
const following = viewOf('Following order-intake')

test('from a channel it stands in direct messages, and where it was asked for is said where', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops)
  const { channel, ts } = await outbox.postFollowed(answering(delivery, following), pointer)
  expect(channel).toBe(directs.ada)
  expect(textsSeen(stage, ada, directs.ada)).toEqual(['Following order-intake'])
  await stage.slack.until(() => textsSeen(stage, ada, channels.ops)[0])
  expect(textsSeen(stage, ada, channels.ops)).toEqual([
    'Following order-intake in your direct messages, for 5 minutes.',
  ])
  // No answer yet, whatever it has become meanwhile: a restart goes on in it.
  await outbox.updateCard({ channel, ts }, { view: viewOf('1 call'), recordId: 'R1', isPassing: true })
  expect(await outbox.findPosted(delivery)).toEqual({ isAnswered: false, working: { ts } })

  const again = await outbox.postFollowed(answering(delivery, following, { ts }), pointer)
  expect(again).toEqual({ channel, ts })
  await outbox.answer({ ...answering(delivery, viewOf('The end'), { ts }), isKept: true })
  expect(textsSeen(stage, ada, directs.ada)).toEqual(['The end'])
  expect(textsSeen(stage, ada, channels.ops)).toHaveLength(1)
  expect(await outbox.findPosted(delivery)).toMatchObject({ isAnswered: true, card: { channel, ts } })
})

test('in direct messages it is the answer, in the place of "Working…"', async () => {
  const { outbox, delivery, ...stage } = await said('lambda logs order-intake --follow', directs.ada)
  const working = await outbox.sayWorking(delivery)
  const { ts } = await outbox.postFollowed(answering(delivery, following, working), pointer)
  expect(ts).toBe(working.ts)
  expect(textsSeen(stage, ada, directs.ada)).toEqual(['Following order-intake'])
  await outbox.answer(answering(delivery, viewOf('The end'), { ts }))
  expect(textsSeen(stage, ada, directs.ada)).toEqual(['The end'])
})
