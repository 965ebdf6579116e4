import type { Delivery } from '../../src/core/delivery.ts'
import type { LogLine, LogQuery } from '../../src/core/lambda/functions.ts'
import type { View } from '../../src/core/view.ts'
import { createFollowings } from '../../src/spine/followings.ts'
import { createSpine } from '../../src/spine/inbox.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { aSpine, type Written } from '../fixtures/spine.ts'
import { aDelivery } from '../fixtures/values.ts'

export type FollowStage = Awaited<ReturnType<typeof openFollowStage>>

/** A spine with a function whose log is written to as time passes, and who reads it. */
export async function openFollowStage({ policies }: { readonly policies?: string } = {}) {
  const lines: LogLine[] = []
  const asked: LogQuery[] = []
  const state: { groups: readonly string[] | Error; trouble: Error | undefined } = {
    groups: ['auditors'],
    trouble: undefined,
  }
  const functions = {
    ...aFunctionsAccount([aFunction(), aFunction({ name: 'refund-order' })]),
    async findLogs(query: LogQuery) {
      asked.push(query)
      if (state.trouble !== undefined) throw state.trouble
      const { from, until } = query.stretch
      return { lines: lines.filter(({ at }) => at >= from && at <= until), isCut: false }
    },
  }
  const world = await aSpine({ functions, ...(policies === undefined ? {} : { policies }) })
  const { ports, outbox, system } = world
  Object.assign(ports.slack.groups, { getGroups: async () => known(state.groups) })
  let { spine } = world
  let stopped = world.stopped
  const written: readonly Written[] = outbox.written
  const shownOnes = () => written.filter(({ view }) => view !== undefined)
  const unanswered = async () => (await ports.store.listUnanswered()).map(({ delivery }) => delivery.id)

  /** Whatever follows without waiting has happened, the store included. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1)
      // oxlint-disable-next-line no-await-in-loop -- each turn of the event loop after the other
      await system.breathe()
  }

  return Object.assign(state, {
    asked,
    now: system.now,
    written: () => written.map(({ kind, text }) => `${kind} ${text}`),
    views: () => shownOnes().map(({ view }) => view),
    answers: () => written.filter(({ kind }) => kind === 'answer'),
    edits: () => written.filter(({ kind }) => kind === 'card-update').length,
    /** What was shown last. */
    shown(): View {
      const view = shownOnes().at(-1)?.view
      if (view === undefined) throw new Error('nothing was shown')
      return view
    },
    lastPlace: () => written.findLast(({ kind }) => kind === 'followed')?.replaces,
    write: (text: string, at: number) => void lines.push({ at, text, stream: 's' }),
    isAnswered: async ({ id }: Delivery) => !(await unanswered()).includes(id),
    offer: (verb: string) => `${written.findLast(({ kind }) => kind === 'followed')?.recordId}:${verb}`,
    receive: (delivery: Delivery) => spine.receive(delivery),
    async say(words: string, given: Partial<Delivery> = {}): Promise<Delivery> {
      const delivery = aDelivery(words, { receivedAt: system.now(), ...given })
      await spine.receive(delivery)
      void spine.answer(delivery)
      await settle()
      return delivery
    },
    press(verb: string, given: Partial<Delivery>): Promise<Delivery> {
      const asks = { kind: 'offer', value: this.offer(verb) } as const
      return this.say('', { surface: 'click', asks, ...given })
    },
    /** Second by second. */
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 1_000) {
        // oxlint-disable-next-line no-await-in-loop -- each second after the other
        await system.advance(Math.min(left, 1_000))
        // oxlint-disable-next-line no-await-in-loop -- the same
        await settle()
      }
    },
    async kill(): Promise<void> {
      stopped.abort()
      await settle()
    },
    /** Another process on the same store; or the same one, which looks for what is left. */
    async restart({ isKilled = true } = {}): Promise<void> {
      if (isKilled) {
        stopped = new AbortController()
        spine = createSpine({ ...ports, followings: createFollowings(), stopped: stopped.signal })
      }
      void spine.recover(await ports.store.listUnanswered())
      await settle()
    },
    close: async () => {
      stopped.abort()
      await settle()
      await world.close()
    },
  })
}

function known(groups: readonly string[] | Error): readonly string[] {
  if (groups instanceof Error) throw groups
  return groups
}
