import { boldNames } from './bold-names.ts'
import type { Change } from './change.ts'
import { countOf, showAction, thingsIn, whereOf, whoAndWhy } from './change-words.ts'
import type { ChangeCommand } from './command.ts'
import { placeName } from './place.ts'
import type { Plan, Target } from './plan.ts'
import { bold, code, joinTexts, plain, type Text, text } from './text.ts'
import type { Action, Part, View, ViewFile } from './view.ts'

const mostRows = 20
// More is a wall on a phone.
const mostPoints = 12
const mostLeftOut = 10

/** What would happen, before anyone says yes. What does not fit is in a file, and the card says so. */
export function proposedCard(change: Change, command: ChangeCommand): View {
  const { plan } = change
  const { targets, impact } = plan
  const ask = `${command.wording.ask} ${thingsIn(targets, command)}`
  const isWhole = targets.length <= mostRows && impact.length <= mostPoints && plan.skipped.length <= mostLeftOut
  const file = isWhole ? undefined : fileOf(change, ask)
  const parts: Part[] = [
    { kind: 'paragraph', text: whoAndWhy(change) },
    tableOf(targets.slice(0, mostRows)),
    ...(impact.length === 0 ? [] : [{ kind: 'bullets', items: impact.slice(0, mostPoints) } as const]),
    ...(file === undefined ? [] : [{ kind: 'paragraph', text: restLine(plan, file) } as const]),
  ]
  return {
    lead: text`${bold(ask)} in ${whereOf(targets)}?`,
    parts,
    note: joinTexts(notes(change), ' '),
    actions: actionsOf(change, command),
    ...(file === undefined ? {} : { file }),
  }
}

function tableOf(targets: readonly Target[]): Part {
  return {
    kind: 'table',
    columns: ['Name', 'Instance', 'State', 'Owner', 'Environment'].map((title) => ({ title })),
    rows: targets.map(({ name, id, state, owner, environment }) => [name, id, state, owner ?? '', environment ?? '']),
  }
}

function restLine({ targets, impact, skipped }: Plan, { name }: ViewFile): Text {
  const rows = targets.length > mostRows ? [`the first ${mostRows} of ${targets.length}`] : []
  const points = impact.length > mostPoints ? [`${mostPoints} of ${impact.length} things that come with it`] : []
  const left = skipped.length > mostLeftOut ? [`${mostLeftOut} of ${skipped.length} that are left out`] : []
  return text`${bold('This is not all of it:')} shown are ${[...rows, ...points, ...left].join(', ')}. All is in ${code(name)}, in your direct messages. Read it before you confirm.`
}

function notes({ plan, rehearsedAt, rule, expiresAt, id }: Change): Text[] {
  return [
    ...leftOut(plan),
    ...plan.unread.map((sentence): Text => [sentence]),
    rehearsedAt === undefined
      ? text`Not rehearsed: AWS has none for this.`
      : text`Rehearsed with AWS ${{ time: rehearsedAt }}: allowed.`,
    text`Rule ${code(rule.name)}${rule.where === undefined ? '' : `, ${rule.where}`}.`,
    text`Expires ${{ time: expiresAt }}.`,
    text`Change ${code(id)}.`,
  ]
}

/** `Left out: web-3 and web-4, already stopped.` */
function leftOut({ skipped }: Plan): Text[] {
  const shown = Map.groupBy(skipped.slice(0, mostLeftOut), ({ reason }) => reason)
  return [...shown].map(
    ([reason, alike]) => text`Left out: ${boldNames(alike.map(({ target }) => target))}, ${reason}.`,
  )
}

function actionsOf(change: Change, command: ChangeCommand): Action[] {
  const { targets } = change.plan
  const label = `${command.wording.ask} ${countOf(command, targets.length)}`
  const takesAway = command.isFinal || targets.some(({ state }) => state === 'running' || state === 'pending')
  return [
    {
      kind: 'button',
      verb: 'confirm',
      label,
      style: takesAway ? 'danger' : 'primary',
      does: { kind: 'decide', decides: 'confirm' },
    },
    { kind: 'button', verb: 'cancel', label: 'Cancel', does: { kind: 'decide', decides: 'cancel' } },
    ...showAction(targets, command),
  ]
}

function fileOf({ id, plan, user, reason }: Change, ask: string): ViewFile {
  const lines = [
    `${ask} in ${whereOf(plan.targets)}`,
    `${user}: ${reason ?? 'no reason given'}`,
    '',
    ...plan.targets.map(targetLine),
    '',
    ...plan.impact.map((point) => `- ${plain(point)}`),
    ...(plan.skipped.length === 0 ? [] : ['', 'Left out:']),
    ...plan.skipped.map(({ target, reason: why }) => `${targetLine(target)}: ${why}`),
    ...(plan.unread.length === 0 ? [] : ['', ...plan.unread]),
  ]
  return { name: `change-${id}.txt`, title: `${ask}: all of it`, content: `${lines.join('\n')}\n` }
}

function targetLine({ name, id, place, state, type, owner, environment }: Target): string {
  return [name, id, placeName(place), state, type, owner ?? '–', environment ?? '–'].join('  ')
}
