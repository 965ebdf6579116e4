import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditEvent } from '../../src/core/audit.ts'
import type { Change } from '../../src/core/change.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import type { Place } from '../../src/core/place.ts'
import { createClock } from '../fixtures/clock.ts'
import { aDelivery, anInstance } from '../fixtures/values.ts'
import { aChangingAccount } from './changing-account.ts'
import { aLastingSlack, direct, type Message } from './lasting-slack.ts'
import type { Death } from './mortal.ts'
import { type Process, startProcess } from './mortal-process.ts'

/** What ada wants, where she says it, and how many instances there are. */
export type Scene = {
  readonly words: string
  readonly place: Place
  readonly isDirect: boolean
  readonly count: number
}

export type Performed = {
  /** What each process called, until it died or the end. */
  readonly lives: readonly (readonly string[])[]
  /** Cards of which no process could note where they stand. */
  readonly lostCards: number
  readonly change: Change
  readonly events: readonly AuditEvent[]
  readonly messages: readonly Message[]
  readonly calls: readonly string[]
  readonly unanswered: number
  readonly isJobLeft: boolean
}

// What kills a process leaves its disk alone: it need not be a real one.
const memory = '/dev/shm'
const tickMs = 3_000
const restartMs = 5_000
const expiresMs = 11 * 60_000
const mostTurns = 60

/**
 * Ada does what she sees she can do until she is told the end; whenever the process is gone, the next one is started on
 * the same folder. Then the time in which anything could still be due goes by.
 */
export async function perform(scene: Scene, deaths: readonly Death[]): Promise<Performed> {
  const world = aWorld(scene)
  const processes = [await startProcess(world, deaths[0])]
  let lostCards = 0
  for (let turn = 0, isLate = false; turn < mostTurns; turn += 1) {
    const process = processes.at(-1)
    if (process === undefined) break
    // oxlint-disable no-await-in-loop -- one turn after the other
    await process.settle()
    if (process.isOver()) {
      if ((await process.findChange())?.card === undefined) lostCards = world.slack.messages.length
      await process.end()
      await process.store.close()
      world.advance(restartMs)
      processes.push(await startProcess(world, deaths[processes.length]))
    } else if (!world.isTold()) world.act(process, turn)
    else if (isLate) break
    else {
      isLate = true
      world.advance(expiresMs)
    }
    // oxlint-enable no-await-in-loop
  }
  const left = await leftBy(processes.at(-1))
  rmSync(world.folder, { recursive: true })
  const { slack, account } = world
  const lives = processes.map(({ life }) => life.crossings)
  return { ...left, lives, lostCards, messages: slack.messages, calls: account.calls }
}

async function leftBy(process: Process | undefined) {
  await process?.end()
  const change = await process?.findChange()
  if (process === undefined || change === undefined) throw new Error('nothing was proposed')
  const { store } = process
  const any = { user: undefined, target: undefined, command: undefined, since: undefined }
  const { events } = await store.listEvents({ ...any, change: change.id, offset: 0, limit: 100 })
  const unanswered = (await store.listUnanswered()).length
  const isJobLeft = (await store.nextDueAt()) !== undefined
  await store.close()
  return { change, events: events.toReversed(), unanswered, isJobLeft }
}

function aWorld({ words, place, isDirect, count }: Scene) {
  const { system, advance } = createClock()
  const slack = aLastingSlack(system)
  const names = Array.from({ length: count }, (_, index) => `web-${index + 1}`)
  const account = aChangingAccount(names.map((name) => anInstance({ name, place })))
  const where = isDirect ? { channel: direct, isDirect } : {}
  const spoken = (asked: string, given: Partial<Delivery>) =>
    aDelivery(asked, { ...where, receivedAt: system.now(), trigger: String(system.now()), ...given })
  const pressed = (surface: 'click' | 'modal', value: string, typed: { typed?: string }) =>
    spoken('', { surface, isOnCard: true, asks: { kind: 'offer', value, ...typed } })
  return {
    folder: mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'windlass-killed-')),
    system,
    advance,
    slack,
    account,
    isTold: () => slack.messages.some(({ text }) => /^(?:Stopped|Rebooted|It is not known)/.test(text)),
    act(process: Process, turn: number): void {
      const form = slack.forms.pop()
      const card = slack.messages.at(-1)
      const isAsking = card?.view.actions.some((each) => 'verb' in each && each.verb === 'confirm') === true
      if (form !== undefined) process.deliver(pressed('modal', form.value, { typed: form.placeholder }))
      else if (card === undefined) process.deliver(spoken(words, {}))
      else if (isAsking) process.deliver(pressed('click', `${card.recordId}:confirm`, {}))
      else {
        if (turn % 2 === 0) account.settle()
        advance(tickMs)
      }
    },
  }
}
