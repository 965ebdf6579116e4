import { describe, expect, it } from 'vitest'
import { aDelivery } from '../fixtures/values.ts'
import { aStage } from './invoke-stage.ts'

const readsPayloads = `@id("calls") permit (principal, action == Action::"lambda invoke", resource) when { context.payload.dryRun == true };
@id("reads") permit (principal, action in Action::"read", resource);`

/** The form of a function's environment, as somebody opens it, and what submitting this says. */
async function filled(values: Readonly<Record<string, string>>) {
  const stage = await aStage()
  await stage.say('lambda env order-intake', { trigger: '1.2.3' })
  const form = stage.outbox.written.at(-1)
  if (form?.kind !== 'form') throw new Error('no form')
  const asks = { kind: 'offer', value: form.recordId ?? '', filled: values } as const
  const delivery = aDelivery('', { surface: 'modal', asks })
  return stage.spine.findMistakes(delivery)
}

describe('the form of an environment', () => {
  it.each([
    [{ 'new.name': '1BAD', 'new.value': 'sealed:x' }, { 'new.name': expect.stringContaining('"1BAD" is no name') }],
    [{ 'new.name': 'API_KEY', 'new.value': '' }, { 'new.name': 'API_KEY has no value: fill in both.' }],
    [{ 'new.name': '', 'new.value': 'sealed:x' }, { 'new.name': 'The new value has no name: fill in both.' }],
    [{ 'new.name': 'AWS_REGION', 'new.value': 'sealed:x' }, { 'new.name': expect.stringContaining('set by Lambda') }],
    [{ 'new.name': '', 'new.value': '' }, { 'new.name': expect.stringContaining('Nothing is filled in') }],
  ])('stays open over a mistake: %j', async (values, mistakes) => {
    expect(await filled(values)).toEqual(mistakes)
  })

  it('is taken where it can be meant', async () => {
    expect(await filled({ 'new.name': 'API_KEY', 'new.value': 'sealed:x' })).toBeUndefined()
  })

  it('is not opened for who may not change it, whatever the policies read of payloads', async () => {
    const stage = await aStage({ policies: readsPayloads })
    const answer = await stage.say('lambda env order-intake')
    expect(answer?.text).toMatch(/^You may not/)
    expect(stage.outbox.written.filter(({ kind }) => kind === 'form')).toEqual([])
  })
})

it('a value that is typed into a message is refused, and not kept', async () => {
  const stage = await aStage()
  const answer = await stage.say('lambda env order-intake {"value.LOG_LEVEL": "plain-typed-value"}')
  expect(answer?.text).toContain('Values are typed into the form')
  const any = { user: undefined, target: undefined, command: undefined, since: undefined, change: undefined }
  const { events } = await stage.ports.store.listEvents({ ...any, offset: 0, limit: 50 })
  expect(events).toHaveLength(1)
  expect(JSON.stringify(events)).not.toContain('plain-typed-value')
})

it.each(['configure', 'concurrency', 'alias'])('whether one may %s is said without its flags', async (verb) => {
  const stage = await aStage()
  const answer = await stage.say(`windlass may lambda ${verb} order-intake`)
  expect(answer?.text).toMatch(/^Yes, you may/)
  expect(answer?.text).toContain('order-intake')
})
