import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Conversation } from '../../src/core/asking/conversation.ts'
import { noon } from '../fixtures/values.ts'
import { aStore } from './open.ts'
import { anEvent } from './values.ts'

let opened: Awaited<ReturnType<typeof aStore>>
beforeEach(async () => {
  opened = await aStore()
})
afterEach(() => opened.remove())

const invocation = {
  delivery: 'D',
  team: 'T0',
  user: 'U0',
  channel: 'C0',
  surface: 'mention',
  said: '',
  at: noon,
} as const
const conversation: Conversation = { id: 'T0:C0:1.0', topic: 'ami', before: undefined, delivery: 'D', at: noon }
const record = (id: string, given: Partial<Conversation> = {}) =>
  opened.store.recordAnswered({ invocation: { ...invocation, id }, offers: {} }, anEvent({ id }), {
    ...conversation,
    ...given,
  })

it('keeps what a conversation is about over a restart, the last topic of it', async () => {
  await record('one')
  expect(await opened.store.findConversation(conversation.id)).toEqual(conversation)
  const next = { ...conversation, topic: 'snapshot', before: 'ami', delivery: 'E', at: noon + 1 }
  await record('two', next)
  await opened.reopen()
  expect(await opened.store.findConversation(conversation.id)).toEqual(next)
  expect(await opened.store.findConversation('T0:C0:2.0')).toBeUndefined()
})

it('writes it together with the event, or not at all', async () => {
  await record('one')
  await expect(record('one', { topic: 'snapshot' })).rejects.toThrow('UNIQUE')
  expect(await opened.store.findConversation(conversation.id)).toMatchObject({ topic: 'ami' })
})

it('forgets it after its time', async () => {
  await record('one')
  await opened.store.forgetBefore(noon)
  expect(await opened.store.findConversation(conversation.id)).toBeDefined()
  await opened.store.forgetBefore(noon + 1)
  expect(await opened.store.findConversation(conversation.id)).toBeUndefined()
})
