import { areAllNamed, someNames } from './bold-names.ts'
import type { Change } from './change.ts'
import { countOf, isOneFunction, showAction, summaryOf, thingsIn, whereOf, whoAndWhy } from './change-words.ts'
import type { ChangeCommand } from './command.ts'
import { type Fitted, fitting } from './fitting.ts'
import { placeName } from './place.ts'
import type { Plan, Target } from './plan.ts'
import { bold, code, joinTexts, plain, type Text, text } from './text.ts'
import type { Action, Part, View, ViewFile } from './view.ts'

const mostRows = 20
// More is a wall on a phone.
const mostPoints = 12
// Of the 10,000 that the cells of a message may have, and of the 12,000 of its text.
const rowCharacters = 5_000
const pointCharacters = 4_000
const asideCharacters = 3_000

/** What would happen, before anyone says yes. What does not fit is in a file, and the card says so. */
export function proposedCard(change: Change, command: ChangeCommand): View {
  const { targets, impact } = change.plan
  const ask = `${command.wording.ask} ${thingsIn(targets, command)}`
  const rows = fittingRows(targets)
  const points = fitting(impact, { most: mostPoints, characters: pointCharacters })
  const asides = asidesOf(change.plan)
  const isWhole = rows.length === targets.length && points.isWhole && asides.isWhole
  const file = isWhole ? undefined : fileOf(change, ask)
  const parts: Part[] = [
    ...[whoAndWhy(change), ...summaryOf(change)].map((each) => ({ kind: 'paragraph', text: each }) as const),
    tableOf(rows),
    ...bulletsOf(points),
    ...bulletsOf(asides),
    ...(file === undefined
      ? []
      : [{ kind: 'paragraph', text: restLine(change.plan, { rows, points, asides, file }) } as const]),
  ]
  return {
    lead: text`${bold(ask)} in ${whereOf(targets)}?`,
    parts,
    note: joinTexts(notes(change), ' '),
    actions: actionsOf(change, command),
    ...(file === undefined ? {} : { file }),
  }
}

function fittingRows(targets: readonly Target[]): Target[] {
  let characters = 0
  const tooMany = targets.findIndex((target, index) => {
    characters += cellsOf(target).join('').length
    return index >= mostRows || characters > rowCharacters
  })
  return targets.slice(0, tooMany === -1 ? targets.length : tooMany)
}

const instanceColumns = ['Name', 'Instance', 'State', 'Owner', 'Environment']
const functionColumns = ['Function', 'Runtime', 'Owner', 'Environment']

function tableOf(targets: readonly Target[]): Part {
  const titles = targets.every(({ kind }) => kind === 'function') ? functionColumns : instanceColumns
  return { kind: 'table', columns: titles.map((title) => ({ title })), rows: targets.map(cellsOf) }
}

function cellsOf({ kind, name, id, state, type, owner, environment }: Target): string[] {
  return [...(kind === 'function' ? [name, type] : [name, id, state]), owner ?? '', environment ?? '']
}

function bulletsOf({ shown }: Fitted): Part[] {
  return shown.length === 0 ? [] : [{ kind: 'bullets', items: shown }]
}

type Shown = {
  readonly rows: readonly Target[]
  readonly points: Fitted
  readonly asides: Fitted
  readonly file: ViewFile
}

function restLine({ targets }: Plan, { rows, points, asides, file }: Shown): Text {
  const first = rows.length < targets.length ? [`the first ${rows.length} of ${targets.length}`] : []
  const shown = [
    ...first,
    ...outOf(points, 'things that come with it'),
    ...outOf(asides, 'lines about what is left out or could not be read'),
  ]
  const how = shown.length === 0 ? 'what is long is shortened.' : `shown are ${shown.join(', ')}.`
  return text`${bold('This is not all of it:')} ${how} All is in ${code(file.name)}, in your direct messages. Read it before you confirm.`
}

function outOf({ shown, of }: Fitted, what: string): string[] {
  return shown.length < of ? [`${shown.length} of ${of} ${what}`] : []
}

function notes({ rehearsedAt, rule, expiresAt, id }: Change): Text[] {
  return [
    rehearsedAt === undefined
      ? ['Not rehearsed: Lambda has no dry run for this.']
      : text`Rehearsed with AWS ${{ time: rehearsedAt }}: allowed.`,
    text`Rule ${code(rule.name)}${rule.where === undefined ? '' : `, ${rule.where}`}.`,
    text`Expires ${{ time: expiresAt }}.`,
    text`Change ${code(id)}.`,
  ]
}

/** What is left out, like `Left out: web-3 and web-4, already stopped.`, and what could not be read. */
function asidesOf({ skipped, unread }: Plan): Fitted {
  const alike = [...Map.groupBy(skipped, ({ reason }) => reason)].map(([reason, all]) => ({
    reason,
    targets: all.map(({ target }) => target),
  }))
  const leftOut = alike.map(({ reason, targets }) => text`Left out: ${someNames(targets)}, ${reason}.`)
  const asides = fitting([...leftOut, ...unread.map((sentence): Text => [sentence])], {
    most: mostPoints,
    characters: asideCharacters,
  })
  return { ...asides, isWhole: asides.isWhole && alike.every(({ targets }) => areAllNamed(targets)) }
}

// Slack, "Button element".
const longestLabel = 75

function actionsOf(change: Change, command: ChangeCommand): Action[] {
  const { targets, stops } = change.plan
  const what = isOneFunction(targets) ? thingsIn(targets, command) : countOf(command, targets.length)
  const label = `${command.wording.ask} ${what}`.slice(0, longestLabel)
  const isUp = targets.some(({ state }) => state === 'running' || state === 'pending')
  const takesAway = command.isFinal || stops === true || isUp
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
    ...(plan.summary === undefined ? [] : [plain(plan.summary)]),
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
