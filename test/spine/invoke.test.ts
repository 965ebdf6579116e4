import { describe, expect, it } from 'vitest'
import type { FunctionRules } from '../../src/core/lambda/rules.ts'
import { choicesOf } from '../../src/core/view.ts'
import { aFunction } from '../fixtures/functions.ts'
import { aDelivery, frankfurt } from '../fixtures/values.ts'
import { aPress } from './changing.ts'
import { aStage, called, type Given, sandboxPlace } from './invoke-stage.ts'

describe('outside production', () => {
  it('the function is called once, and the answer is the caller’s own', async () => {
    const stage = await aStage()
    const said = await stage.say('lambda invoke order-intake {"order": 42}')
    expect(stage.calls).toEqual([called('{"order": 42}')])
    expect(stage.rehearsals).toEqual([])
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringContaining('order-intake') })
    expect(JSON.stringify(said?.view)).toContain('ok')
    expect(await stage.changes()).toMatchObject([{ state: 'done', decidedBy: 'U0ADA' }])
    expect((await stage.events()).toReversed()).toEqual(['confirmed', 'step-begun', 'step-ended', 'ended', 'answered'])
  })

  it('with its flags', async () => {
    const stage = await aStage()
    await stage.say('lambda invoke order-intake {} --qualifier $LATEST --async')
    await stage.say('lambda invoke order-intake --async [1]')
    expect(stage.calls).toEqual([
      called('{}', { qualifier: '$LATEST', isAsync: true }),
      called('[1]', { isAsync: true }),
    ])
  })

  it('only asks for it with --dry-run', async () => {
    const stage = await aStage()
    const said = await stage.say('lambda invoke order-intake {} --dry-run')
    expect([stage.calls, stage.rehearsals]).toEqual([[], [called('{}')]])
    expect(said?.text).toContain('You may invoke order-intake')
    expect(await stage.changes()).toEqual([])
  })

  it('JSON that is none is explained, and nothing is called', async () => {
    const stage = await aStage()
    const said = await stage.say('lambda invoke order-intake {"a":1,}')
    expect(said?.kind).toBe('answer')
    expect(stage.calls).toEqual([])
  })

  it('a secret in a payload reaches the function, and is not kept', async () => {
    const stage = await aStage()
    await stage.say('lambda invoke order-intake {"password": "hunter2-hunter2"}')
    expect(stage.calls).toEqual([called('{"password": "hunter2-hunter2"}')])
    const kept = JSON.stringify(await stage.changes())
    expect(kept).not.toContain('hunter2')
    expect(kept).toContain('isScrubbed')
  })
})

describe('who may', () => {
  it.each<[string, Given, number]>([
    ['nobody without a group', { groups: [] }, 0],
    ['invokers what is tagged', { groups: ['invokers'], tags: { 'windlass:invoke': 'yes' } }, 1],
    ['invokers not what is untagged', { groups: ['invokers'] }, 0],
    ['changers not in production', { place: frankfurt }, 0],
  ])('%s', async (_, given, times) => {
    const stage = await aStage(given)
    const said = await stage.say('lambda invoke order-intake {}')
    expect(stage.calls).toHaveLength(times)
    expect(said?.kind).toBe('answer')
    if (times === 0) expect(said?.text).toContain('You may not')
  })
})

describe('in production, and where a tag or a rule asks for it', () => {
  const teammate = { groups: ['invokers'], tags: { 'windlass:invoke': 'yes' } }
  it.each<[string, Given]>([
    ['production', { ...teammate, place: frankfurt }],
    ['tagged', { tags: { 'windlass:confirm': 'yes' } }],
    ['the rule', { policies: '@id("ask")\n@confirm("yes")\npermit (principal, action, resource);' }],
  ])('it is confirmed first: %s', async (_, given) => {
    const stage = await aStage(given)
    const asked = await stage.say('lambda invoke order-intake {"order": 1}')
    expect([stage.calls, stage.rehearsals]).toEqual([[], [called('{"order": 1}')]])
    const [change] = await stage.changes()
    expect(asked).toMatchObject({
      kind: 'answer',
      recordId: change?.id,
      text: expect.stringContaining('Invoke order-intake'),
    })
    expect(asked?.view?.actions.flatMap(choicesOf).map(({ verb }) => verb)).toContain('confirm')
    const answered = await stage.give(aPress(`${change?.id}:confirm`))
    expect(stage.calls).toEqual([called('{"order": 1}')])
    expect(answered).toMatchObject({ kind: 'answer' })
    await stage.give(aPress(`${change?.id}:confirm`, { id: 'T0HARBOUR:twice' }))
    expect(stage.calls).toHaveLength(1)
  })

  it('cancelled, nothing is called', async () => {
    const stage = await aStage({ ...teammate, place: frankfurt })
    await stage.say('lambda invoke order-intake {"order": 1}')
    const [change] = await stage.changes()
    const said = await stage.give(aPress(`${change?.id}:cancel`))
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringContaining('Cancelled') })
    await stage.give(aPress(`${change?.id}:confirm`, { id: 'T0HARBOUR:later' }))
    expect(stage.calls).toEqual([])
  })
})

