import { someNames } from './bold-names.ts'
import type { Change, Progress } from './change.ts'
import { comparedParts } from './change-card-compared.ts'
import { targetLines, wholeLines } from './change-card-lines.ts'
import {
  againWords,
  countOf,
  isOneFunction,
  showAction,
  summaryOf,
  thingsIn,
  undoAction,
  whereOf,
  withOffers,
} from './change-words.ts'
import type { ChangeCommand } from './command.ts'
import { lasting } from './duration.ts'
import { explainAction } from './explained-codes.ts'
import { fitting } from './fitting.ts'
import type { Target } from './plan.ts'
import { runs } from './problem.ts'
import { bold, code, joinTexts, plain, type Text, text } from './text.ts'
import type { Action, Part, View, ViewFile } from './view.ts'

/** What is true now, target by target, and what can be done about what is not as it should be. */
export function endedCard(change: Change, command: ChangeCommand): View {
  const { ending, endedAt, proposedAt } = change
  const lines = targetLines(change, command, endedAt ?? proposedAt)
  const why = fitting(ending === undefined ? [] : [[ending]], { most: 1, characters: 1_000 })
  const file = lines.isWhole && why.isWhole ? undefined : fileOf(change, command)
  const texts = [...summaryOf(change), lines.text, ...why.shown, ...(file === undefined ? [] : [restLine(file)])]
  return {
    lead: leadOf(change, command),
    parts: [...texts.map((each): Part => ({ kind: 'paragraph', text: each })), ...comparedParts(change)],
    note: noteOf(change),
    actions: withOffers(change, command, actionsOf(change, command)),
    ...(file === undefined ? {} : { file }),
  }
}

function restLine({ name }: ViewFile): Text {
  return text`${bold('This is not all of it.')} Each by itself is in ${code(name)}, in your direct messages.`
}

function fileOf(change: Change, command: ChangeCommand): ViewFile {
  const { id, plan, user, reason, ending, endedAt, proposedAt } = change
  const title = `${command.wording.ask} ${thingsIn(plan.targets, command)}: what has become of each`
  const lines = [
    `${command.wording.ask} ${thingsIn(plan.targets, command)} in ${whereOf(plan.targets)}`,
    `${user}: ${reason ?? 'no reason given'}`,
    ...(plan.summary === undefined ? [] : [plain(plan.summary)]),
    '',
    ...wholeLines(change, command, endedAt ?? proposedAt),
    ...(ending === undefined ? [] : ['', ending]),
  ]
  return { name: `change-${id}-end.txt`, title, content: `${lines.join('\n')}\n` }
}

function withKind({ plan, progress }: Change, ...kinds: readonly Progress['kind'][]): Target[] {
  return plan.targets.filter((_, index) => kinds.includes(progress[index]?.kind ?? 'waiting'))
}

const unknown = ['unknown', 'begun'] as const
const undone = ['refused', 'not-tried', 'waiting'] as const

function leadOf(change: Change, command: ChangeCommand): Text {
  const { plan, decidedAt, endedAt } = change
  const done = command.wording.done
  const unclear = withKind(change, ...unknown)
  const [first] = unclear
  if (first !== undefined) {
    const part = command.wording.part === undefined ? '' : `${command.wording.part} `
    const all = text`${part}${someNames(unclear)}`
    const were = unclear.length === 1 ? 'was' : 'were'
    return text`${bold('It is not known whether')} ${all} ${were} ${done.toLowerCase()}. Look before you do it again.`
  }
  if (isNothing(change))
    return text`${bold(`Nothing to ${command.wording.ask.toLowerCase()}`)} in ${whereOf(plan.targets)}.`
  const took = decidedAt === undefined || endedAt === undefined ? '' : duration(change, endedAt - decidedAt)
  const lead = text`${bold(howMany(change, command))} in ${whereOf(plan.targets)}${change.state === 'done' ? took : '.'}`
  return change.state === 'done' ? lead : text`${lead} ${joinTexts(whatElse(change, command), ' ')}`
}

