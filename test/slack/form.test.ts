import { expect, test } from 'vitest'
import type { FormMistakes } from '../../src/core/form.ts'
import type { Form } from '../../src/core/outbox.ts'
import { bold, text } from '../../src/core/text.ts'
import { addressOf, answering, cardOf, pressedOn, said, textsSeen } from './outbox-stage.ts'
import { channels, createInbox, directs, people, seenBy, viewOf } from './stage.ts'

const { ada, lin } = people

const form: Form = {
  value: 'C7:confirm',
  channel: channels.ops,
  title: 'Stop 3 instances',
  submit: 'Stop',
  text: text`${bold('web-1')} is in production <!channel>`,
  fields: [{ name: 'typed', kind: 'text', label: 'Name', placeholder: 'web-1', isRequired: true }],
}

type How = { readonly mistakes?: FormMistakes; readonly send?: typeof fetch }

/** Ada has pressed something whose trigger still lives. */
async function pressed({ mistakes, send = fetch }: How = {}) {
  const inbox = { ...createInbox(), findMistakes: async () => mistakes }
  const { click, ...stage } = await pressedOn(cardOf('Stop web-1?'), { inbox, send })
  const modal = () => stage.slack.act.snapshot(ada.id).modal
  return { ...stage, trigger: click.trigger ?? '', modal }
}

const typed = (viewId: string, name: string) => ({ as: ada.id, viewId, values: { typed: { typed: name } } })

test('what is asked stands in a modal, and nothing in it is markup', async () => {
  const { outbox, trigger, modal } = await pressed()
  expect(await outbox.openForm(trigger, form)).toBe(true)
  expect(modal()).toMatchObject({ title: 'Stop 3 instances', submit: 'Stop', close: 'Cancel' })
  expect(modal()?.blocks).toMatchObject([
    {
      type: 'rich_text',
      elements: [
        {
          elements: [
            { text: 'web-1', style: { bold: true } },
            { type: 'text', text: ' is in production <!channel>' },
          ],
        },
      ],
    },
    {
      type: 'input',
      block_id: 'typed',
      label: { text: 'Name' },
      optional: false,
      element: { placeholder: { text: 'web-1' }, focus_on_load: true },
    },
  ])
})

test('what is longer than Slack takes is shortened', async () => {
  const { outbox, trigger, modal } = await pressed()
  const long = 'x'.repeat(4_000)
  expect(
    await outbox.openForm(trigger, {
      ...form,
      title: long,
      submit: long,
      text: [long],
      fields: [
        { name: 'a', kind: 'text', label: long, hint: long, placeholder: long, longest: 9_999, isRequired: true },
        { name: 'b', kind: 'choice', label: 'B', choices: [{ label: long, value: 'b' }], isRequired: true },
      ],
    }),
  ).toBe(true)
  expect(modal()?.title).toMatch(/^x{23}…$/)
})

test('submitted it is a delivery that asks for the value with what was typed', async () => {
  const { outbox, trigger, modal, inbox, slack } = await pressed()
  await outbox.openForm(trigger, form)
  const arrived = inbox.next()
  expect(await slack.act.submit(typed(modal()?.viewId ?? '', 'web-1'))).toEqual({ ok: true })
  expect(await arrived).toMatchObject({
    surface: 'modal',
    channel: channels.ops,
    isDirect: false,
    asks: { kind: 'offer', value: 'C7:confirm', filled: { typed: 'web-1' } },
  })
  expect(modal()).toBeUndefined()
})

test('with a mistake it stays open and says so, and nothing is taken', async () => {
  const { outbox, trigger, modal, inbox, slack } = await pressed({ mistakes: { typed: 'Type web-1' } })
  await outbox.openForm(trigger, form)
  const before = inbox.received.length
  const submitted = await slack.act.submit(typed(modal()?.viewId ?? '', 'web-2'))
  expect(submitted).toEqual({ ok: false, blockErrors: { typed: 'Type web-1' } })
  expect(modal()).toBeDefined()
  expect(inbox.received).toHaveLength(before)
})

test.each([
  ['the trigger has run out', 'old', 3_001],
  ['the trigger is none', 'none', 0],
])('it does not open where %s', async (_, which, ms) => {
  const { outbox, trigger, clock, modal } = await pressed()
  clock.advance(ms)
  expect(await outbox.openForm(which === 'none' ? '1.2.3' : trigger, form)).toBe(false)
  expect(modal()).toBeUndefined()
})

test('it does not open a second time by the same trigger', async () => {
  const { outbox, trigger } = await pressed()
  expect(await outbox.openForm(trigger, form)).toBe(true)
  expect(await outbox.openForm(trigger, form)).toBe(false)
})

test('it is open where Slack opened it and did not say so', async () => {
  let calls = 0
  const send: typeof fetch = async (url, init) => {
    const response = await fetch(url, init)
    if (!addressOf(url).endsWith('views.open')) return response
    calls += 1
    return calls === 1 ? new Response(null, { status: 503 }) : response
  }
  const { outbox, trigger, modal } = await pressed({ send })
  expect(await outbox.openForm(trigger, form)).toBe(true)
  expect(modal()).toBeDefined()
})

test('nobody waits for Slack longer than the trigger lives', async () => {
  const { outbox, trigger, slack, clock } = await pressed()
  slack.act.fault({ kind: 'outage', seconds: 60 })
  const startedAt = clock.system.now()
  expect(await outbox.openForm(trigger, form)).toBe(false)
  expect(clock.system.now() - startedAt).toBeLessThan(3_000)
})

test.each([
  ['in a channel, for the person alone', channels.ops, false, true],
  ['in direct messages', directs.ada, true, false],
])('what comes of it is said %s', async (...[, channel, isDirect, isEphemeral]) => {
  const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.ops)
  const submitted = { ...delivery, surface: 'modal', channel, isDirect, responseUrl: undefined } as const
  const working = await outbox.sayWorking(submitted)
  await outbox.answer(answering(submitted, viewOf('Not you'), working))
  expect(seenBy(stage, ada.id, channel)).toMatchObject([{ text: 'Not you', isEphemeral }])
  expect(textsSeen(stage, lin.id, channels.ops)).toEqual([])
})

test('what comes of it is said in direct messages where the channel does not take it', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.webTeam)
  const submitted = { ...delivery, surface: 'modal', responseUrl: undefined } as const
  await outbox.answer(answering(submitted, viewOf('Not you')))
  expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['Not you'])
})
