import type { Delivery } from '../core/delivery.ts'
import type { Following } from '../core/following.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { isProblem, type Problem, problemView, ruleIn } from '../core/problem.ts'
import { bold, type Text, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { type Ending, recordTold, told } from './answer.ts'
import type { Asking } from './decide.ts'
import { explainFailure } from './failure.ts'
import { type Authorised, decideAnew, isRefused } from './following-rights.ts'
import { isWaitedOut } from './following-trouble.ts'
import { withinRights } from './offered.ts'
import type { SpinePorts } from './ports.ts'
import type { Work } from './working.ts'

/** An answer that is not at its end yet, and stands in a message already. */
export type GoingOn = { readonly gives: 'going-on'; readonly end: Promise<Ending | 'later'> }

type Asked = Authorised & {
  readonly delivery: Delivery
  readonly id: string
  readonly work: Work
  readonly following: Following
  readonly asking: Asking
  readonly lambda: FunctionReader
  readonly said: string
}

/** Where it is: what stands in the message, and what is known of the person's right to it. */
type Followed = Omit<Asked, 'work'> & {
  readonly stop: AbortSignal
  readonly until: number
  readonly card: { readonly channel: string; readonly ts: string }
  readonly recordId: string
  lambda: FunctionReader
  decidedAt: number
  shownAt: number
  /** Something is new, or not shown yet. */
  isNew: boolean
  /** Looks in a row that AWS had no answer for. */
  failures: number
  lookAt: number
}

// CloudWatch Logs and Slack's edits both allow little more (see followings.ts and slack/card-edits.ts).
const looksEveryMs = 3_000
const saysEveryMs = 30_000
const decidesEveryMs = 60_000
const waitsAtMostMs = 30_000

/**
 * An answer in one message of the person's direct messages, edited while there is something new. Its delivery has no
 * answer before the end: after a restart it goes on in the same message, for what is left of its time.
 */
export async function follow(asked: Asked, ports: SpinePorts): Promise<Ending | GoingOn> {
  const { delivery, following, said } = asked
  const { user, receivedAt: since } = delivery
  const { id: of, name, stopWords } = following
  const stop = ports.followings.begin({ delivery: delivery.id, user, of, since, name, stopWords })
  if (isProblem(stop)) return told('misunderstood', problemView(stop), { rule: ruleIn(stop), said })
  try {
    const until = since + following.forMs
    const isHeldUp = !(await looked(asked, Math.min(ports.system.now(), until)))
    const followed = ports.system.now() < until ? await begin({ ...asked, stop, until, isHeldUp }, ports) : undefined
    const end = followed === undefined ? Promise.resolve(endedLate(asked, ports)) : followToEnd(followed, ports)
    return { gives: 'going-on', end }
  } catch (error) {
    ports.followings.end(delivery.id)
    throw error
  }
}

type Beginning = Asked & { readonly stop: AbortSignal; readonly until: number; readonly isHeldUp: boolean }

async function begin({ work, isHeldUp, ...asked }: Beginning, ports: SpinePorts): Promise<Followed> {
  const { delivery, following, said, until } = asked
  const { system, slack } = ports
  const now = system.now()
  const view = following.view({ kind: 'going-on', leftMs: until - now, isHeldUp })
  const recordId = system.newId()
  // Before anything is shown, as with every answer.
  await recordTold(told('answered', view, { rule: undefined, said }), { delivery, id: recordId }, ports)
  const working = await work.done()
  const pointer = text`Following ${bold(following.name)} in your direct messages, for ${minutes(until - now)}.`
  const card = await slack.outbox.postFollowed({ delivery, view, recordId, working }, pointer)
  await work.moveTo({ ts: card.ts })
  const times = { decidedAt: now, shownAt: now, lookAt: now + looksEveryMs }
  return { ...asked, ...times, card, recordId, isNew: false, failures: isHeldUp ? 1 : 0 }
}

/** False where AWS is to be asked again later. */
async function looked({ following, lambda }: Asked, until: number): Promise<boolean> {
  try {
    await following.look(lambda, until)
    return true
  } catch (error) {
    if (isWaitedOut(error, 1)) return false
    throw error
  }
}

async function followToEnd(followed: Followed, ports: SpinePorts): Promise<Ending | 'later'> {
  const { until, stop, following } = followed
  while (ports.system.now() < until) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await pause(followed, ports)
    if (ports.stopped.aborted) return 'later'
    if (stop.aborted) return ended(followed, text`You stopped it.`, ports)
    // oxlint-disable-next-line no-await-in-loop -- the same
    const ending = await takeTurn(followed, ports)
    if (ports.stopped.aborted) return 'later'
    if (ending !== undefined) return ending
  }
  return ended(followed, text`Its ${minutes(following.forMs)} are over.`, ports)
}

