import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/core/delivery.ts'
import { UserError } from '../../src/core/errors.ts'
import type { Files, MessagePayload } from '../../src/core/message-payload.ts'
import { createSpine } from '../../src/spine/inbox.ts'
import { aDelivery } from '../fixtures/values.ts'
import { aStage, called, type Given } from './invoke-stage.ts'

const json = (text: string): MessagePayload => ({ kind: 'text', text })
const file: MessagePayload = { kind: 'file', id: 'F1', name: 'orders.json', sizeBytes: 70_000 }
const long = JSON.stringify({ rows: 'x '.repeat(2_000) })

const used = (payload?: MessagePayload, more: Partial<Delivery> = {}): Delivery =>
  aDelivery('', {
    id: 'T0HARBOUR:used',
    surface: 'shortcut',
    isOnCard: true,
    trigger: '1.2',
    asks: { kind: 'message', ...(payload === undefined ? {} : { payload }) },
    ...more,
  })

const submitted = (value: string, filled: Record<string, string>): Delivery =>
  aDelivery('', { id: 'T0HARBOUR:submitted', surface: 'modal', asks: { kind: 'offer', value, filled } })

/** The stage with a Slack whose form does not open where it is late, and whose file holds this. */
async function aMessageStage({
  isLate = false,
  readText,
  ...given
}: Given & { isLate?: boolean } & Partial<Files> = {}) {
  const stage = await aStage(given)
  const late = { isLate }
  const read: string[] = []
  const { outbox } = stage.ports.slack
  const open = outbox.openForm.bind(outbox)
  outbox.openForm = async (trigger, form) => !late.isLate && open(trigger, form)
  stage.ports.slack.files.readText = async (asked) => {
    read.push(asked.id)
    return readText === undefined ? '{"from": "a file"}' : readText(asked)
  }
  return { ...stage, late, read }
}

describe('a function is called with what stands in a message', () => {
  it('after a form, with what is left in it', async () => {
    const stage = await aMessageStage()
    const form = await stage.give(used(json('{"a":1}')))
    expect(form).toMatchObject({ kind: 'form', text: expect.stringMatching(/^Invoke a function with the JSON/) })
    expect(await stage.events()).toEqual(['asked'])
    const said = await stage.give(submitted(form?.recordId ?? '', { function: 'order-intake', payload: '{"a":2}' }))
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringMatching(/^✓ order-intake answered/) })
    expect(stage.calls).toEqual([called('{"a":2}')])
  })

  it.each([
    { what: 'a long text, as it was', payload: json(long), sent: long, read: [] },
    { what: 'a file, as it is when the form is sent', payload: file, sent: '{"from": "a file"}', read: ['F1'] },
  ])('with $what', async ({ payload, sent, read }) => {
    const stage = await aMessageStage()
    const form = await stage.give(used(payload))
    expect(stage.read).toEqual([])
    await stage.give(submitted(form?.recordId ?? '', { function: 'order-intake' }))
    expect(stage.calls).toEqual([called(sent)])
    expect(stage.read).toEqual(read)
  })

  it('where the form came too late, after its button is pressed', async () => {
    const stage = await aMessageStage({ isLate: true })
    const told = await stage.give(used(json('{"a":1}')))
    expect(told).toMatchObject({ kind: 'answer', text: expect.stringMatching(/^There is a form to fill in\./) })
    stage.late.isLate = false
    const asks = { kind: 'offer', value: `${told?.recordId}:open` } as const
    const form = await stage.give(aDelivery('', { id: 'T0HARBOUR:pressed', surface: 'click', trigger: '3.4', asks }))
    expect(form?.kind).toBe('form')
    await stage.give(submitted(form?.recordId ?? '', { function: 'order-intake', payload: '{"a":1}' }))
    expect(stage.calls).toEqual([called('{"a":1}')])
  })

  it.each(['before the form', 'before the call'])('by the next process, where this one was killed %s', async (when) => {
    const stage = await aMessageStage()
    const shortcut = used(file)
    const isBefore = when === 'before the form'
    await stage.spine.receive(shortcut)
    if (!isBefore) await stage.spine.answer(shortcut)
    else {
      const next = createSpine(stage.ports)
      await next.recover(await stage.ports.store.listUnanswered())
    }
    const form = stage.outbox.written.at(-1)
    expect(form?.kind).toBe('form')
    const filled = submitted(form?.recordId ?? '', { function: 'order-intake' })
    await stage.spine.receive(filled)
    const next = createSpine(stage.ports)
    await next.recover(await stage.ports.store.listUnanswered())
    expect(stage.calls).toEqual([called('{"from": "a file"}')])
    expect(await stage.ports.store.listUnanswered()).toEqual([])
  })
})

