import { describe, expect, it } from 'vitest'
import { encodeMessage } from '../../src/playground/aws/iam/authorization-message.ts'
import { answers, ask, channels, directs, openStage, people, press, pressable } from './stage.ts'

describe('a person mentions the bot with a question', () => {
  it('and everyone reads the answer in its thread, where the next question goes on', async () => {
    const stage = await openStage()
    const answer = await ask(stage, '@windlass what is an AMI?')
    expect(answer.text).toContain('template')
    expect(answer.visibleTo).toBeUndefined()
    expect(answer.threadTs).toBeDefined()
    expect(answer.notifies).toEqual([])
    expect(JSON.stringify(answer.blocks)).toMatch(/Sources?: .*Checked 20\d\d-/)
    expect(answers(stage, { as: people.lin.id })).toContainEqual(answer)

    const next = await ask(stage, '@windlass and for Lambda?', { threadTs: answer.threadTs ?? '' })
    expect(next.text).toMatch(/container image/i)
    expect(next.threadTs).toBe(answer.threadTs)
    expect(next.visibleTo).toBeUndefined()
    expect(stage.aws.calls.filter(({ service }) => service !== 'sts')).toEqual([])
  })

  it('and what anybody presses on it is answered to them alone', async () => {
    const stage = await openStage()
    const answer = await ask(stage, '@windlass what is an AMI?')
    const [first] = pressable(answer)
    if (first === undefined) throw new Error('nothing to press')
    const { label: _, ...action } = first
    const { channel, ts } = answer
    expect(await stage.slack.act.act({ as: people.lin.id, channel, ts, ...action })).toEqual({ ok: true })
    const told = await stage.slack.until(() =>
      answers(stage, { as: people.lin.id }).find(({ visibleTo }) => visibleTo === people.lin.id),
    )
    expect(told.text).toContain(first.label)
    expect(answers(stage).map(({ text }) => text)).toEqual([answer.text])
  })

  it('and nobody else reads it where another organisation does, whose guest gets nothing', async () => {
    const stage = await openStage()
    const channel = channels.initechShared
    expect((await ask(stage, '@windlass what is an AMI?', { channel })).visibleTo).toBe(people.ada.id)
    const refusal = await ask(stage, '@windlass what is an AMI?', { as: people.rob.id, channel })
    expect(refusal.text).toContain('another organisation')
    expect(refusal.visibleTo).toBe(people.rob.id)
  })
})

it('in direct messages a question is answered, and the next goes on', async () => {
  const stage = await openStage()
  const channel = directs.ada
  expect((await ask(stage, "what's an AMI", { channel })).text).toContain('template')
  expect((await ask(stage, 'and for Lambda?', { channel })).text).toMatch(/container image/i)
})

it('a slash command asks privately, and pressing goes on in its place', async () => {
  const stage = await openStage()
  const answer = await ask(stage, '/windlass ask what is an AMI?')
  expect(answer.visibleTo).toBe(people.ada.id)
  expect(pressable(answer).map(({ label }) => label)).toContain('Share here')
  const [first] = pressable(answer)
  const next = await press(stage, answer, first?.label ?? '')
  expect(next.text).toContain(first?.label)
  expect(next.visibleTo).toBe(people.ada.id)
})

it('an error is understood as it was pasted, and live things are looked at', async () => {
  const stage = await openStage()
  const error =
    'An error occurred (InsufficientInstanceCapacity) when calling the "RunInstances" operation:\n  {"Type": "c7g.large"} isn\'t there &lt;now&gt;'
  expect((await ask(stage, `@windlass ${error}`)).text).toMatch(/capacity/i)
  const live = await ask(stage, '@windlass why is web-1 stopped?')
  expect(live.text).toContain('web-1 is not stopped')
  expect(live.visibleTo).toBe(people.ada.id)
})

it('an encoded message in an error is decoded by the role of its account', async () => {
  const stage = await openStage()
  const denial = {
    allowed: false,
    explicitDeny: false,
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      action: 'ec2:StopInstances',
      resource: 'arn:aws:ec2:eu-central-1:1:instance/i-1',
      conditions: { items: [] },
    },
  }
  const error = `You are not authorized to perform this operation. Encoded authorization failure message: ${encodeMessage(JSON.stringify(denial))}`
  const answer = await ask(stage, `/windlass explain ${error}`)
  // Slack would make an emoji of :aws:, so that something unseen stands in between.
  expect(answer.text.replaceAll('\u200C', '')).toContain(
    'Allow ec2:StopInstances on arn:aws:ec2:eu-central-1:1:instance/i-1',
  )
  expect(answer.visibleTo).toBe(people.ada.id)
  expect(stage.aws.calls.map(({ action }) => action)).toContain('DecodeAuthorizationMessage')
})
