import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditEvent } from '../../src/core/audit.ts'
import type { Change } from '../../src/core/change.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import type { FormValues } from '../../src/core/form.ts'
import type { Form } from '../../src/core/outbox.ts'
import type { Place } from '../../src/core/place.ts'
import { createClock } from '../fixtures/clock.ts'
import { aDelivery, ada, anInstance } from '../fixtures/values.ts'
import { aChangingAccount } from './changing-account.ts'
import { aLastingSlack, direct, type Message, type Said } from './lasting-slack.ts'
import type { Death } from './mortal.ts'
import { type Called, callableFunctions } from './mortal-functions.ts'
import { auditOf, type Process, startProcess, type World } from './mortal-process.ts'

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
  readonly changes: number
  /** The last one. */
  readonly change: Change
  readonly events: readonly AuditEvent[]
  readonly messages: readonly Message[]
  readonly answers: readonly Said[]
  readonly calls: readonly string[]
  readonly called: readonly Called[]
  readonly unanswered: number
  readonly isJobLeft: boolean
}

// What kills a process leaves its disk alone: it need not be a real one.
const memory = '/dev/shm'
const tickMs = 3_000
export const restartMs = 5_000
const expiresMs = 11 * 60_000
const mostTurns = 60

/** One world, and what ada does in it. */
export type Stage = World & {
  /** What goes on between a kill and the next start. */
  readonly beforeStart: () => void
  readonly advance: (ms: number) => void
  readonly isTold: () => boolean
  readonly act: (process: Process, turn: number) => void | Promise<void>
}

/** One performance for every call of the first process, until one has no such call any more. */
export async function endEverywhere(
  performance: (deaths: readonly Death[]) => Promise<Performed>,
  when: Death['when'],
): Promise<Map<string, Performed>> {
  const performed = new Map<string, Performed>()
  for (let at = 1; ; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next one depends on it
    const one = await performance([{ at, when }])
    if (one.lives.length === 1) return performed
    performed.set(`${at}, ${when} ${one.lives[0]?.[at - 1]}`, one)
  }
}

/**
 * Ada does what she sees she can do until she is told the end; whenever the process is gone, the next one is started on
 * the same folder. Then the time in which anything could still be due goes by.
 */
export async function performOn(stage: Stage, deaths: readonly Death[]): Promise<Performed> {
  const processes = [await startProcess(stage, deaths[0])]
  let lostCards = 0
  for (let turn = 0, isLate = false; turn < mostTurns; turn += 1) {
    const process = processes.at(-1)
    if (process === undefined) break
    // oxlint-disable no-await-in-loop -- one turn after the other
    await process.settle()
    if (process.isOver()) {
      if ((await process.listChanges())[0]?.card === undefined) lostCards = stage.slack.messages.length
      await process.end()
      await process.store.close()
      stage.beforeStart()
      processes.push(await startProcess(stage, deaths[processes.length]))
    } else if (!stage.isTold()) await stage.act(process, turn)
    else if (isLate) break
    else {
      isLate = true
      stage.advance(expiresMs)
    }
    // oxlint-enable no-await-in-loop
  }
  const left = await leftBy(processes.at(-1))
  rmSync(stage.folder, { recursive: true })
  const { slack, account, functions } = stage
  const lives = processes.map(({ life }) => life.crossings)
  const { messages, answers } = slack
  return { ...left, lives, lostCards, messages, answers, calls: account.calls, called: functions.calls }
}

async function leftBy(process: Process | undefined) {
  await process?.end()
  const changes = (await process?.listChanges()) ?? []
  const [change] = changes
  if (process === undefined || change === undefined) throw new Error('nothing was proposed')
  const { store } = process
  const events = await auditOf(change.id, store)
  const unanswered = (await store.listUnanswered()).length
  const isJobLeft = (await store.nextDueAt()) !== undefined
  await store.close()
  return { changes: changes.length, change, events, unanswered, isJobLeft }
}

/** Where the store of one performance is. */
export function aFolder(): string {
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'windlass-killed-'))
}

export function perform(scene: Scene, deaths: readonly Death[]): Promise<Performed> {
  return performOn(aStage(scene), deaths)
}

function placeholderIn({ fields: [field] }: Form): string {
  return field?.kind === 'text' ? (field.placeholder ?? '') : ''
}

function aStage({ words, place, isDirect, count }: Scene): Stage {
  const { system, advance } = createClock()
  const slack = aLastingSlack(system)
  const names = Array.from({ length: count }, (_, index) => `web-${index + 1}`)
  const account = aChangingAccount(names.map((name) => anInstance({ name, place })))
  const where = isDirect ? { channel: direct, isDirect } : {}
  const spoken = (asked: string, given: Partial<Delivery>) =>
    aDelivery(asked, { ...where, receivedAt: system.now(), trigger: String(system.now()), ...given })
  const pressed = (surface: 'click' | 'modal', value: string, filled?: FormValues) =>
    spoken('', {
      surface,
      isOnCard: true,
      asks: { kind: 'offer', value, ...(filled === undefined ? {} : { filled }) },
    })
  return {
    folder: aFolder(),
    ada: () => ({ person: ada, groups: ['changers'] }),
    beforeStart: () => advance(restartMs),
    system,
    advance,
    slack,
    account,
    functions: callableFunctions([], system),
    isTold: () => slack.messages.some(({ text }) => /^(?:Stopped|Rebooted|It is not known)/.test(text)),
    act(process: Process, turn: number): void {
      const form = slack.forms.pop()
      const card = slack.messages.at(-1)
      const isAsking = card?.view.actions.some((each) => 'verb' in each && each.verb === 'confirm') === true
      if (form !== undefined) process.deliver(pressed('modal', form.value, { typed: placeholderIn(form) }))
      else if (card === undefined) process.deliver(spoken(words, {}))
      else if (isAsking) process.deliver(pressed('click', `${card.recordId}:confirm`))
      else {
        if (turn % 2 === 0) account.settle()
        advance(tickMs)
      }
    },
  }
}
