import { expect, it } from 'vitest'
import { awsWorld } from '../../src/playground/world/aws.ts'
import { system } from '../../src/system.ts'
import { click, openChangeStage, saysIn, untilSays } from './change-stage.ts'
import { labelsOf } from './invoke-stage.ts'
import { answers, ask, directs, people, type Stage, setStage } from './stage.ts'

const mine = { as: people.ada.id, channel: directs.ada }

async function followed(stage: Stage) {
  const [message, ...others] = await stage.slack.until(() => {
    const found = answers(stage, mine)
    return found.length > 0 ? found : undefined
  })
  expect(others).toEqual([])
  if (message === undefined) throw new Error('nothing is in the direct messages')
  return message
}

it('a person follows a log from a channel, sees a call come into one message of theirs, and stops it', async () => {
  const stage = await openChangeStage()
  const pointer = await ask(stage, '/lambda logs echo --follow')
  expect(pointer.text).toBe('Following echo in your direct messages, for 5 minutes.')
  expect(pointer.visibleTo).toBe(people.ada.id)
  const message = await followed(stage)
  expect(message.text).toBe('Following echo: nothing was written yet.')
  expect(labelsOf(message)).toEqual(['Stop'])

  const answer = await ask(stage, '/lambda invoke echo {"order": 42}')
  expect(answer.text).toMatch(/^✓ echo answered/)
  const withCall = await untilSays(stage, message, /^Following echo: 1 call, none failed$/)
  expect(saysIn(withCall)).toMatch(/\d\d:\d\d:\d\d ✓ [\d.]+ m?s · \d+ of \d+ MB/)

  await click(stage, withCall, { label: 'Stop' })
  const ended = await untilSays(stage, message, /^echo, followed for \d+ s: 1 call, none failed$/)
  expect(saysIn(ended)).toContain('You stopped it.')
  expect(labelsOf(ended)).toEqual(['Follow again', 'Logs', 'Show'])
  expect(answers(stage, mine)).toHaveLength(1)

  // What is pressed on it leaves it there.
  await click(stage, ended, { label: 'Follow again' })
  await stage.slack.until(() => answers(stage, mine)[1])
  expect(answers(stage, mine).map(({ text }) => text)).toEqual([ended.text, expect.stringMatching(/^Following echo: /)])
}, 30_000)

it('Windlass stops at once while a log is followed, and goes on in the same message when it starts again', async () => {
  const stage = await setStage({ world: awsWorld(system.now()) })
  const first = await stage.start()
  await ask(stage, '/lambda logs order-intake --account production --follow')
  const message = await followed(stage)
  const before = system.now()
  await first.stop()
  expect(system.now() - before).toBeLessThan(5_000)
  expect(labelsOf(await followed(stage))).toEqual(['Stop'])

  await stage.start()
  await ask(stage, '/lambda logs order-intake --account production --stop')
  await untilSays(stage, message, /^order-intake, followed for /)
  const ended = await followed(stage)
  expect(saysIn(ended)).toContain('You stopped it.')
  expect(ended.ts).toBe(message.ts)
}, 30_000)

it('in direct messages the message itself is the answer', async () => {
  const stage = await setStage({ world: awsWorld(system.now()) })
  await stage.start()
  const message = await ask(stage, 'lambda logs order-intake --account production --follow --since 30m', mine)
  expect(message.text).toMatch(/^Following order-intake(?:, its newest lines)?: \d+ calls, /)
  expect((await followed(stage)).ts).toBe(message.ts)
  await click(stage, message, { label: 'Stop' })
  expect(labelsOf(await untilSays(stage, message, /^order-intake, followed for /))).toContain('Follow again')
  expect(answers(stage, mine)).toHaveLength(1)
}, 30_000)
