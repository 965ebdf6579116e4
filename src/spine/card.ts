import type { Change } from '../core/change.ts'
import { isFinal, next } from '../core/change.ts'
import { changeCard } from '../core/change-card.ts'
import type { ChangeCommand } from '../core/command.ts'
import type { Job } from '../core/job.ts'
import type { CardState } from '../core/outbox.ts'
import { bold, code, type Text, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { jobFor, move } from './move.ts'
import type { SpinePorts } from './ports.ts'

/** The command that a change was proposed with. */
export function commandOf({ plan }: Change, { registry }: Pick<SpinePorts['product'], 'registry'>): ChangeCommand {
  const found = registry.find(plan.words)?.command
  if (found?.kind !== 'change') throw new Error(`${plan.words.join(' ')} is not a command that changes anything`)
  return found
}

/** Else its outcome is the answer to whoever asked for it. */
export function hasCard(change: Change, product: Pick<SpinePorts['product'], 'registry'>): boolean {
  return commandOf(change, product).answer === undefined
}

/** What is left to do at a change's end: its card has to show it. */
export function endJobs(change: Change, at: number, product: Pick<SpinePorts['product'], 'registry'>): Job[] {
  return hasCard(change, product) ? [jobFor(change, 'show', at)] : []
}

export function cardView(change: Change, { product, system }: Pick<SpinePorts, 'product' | 'system'>): View {
  return changeCard(change, commandOf(change, product), system.now())
}

/** Brings the card up to date, and has the change's end on it last where that was shown meanwhile. */
export async function showCard(change: Change, ports: SpinePorts): Promise<void> {
  await showOnce(change, ports)
  const now = await ports.store.findChange(change.id)
  if (now !== undefined && isFinal(now) && now.state !== change.state) await showOnce(now, ports)
}

/**
 * The card at a change's end, and after it the file of all that it has no room for: last, so that a job that is tried
 * again has not sent it yet. Killed right after it, Windlass sends it twice.
 */
export async function showEnd(change: Change, ports: SpinePorts): Promise<void> {
  await showCard(change, ports)
  const { file } = cardView(change, ports)
  if (file === undefined || !(change.state === 'done' || change.state === 'ended')) return
  try {
    await ports.slack.outbox.sendFile(change.user, file)
  } catch (error) {
    await showOnce(change, ports, unsent(change))
    // The job fails, and is tried again.
    throw error
  }
}

function unsent({ id }: Change): Text {
  return text`${bold('That file could not be sent.')} Windlass tries again for a while; later ${code(`/windlass changes ${id}`)} sends it.`
}

/** While its steps are under way a change moves every few seconds. */
export function stateOf({ id, state }: Change, view: View): CardState {
  return { view, recordId: id, isPassing: state === 'applying' || state === 'following' }
}

/** Where the card is gone, the person is told in their direct messages, and that is the card from then on. */
async function showOnce(change: Change, ports: SpinePorts, besides?: Text): Promise<void> {
  const { outbox } = ports.slack
  const shown = cardView(change, ports)
  const view =
    besides === undefined ? shown : { ...shown, parts: [...shown.parts, { kind: 'paragraph', text: besides } as const] }
  if (change.card !== undefined && (await outbox.updateCard(change.card, stateOf(change, view)))) return
  const card = await outbox.tellPerson(change.user, view, change.id)
  await move(change.id, (now) => ({ change: next(now, { card }), events: [] }), ports)
}