/** AWS took it, and had nothing to do. */
function isNothing({ progress }: Change): boolean {
  return progress.every((each) => each.kind === 'refused' && each.code === 'NothingChanged')
}

/** What is compared was watched for as long as somebody wanted; anything else took its time. */
function duration({ progress }: Change, ms: number): string {
  if (progress.some((each) => 'compared' in each)) return `. Compared for ${lasting(ms)}.`
  return ms < 1_000 ? '' : `, in ${lasting(ms)}`
}

/** `Stopped 1 of 2 instances`; of a function `Published order-intake`, or what else is true of it. */
function howMany(change: Change, command: ChangeCommand): string {
  const { plan, progress } = change
  const { ask, doing, done } = command.wording
  if (isOneFunction(plan.targets)) {
    const kind = progress[0]?.kind
    const verb = kind === 'late' ? doing : kind === 'there' || kind === 'astray' ? done : `Did not ${ask.toLowerCase()}`
    return `${verb} ${thingsIn(plan.targets, command)}`
  }
  const there = withKind(change, 'there').length
  const total = countOf(command, plan.targets.length)
  return `${done} ${there === 0 ? 'none' : there} of ${total}`
}

/** What did not happen, in a sentence each. */
function whatElse(change: Change, { wording }: ChangeCommand): Text[] {
  const done = change.plan.targets.some(({ kind }) => kind === 'function') ? 'that way' : wording.done.toLowerCase()
  return [
    ...sentence(withKind(change, 'refused'), 'was refused', 'were refused'),
    ...sentence(withKind(change, 'astray'), `did not stay ${done}`, `did not stay ${done}`),
    ...sentence(
      withKind(change, 'late'),
      'takes longer than Windlass looks by itself',
      'take longer than Windlass looks by itself',
    ),
    ...sentence(withKind(change, 'not-tried', 'waiting'), 'was not tried', 'were not tried'),
  ]
}

function sentence(targets: readonly Target[], one: string, many: string): Text[] {
  return targets.length === 0 ? [] : [text`${someNames(targets)} ${targets.length === 1 ? one : many}.`]
}

function noteOf(change: Change): Text {
  const { user, reason, decidedBy, decidedAt, endedAt, id } = change
  const left = withKind(change, ...undone)
  const asBefore =
    left.length === 0 || isNothing(change)
      ? ''
      : `${left.length === 1 ? left[0]?.name : 'What was refused or not tried'} is as it was. `
  const by =
    decidedBy === undefined || decidedAt === undefined
      ? []
      : text`Confirmed by ${{ user: decidedBy }}, ${{ time: decidedAt }}. `
  const end = endedAt === undefined ? [] : text`Ended ${{ time: endedAt }}. `
  return text`${asBefore}${{ user }}: ${reason ?? 'no reason given'}. ${by}${end}Change ${code(id)}.`
}

function actionsOf(change: Change, command: ChangeCommand): Action[] {
  const { plan, progress } = change
  const unclear = withKind(change, ...unknown)
  const left = withKind(change, ...undone)
  return [
    ...(unclear.length > 0 ? [...showAction(unclear, command), doAgain(change, unclear, command)] : []),
    ...(progress.some(({ kind }) => kind === 'late') ? [keepLooking] : []),
    ...(left.length > 0 && !isNothing(change)
      ? [runs('rest', plan.targets.length === 1 ? 'Try again' : 'Try the rest again', againWords(change, left))]
      : []),
    ...undoAction(change, withKind(change, 'there'), command),
    ...(unclear.length > 0 ? [] : showAction(plan.targets, command)),
    ...explainAction(progress.flatMap((each) => (each.kind === 'refused' ? [each.code] : []))),
  ]
}

const keepLooking: Action = {
  kind: 'button',
  verb: 'look-again',
  label: 'Keep looking',
  does: { kind: 'decide', decides: 'look-again' },
}

/** A change like any other: it is planned, shown and confirmed anew. */
function doAgain(change: Change, unclear: readonly Target[], command: ChangeCommand): Action {
  return runs('again', `${command.wording.ask} ${thingsIn(unclear, command)} again`, againWords(change, unclear))
}
