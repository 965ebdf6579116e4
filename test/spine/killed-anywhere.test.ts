import { describe, expect, it } from 'vitest'
import { frankfurt } from '../fixtures/values.ts'
import { endEverywhere, type Performed, perform, type Scene } from './killed-stage.ts'
import type { Death } from './mortal.ts'

const virginia = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }
const stop: Scene = { words: 'ec2 stop web-*', place: virginia, isDirect: false, count: 3 }
const stopDirectly: Scene = { ...stop, isDirect: true }
const stopTyped: Scene = { ...stop, place: frankfurt }
const reboot: Scene = { ...stop, words: 'ec2 reboot web-1', count: 1 }

// Some hundred performances, each with two starts.
const timeoutMs = 120_000

function count<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.filter(test).length
}

function cardOf({ change: { card }, messages }: Performed): string | undefined {
  return messages.find(({ channel, ts }) => channel === card?.channel && ts === card.ts)?.text
}

/** What holds for every change, in words where it does not. */
function findWrongs(performed: Performed, scene: Scene): string[] {
  const { change, events, messages, calls, unanswered, isJobLeft, lostCards } = performed
  const cards = scene.isDirect ? 1 : lostCards + 1
  const once = ['proposed', 'confirmed', 'ended'].filter((kind) => count(events, (event) => event.kind === kind) !== 1)
  return [
    ...(unanswered === 0 ? [] : [`${unanswered} deliveries without an answer`]),
    ...(isJobLeft ? ['a job is left'] : []),
    ...(messages.length === cards ? [] : [`messages: ${messages.map(({ text }) => text).join(' | ')}`]),
    ...once.map((kind) => `not ${kind} once`),
    ...change.plan.targets.flatMap(({ name, id }) => {
      const of = (kind: string) => count(events, (event) => event.kind === kind && event.targets?.[0]?.id === id)
      const outcomes = of('step-accepted') + of('step-unknown')
      return of('step-begun') === outcomes ? [] : [`${name}: ${of('step-begun')} times begun, ${outcomes} outcomes`]
    }),
    ...(new Set(calls).size === calls.length ? [] : [`called twice: ${calls.join(', ')}`]),
  ]
}

/** What holds besides for a stop of three, which is always done to its end. */
function findUndone(performed: Performed, scene: Scene): string[] {
  const { change, events, calls } = performed
  return [
    ...findWrongs(performed, scene),
    ...(change.state === 'done' ? [] : [`it is ${change.state}`]),
    ...(calls.toSorted().join() === 'stop web-1,stop web-2,stop web-3' ? [] : [`calls: ${calls.join(', ')}`]),
    ...(cardOf(performed)?.startsWith('Stopped 3 of 3') === true ? [] : [`the card says ${cardOf(performed)}`]),
    ...change.plan.targets.flatMap(({ name, id }) =>
      ['step-accepted', 'step-ended'].flatMap((kind) => {
        const found = count(events, (event) => event.kind === kind && event.targets?.[0]?.id === id)
        return found === 1 ? [] : [`${name}: ${found} times ${kind}`]
      }),
    ),
  ]
}

function wrongsOf(performed: ReadonlyMap<string, Performed>, find: (one: Performed) => string[]): string[] {
  return [...performed].flatMap(([where, one]) => find(one).map((wrong) => `at ${where}: ${wrong}`))
}

describe.each([
  ['in a channel', stop],
  ['in direct messages', stopDirectly],
  ['in production, confirmed by typing', stopTyped],
] as const)('a stop of three %s', (_, scene) => {
  it.each(['before', 'after'] as const)(
    'is done once, recorded and told, wherever the process is killed %s a call',
    async (when) => {
      const performed = await endEverywhere((deaths) => perform(scene, deaths), when)
      expect(performed.size).toBeGreaterThan(80)
      expect(wrongsOf(performed, (one) => findUndone(one, scene))).toEqual([])
    },
    timeoutMs,
  )

  it(
    'is so where the process that takes it up is killed too',
    async () => {
      const performed = new Map<string, Performed>()
      for (let at = 13; at < 90; at += 3) {
        const first: Death = { at, when: at % 2 === 0 ? 'before' : 'after' }
        const second: Death = { at: 3 + ((at * 5) % 23), when: at % 4 < 2 ? 'before' : 'after' }
        // oxlint-disable-next-line no-await-in-loop -- they would share two cores
        const one = await perform(scene, [first, second])
        performed.set(`${at} ${first.when}, then ${second.at} ${second.when}`, one)
      }
      expect(wrongsOf(performed, (one) => findUndone(one, scene))).toEqual([])
    },
    timeoutMs,
  )
})

it(
  'wherever the process is asked to stop, it begins one step more at most, and the next one goes on',
  async () => {
    const performed = await endEverywhere((deaths) => perform(stop, deaths), 'asked')
    const more = [...performed.values()].map(({ lives: [first = []] }, at) =>
      count(first.slice(at + 1), (call) => call.startsWith('changer.')),
    )
    expect(Math.max(...more)).toBe(1)
    expect(wrongsOf(performed, (one) => findUndone(one, stop))).toEqual([])
  },
  timeoutMs,
)

it.each([
  ['a channel, where nothing can be looked up, a second one', stop, 2],
  ['direct messages none', stopDirectly, 1],
] as const)('a kill between Slack’s taking the card and our noting it leaves in %s', async (_, scene, cards) => {
  const { lives } = await perform(scene, [])
  const at = 1 + (lives[0] ?? []).indexOf('outbox.postCard')
  const { messages, change } = await perform(scene, [{ at, when: 'after' }])
  expect(messages.map(({ recordId }) => recordId)).toEqual(Array.from({ length: cards }, () => change.id))
})

it.each([
  ['before', ['changer.rebootInstance', 'store.findChange', 'store.saveChange']],
  ['after', ['store.saveChange', 'changer.rebootInstance', 'store.findChange']],
] as const)(
  'a reboot is never called twice, and a person is asked where it is not known, wherever the process is killed %s a call',
  async (when, between) => {
    const performed = await endEverywhere((deaths) => perform(reboot, deaths), when)
    expect(wrongsOf(performed, (one) => findWrongs(one, reboot))).toEqual([])
    const unknown = [...performed].filter(([, { change }]) => change.progress[0]?.kind === 'unknown')
    const rebooted = [...performed].filter(([, { change }]) => change.state === 'done')
    expect(unknown.length + rebooted.length).toBe(performed.size)
    expect(unknown.filter(([, one]) => cardOf(one)?.startsWith('It is not known whether web-1') !== true)).toEqual([])
    expect(rebooted.filter(([, one]) => cardOf(one)?.startsWith('Rebooted 1 of 1') !== true)).toEqual([])
    // From the intent to the outcome, and nowhere else.
    expect(unknown.map(([where]) => where.split(' ').at(-1))).toEqual(between)
  },
  timeoutMs,
)