describe('without a payload', () => {
  const rules: FunctionRules = {
    forms: {
      refund: {
        title: 'Refund an order',
        fields: [
          { name: 'order', label: 'Order', isRequired: true, kind: 'text' },
          { name: 'amount', label: 'Amount', isRequired: true, kind: 'number', isWhole: true, least: 1, most: 500 },
        ],
      },
    },
    functions: [{ name: 'order-*', form: 'refund', presets: [{ name: 'smoke test', payload: '{"dryRun":true}' }] }],
  }

  it('a form is opened, and what is filled in is sent', async () => {
    const stage = await aStage({ rules })
    const form = await stage.say('lambda invoke order-intake', { trigger: 'T1' })
    expect(form).toMatchObject({ kind: 'form', text: expect.stringContaining('Invoke order-intake') })
    expect(stage.calls).toEqual([])
    const submitted = (filled: Record<string, string>, id: string) =>
      aPress(form?.recordId ?? '', {
        id,
        surface: 'modal',
        asks: { kind: 'offer', value: form?.recordId ?? '', filled },
      })
    const wrong = submitted({ order: '', amount: '501' }, 'T0HARBOUR:wrong')
    expect(Object.keys((await stage.spine.findMistakes(wrong)) ?? {})).toEqual(['order', 'amount'])
    await stage.give(wrong)
    expect(stage.calls).toEqual([])
    const right = submitted({ order: 'A-1', amount: '20' }, 'T0HARBOUR:right')
    expect(await stage.spine.findMistakes(right)).toBeUndefined()
    await stage.give(right)
    expect(stage.calls.map(({ payload }) => JSON.parse(payload))).toEqual([{ order: 'A-1', amount: 20 }])
  })

  it('is offered by a button where there is no trigger', async () => {
    const stage = await aStage({ rules })
    const said = await stage.say('lambda invoke order-intake')
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringContaining('form') })
    expect(said?.view?.actions).toMatchObject([{ verb: 'open' }])
  })

  it('a preset is sent by its name', async () => {
    const stage = await aStage({ rules })
    await stage.say('lambda invoke order-intake --preset "Smoke test"')
    expect(stage.calls).toEqual([called('{"dryRun":true}')])
    expect(JSON.stringify(await stage.say('lambda invoke order-intake --preset other'))).toContain('smoke test')
  })

  it('who may not call it is not asked anything', async () => {
    const stage = await aStage({ rules, groups: [] })
    const said = await stage.say('lambda invoke order-intake', { trigger: 'T1' })
    expect(said).toMatchObject({ kind: 'answer', text: expect.stringContaining('You may not') })
  })

  it('the last payload is there again, for the same person', async () => {
    const stage = await aStage()
    await stage.say('lambda invoke order-intake {"order": 7}')
    const { store } = stage.ports
    const { arn } = aFunction({ name: 'order-intake', place: sandboxPlace })
    expect(await store.findLastPayload({ team: 'T0HARBOUR', user: 'U0ADA' }, arn)).toBe('{"order": 7}')
    expect(await store.findLastPayload({ team: 'T0HARBOUR', user: 'U0LIN' }, arn)).toBeUndefined()
  })
})

describe('sent once', () => {
  it('no answer is told as not known, and not sent again', async () => {
    const unknown = { kind: 'unknown', code: 'Cut', message: 'The connection was cut.' } as const
    const stage = await aStage({ acts: async () => unknown })
    const said = await stage.say('lambda invoke order-intake {}')
    expect(stage.calls).toHaveLength(1)
    expect(said?.text).toContain('not known')
    expect(await stage.changes()).toMatchObject([{ state: 'ended', progress: [{ kind: 'unknown' }] }])
  })

  it('interrupted in the middle it is not called once more at the next start', async () => {
    const stage = await aStage({ acts: () => new Promise(() => {}) })
    const delivery = aDelivery('lambda invoke order-intake {"order": 1}')
    await stage.spine.receive(delivery)
    void stage.spine.answer(delivery)
    await expect.poll(() => stage.calls.length).toBe(1)
    // As after a kill: another spine on the same store.
    const { createSpine } = await import('../../src/spine/inbox.ts')
    const restarted = createSpine({ ...stage.ports, atWork: new Set() })
    await restarted.recover(await stage.ports.store.listUnanswered())
    expect(stage.calls).toHaveLength(1)
    expect(stage.outbox.answers().at(-1)).toContain('not known')
  })

  it('a second copy of the same delivery calls nothing', async () => {
    const stage = await aStage()
    const delivery = aDelivery('lambda invoke order-intake {}')
    await stage.give(delivery)
    await stage.give(delivery)
    expect(stage.calls).toHaveLength(1)
  })

  it('a pause holds it', async () => {
    const stage = await aStage()
    await stage.say('windlass pause')
    expect((await stage.say('lambda invoke order-intake {}'))?.text).toContain('paused')
    expect(stage.calls).toEqual([])
  })
})