/** Ends early where it is stopped, or Windlass is. */
async function pause({ stop, until, lookAt }: Followed, { system, stopped }: SpinePorts): Promise<void> {
  const signal = AbortSignal.any([stop, stopped])
  if (signal.aborted) return
  await system.sleep(Math.max(0, Math.min(lookAt, until) - system.now()), signal).catch(() => undefined)
}

/** One look, shown where it shows something. Gives the ending where this is one. */
async function takeTurn(followed: Followed, ports: SpinePorts): Promise<Ending | undefined> {
  followed.lookAt = ports.system.now() + looksEveryMs
  const right = await findRight(followed, ports)
  // Not known: nothing more is shown until it is.
  if (right === 'unknown') return undefined
  if (right !== 'stays') return refused(followed, right)
  const ending = await look(followed, ports)
  return ending ?? (await show(followed, ports))
}

async function findRight(followed: Followed, ports: SpinePorts): Promise<'stays' | 'unknown' | Problem> {
  const now = ports.system.now()
  if (now - followed.decidedAt < decidesEveryMs) return 'stays'
  try {
    const anew = await decideAnew(followed, ports)
    if (isProblem(anew)) return anew
    followed.lambda = anew
    followed.decidedAt = now
    return 'stays'
  } catch (error) {
    ports.log.warn({ reference: followed.id, error }, 'whether somebody may go on following is not known')
    return 'unknown'
  }
}

async function look(followed: Followed, ports: SpinePorts): Promise<Ending | undefined> {
  const { following, until, id } = followed
  const { system, log } = ports
  try {
    if (await following.look(followed.lambda, Math.min(system.now(), until))) followed.isNew = true
    // That it goes on again is news as well.
    if (followed.failures > 0) followed.isNew = true
    followed.failures = 0
    return undefined
  } catch (error) {
    followed.failures += 1
    if (isWaitedOut(error, followed.failures)) {
      followed.isNew ||= followed.failures === 1
      followed.lookAt = system.now() + Math.min(waitsAtMostMs, looksEveryMs * 2 ** followed.failures)
      return undefined
    }
    const problem = explainFailure(error, { log, reference: id })
    if (isRefused(error)) return refused(followed, problem)
    return { ...ended(followed, problem.message, ports), kind: 'failed', rule: ruleIn(problem) }
  }
}

async function show(followed: Followed, ports: SpinePorts): Promise<Ending | undefined> {
  const { following, until, card, recordId, failures, id } = followed
  const { system, slack, log, stopped } = ports
  const now = system.now()
  const isDue = followed.isNew || now - followed.shownAt >= saysEveryMs
  // The end shows it in a moment.
  if (!isDue || now >= until || stopped.aborted) return undefined
  const view = following.view({ kind: 'going-on', leftMs: until - now, isHeldUp: failures > 0 })
  try {
    const isThere = await slack.outbox.updateCard(card, { view, recordId, isPassing: true })
    if (!isThere) return ended(followed, text`The message in which it was shown is gone.`, ports)
    followed.shownAt = now
    followed.isNew = false
  } catch (error) {
    log.warn({ reference: id, error }, 'what is followed could not be shown; it is tried again')
  }
  return undefined
}

/** Taken up when its time was over already. */
function endedLate(asked: Asked, ports: SpinePorts): Ending {
  const over = `its ${minutes(asked.following.forMs)} are over`
  return ended(asked, text`Windlass was interrupted meanwhile, and ${over}.`, ports)
}

function ended({ following, said, asking }: Omit<Asked, 'work'>, why: Text, { product }: SpinePorts) {
  const view: View = withinRights(following.view({ kind: 'ended', why }), asking, product)
  return { ...told('answered', view, { rule: undefined, said }), isKept: true as const }
}

/** Without anything of what was seen so far. */
function refused({ said }: Followed, problem: Problem): Ending {
  return told('denied', problemView(problem), { rule: ruleIn(problem), said })
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.round(ms / 60_000))
  return count === 1 ? '1 minute' : `${count} minutes`
}