describe('nothing is called', () => {
  it.each([
    ['without JSON', undefined, /^There is no JSON in this message\./],
    ['with a long secret', json(long.replace('{', '{"password":"hunter2-horse",')), /attach the JSON as a file/],
    ['with a file that is too large', { ...file, sizeBytes: 7_000_000 }, /^orders\.json is too large\./],
  ] as const)('%s, and no form is opened', async (_, payload, says) => {
    const stage = await aMessageStage()
    expect(await stage.give(used(payload))).toMatchObject({ kind: 'answer', text: expect.stringMatching(says) })
  })

  it('by who may call nothing, and who learns that before any form', async () => {
    const stage = await aMessageStage({ groups: [] })
    const said = await stage.give(used(json('{}')))
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringMatching(/^You may not run \/lambda invoke\./) })
    expect(await stage.events()).toEqual(['denied'])
  })

  it('with the form of somebody else', async () => {
    const stage = await aMessageStage()
    const form = await stage.give(used(file))
    const filled = submitted(form?.recordId ?? '', { function: 'order-intake' })
    const said = await stage.give({ ...filled, user: 'U0LIN' })
    expect(said?.text).toMatch(/^That button is too old/)
    expect([stage.calls, stage.read]).toEqual([[], []])
  })

  it.each([
    ['that is no JSON', async () => 'hello', /^orders\.json cannot be sent\. This is not JSON at line 1, column 1/],
    [
      'that Slack does not hand out',
      () => Promise.reject(new UserError('FileNotRead', 'Slack does not let Windlass read orders.json.')),
      /^Slack does not let Windlass read orders\.json\./,
    ],
  ])('with a file %s', async (_, readText, says) => {
    const stage = await aMessageStage({ readText })
    const form = await stage.give(used(file))
    const said = await stage.give(submitted(form?.recordId ?? '', { function: 'order-intake' }))
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringMatching(says) })
    expect(stage.calls).toEqual([])
  })

  it('where the form has a mistake, which is said in it', async () => {
    const stage = await aMessageStage()
    const form = await stage.give(used(json('{}')))
    const filled = submitted(form?.recordId ?? '', { function: '--async', payload: '{}' })
    expect(await stage.spine.findMistakes(filled)).toEqual({ function: '--async is not the name of a function.' })
    // Also where it could not be looked at in time.
    const said = await stage.give(filled)
    expect(said).toMatchObject({ text: '--async is not the name of a function.' })
    expect(said?.view?.actions).toMatchObject([{ label: 'Open the form', does: { kind: 'message' } }])
    expect(stage.calls).toEqual([])
  })

  it('hours later, when a menu is not what anybody looks at any more', async () => {
    const stage = await aMessageStage()
    await stage.spine.receive(used(json('{}')))
    await stage.system.advance(2 * 3_600_000)
    await createSpine(stage.ports).recover(await stage.ports.store.listUnanswered())
    const said = stage.outbox.written.at(-1)
    expect(said?.text).toMatch(/^Windlass was interrupted before it could answer Invoke with this message/)
    expect(said?.view?.actions).toEqual([])
  })
})

it('a secret that is shown in a form is not kept with it', async () => {
  const stage = await aMessageStage()
  const form = await stage.give(used(json('{"password":"hunter2-horse"}')))
  const kept = await stage.ports.store.findAnswered((form?.recordId ?? '').split(':')[0] ?? '')
  expect(JSON.stringify(kept)).toContain('[redacted]')
  expect(JSON.stringify(kept)).not.toContain('hunter2')
})
