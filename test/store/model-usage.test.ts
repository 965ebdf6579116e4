import { afterEach, beforeEach, expect, it } from 'vitest'
import { noon } from '../fixtures/values.ts'
import { aStore } from './open.ts'

let opened: Awaited<ReturnType<typeof aStore>>
beforeEach(async () => {
  opened = await aStore()
})
afterEach(() => opened.remove())

const day = new Date(noon).toISOString().slice(0, 10)
const ada = { day, team: 'T0', user: 'U0ADA' }
const find = (of = {}) => opened.store.addUsage({ ...ada, ...of, inputTokens: 0, outputTokens: 0 })

it('is nothing before anything was used', async () => {
  expect(await find()).toEqual({ inputTokens: 0, outputTokens: 0 })
})

it('adds up over a restart, for each day, team and person', async () => {
  await opened.store.addUsage({ ...ada, inputTokens: 100, outputTokens: 7 })
  await opened.reopen()
  await opened.store.addUsage({ ...ada, inputTokens: 20, outputTokens: 3 })
  expect(await find()).toEqual({ inputTokens: 120, outputTokens: 10 })
  // oxlint-disable-next-line no-await-in-loop -- one after the other is as good
  for (const other of [{ day: '2020-01-01' }, { team: 'T1' }, { user: 'U0BOB' }])
    expect(await find(other)).toEqual({ inputTokens: 0, outputTokens: 0 })
})

it('loses nothing of what is added at once', async () => {
  await Promise.all(
    Array.from({ length: 50 }, () => opened.store.addUsage({ ...ada, inputTokens: 2, outputTokens: 1 })),
  )
  expect(await find()).toEqual({ inputTokens: 100, outputTokens: 50 })
})

it('tells each who adds at once what it is then, so that none takes what another has', async () => {
  const told = await Promise.all(
    Array.from({ length: 20 }, () => opened.store.addUsage({ ...ada, inputTokens: 2, outputTokens: 1 })),
  )
  expect(new Set(told.map(({ inputTokens }) => inputTokens)).size).toBe(20)
})

it('is taken off again what was too much, and never below nothing', async () => {
  await opened.store.addUsage({ ...ada, inputTokens: 100, outputTokens: 50 })
  expect(await opened.store.addUsage({ ...ada, inputTokens: -30, outputTokens: 5 })).toEqual({
    inputTokens: 70,
    outputTokens: 55,
  })
  const muchLess = { inputTokens: -1_000, outputTokens: -1_000 }
  expect(await opened.store.addUsage({ ...ada, ...muchLess })).toEqual({ inputTokens: 0, outputTokens: 0 })
  expect(await opened.store.addUsage({ ...ada, user: 'U0BOB', ...muchLess })).toEqual({
    inputTokens: 0,
    outputTokens: 0,
  })
})

it('is forgotten with the rest, whole days of it', async () => {
  await opened.store.addUsage({ ...ada, inputTokens: 1, outputTokens: 1 })
  await opened.store.forgetBefore(noon + 1)
  expect(await find()).toEqual({ inputTokens: 1, outputTokens: 1 })
  await opened.store.forgetBefore(noon + 24 * 3_600_000)
  expect(await find()).toEqual({ inputTokens: 0, outputTokens: 0 })
})
