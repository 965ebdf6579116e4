import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/playground/slack/messages.ts'
import { nextAnswer, openChangeStage, saysIn } from './change-stage.ts'
import { fill, formOf, labelsOf, mia, resultIn, sent, stored } from './invoke-stage.ts'
import { ask, channels, people, press, type Stage } from './stage.ts'

const ada = people.ada.id
const grace = people.grace.id
const { ops, webTeam } = channels

type Said = { readonly as?: string; readonly channel?: string; readonly files?: { name: string; text: string }[] }

/** Somebody's message, with files or without. */
async function say({ slack }: Stage, text: string, { as = grace, channel = ops, files = [] }: Said = {}) {
  const reply = await slack.act.send({ as, channel, text, files })
  expect(reply).toEqual({ ok: true })
  const message = slack.messagesSeenBy(as, channel).findLast(({ user }) => user === as)
  if (message === undefined) throw new Error('nothing was said')
  return message
}

/** Uses the shortcut in the menu of that message. */
async function useShortcut({ slack }: Stage, { channel, ts }: Message, as = ada): Promise<void> {
  expect(await slack.act.shortcut({ as, channel, ts, callbackId: 'invoke_with_message' })).toEqual({ ok: true })
}

const openForm = (stage: Stage, message: Message, as = ada) => formOf(stage, as, () => useShortcut(stage, message, as))

const invoke = (stage: Stage, viewId: string, fields: Record<string, string>) =>
  nextAnswer(stage, {}, () => fill(stage, { as: ada, viewId, fields: { function: 'echo', ...fields } }))

const valuesIn = (form: { blocks: Record<string, unknown>[] }) =>
  [...JSON.stringify(form.blocks).matchAll(/"initial_value":("(?:[^"\\]|\\.)*")/g)].map(([, text = '']): unknown =>
    JSON.parse(text),
  )

describe('a function is called with a message', () => {
  it('that has JSON in a block of code, as it stands in the form', async () => {
    const stage = await openChangeStage()
    const message = await say(
      stage,
      'This one is stuck:\n```{"order": 42, "by": "@ada", "at": "https://x.io/a?b&c"}```',
    )
    const form = await openForm(stage, message)
    expect(form).toMatchObject({ title: 'Invoke a function', submit: 'Invoke' })
    const [payload = ''] = valuesIn(form).map(String)
    expect(JSON.parse(payload)).toEqual({ order: 42, by: '@ada', at: 'https://x.io/a?b&c' })
    const answer = await invoke(stage, form.viewId, { payload })
    expect(answer.visibleTo).toBe(ada)
    expect(resultIn(answer)).toEqual(JSON.parse(payload))
    expect(stage.aws.runs('echo')).toBe(1)
  })

  it('where the bot is no member, and is answered in the direct messages', async () => {
    const stage = await openChangeStage()
    const form = await openForm(stage, await say(stage, '{"a": 1}', { channel: webTeam }))
    const answer = await nextAnswer(stage, { channel: 'D0ADA' }, () =>
      fill(stage, { as: ada, viewId: form.viewId, fields: { function: 'echo', payload: '{"a": 2}' } }),
    )
    expect(resultIn(answer)).toEqual({ a: 2 })
  })

  it('that has a file, which is fetched with the bot token and kept nowhere', async () => {
    const stage = await openChangeStage()
    const text = JSON.stringify({ password: 'hunter2-horse', rows: 'x y '.repeat(2_000) })
    const files = [
      { name: 'notes.txt', text: 'no JSON' },
      { name: 'orders.json', text },
    ]
    const form = await openForm(stage, await say(stage, 'these', { files }))
    expect(JSON.stringify(form.blocks)).toContain('orders.json')
    expect(valuesIn(form)).toEqual([])
    const answer = await invoke(stage, form.viewId, {})
    expect(answer.text).toMatch(/^✓ echo answered/)
    await ask(stage, '/windlass whoami')
    expect(stored(stage)).not.toContain('hunter2-horse')
    expect(stage.logged.join('\n')).not.toContain('hunter2-horse')
  })

  it('that is asked about once more in production, like any call', async () => {
    const stage = await openChangeStage()
    const form = await openForm(stage, await say(stage, '```{"order": "O-1"}```'), grace)
    const fields = { function: 'refund-order', payload: '{"order": "O-1", "amount": 5, "reason": "damaged"}' }
    const card = await nextAnswer(stage, { as: grace }, () => fill(stage, { as: grace, viewId: form.viewId, fields }))
    expect(card.text).toMatch(/^Invoke refund-order in production/)
    expect(sent(stage, 'refund-order')).toBe(0)
    await press(stage, card, labelsOf(card)[0] ?? '')
    expect(sent(stage, 'refund-order')).toBe(1)
  })
})

describe('nothing is called', () => {
  it('with a message without JSON, of which the person alone is told', async () => {
    const stage = await openChangeStage()
    const message = await say(stage, 'Is the shop slow for you too?')
    const answer = await nextAnswer(stage, {}, () => useShortcut(stage, message))
    expect(answer).toMatchObject({ visibleTo: ada, text: expect.stringMatching(/^There is no JSON in this message\./) })
    expect(stage.slack.messagesSeenBy(ada, ops)).toContainEqual(message)
  })

  it('by somebody of another organisation', async () => {
    const stage = await openChangeStage()
    const channel = channels.initechShared
    const as = people.rob.id
    const message = await say(stage, '```{"a": 1}```', { channel, as })
    const answer = await nextAnswer(stage, { as, channel }, () => useShortcut(stage, message, as))
    expect(answer.text).toMatch(/^Windlass cannot answer you here\./)
    expect(stage.slack.act.snapshot(as).modal).toBeUndefined()
  })

  it('by who may not call that function', async () => {
    const stage = await openChangeStage()
    const form = await openForm(stage, await say(stage, '```{"a": 1}```'), mia)
    const fields = { function: 'echo', payload: '{"a": 1}' }
    const answer = await nextAnswer(stage, { as: mia }, () => fill(stage, { as: mia, viewId: form.viewId, fields }))
    expect(answer.text).toMatch(/^You may not invoke echo\./)
    expect(stage.aws.runs('echo')).toBe(0)
  })

  it.each([
    [{ function: '' }, 'function', /Please complete this required field/],
    [{ function: '--async' }, 'function', /is not the name of a function/],
    [{ function: 'order intake' }, 'function', /is not the name of a function/],
    [{ payload: '{"a": 1,}' }, 'payload', /^This is not JSON at line 1, column 9/],
  ])('with %j in the form, where that is said', async (given, field, says) => {
    const stage = await openChangeStage()
    const form = await openForm(stage, await say(stage, '```{"a": 1}```'))
    const fields = { function: 'echo', payload: '{}', ...given }
    const reply = await fill(stage, { as: ada, viewId: form.viewId, fields })
    expect(reply).toMatchObject({ ok: false, blockErrors: { [field]: expect.stringMatching(says) } })
  })

  it('with a file that the bot may not read', async () => {
    const stage = await openChangeStage()
    const files = [{ name: 'orders.json', text: '{}' }]
    const form = await openForm(stage, await say(stage, '', { channel: webTeam, files }))
    const answer = await nextAnswer(stage, { channel: 'D0ADA' }, () =>
      fill(stage, { as: ada, viewId: form.viewId, fields: { function: 'echo' } }),
    )
    expect(saysIn(answer)).toMatch(/did not hand out the file.*\/invite @windlass/s)
    expect(stage.aws.runs('echo')).toBe(0)
  })
})
