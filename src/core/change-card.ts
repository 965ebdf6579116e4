import type { Change } from './change.ts'
import { comparedLead, comparedParts } from './change-card-compared.ts'
import { endedCard } from './change-card-ended.ts'
import { targetLines } from './change-card-lines.ts'
import { proposedCard } from './change-card-proposed.ts'
import { againWords, showAction, summaryOf, thingsIn, whereOf, whoAndWhy, withOffers } from './change-words.ts'
import type { ChangeCommand } from './command.ts'
import { runs } from './problem.ts'
import { bold, code, text } from './text.ts'
import type { Action, View } from './view.ts'

/** The one message of a change, from its proposal to its end. */
export function changeCard(change: Change, command: ChangeCommand, now: number): View {
  switch (change.state) {
    case 'proposed':
      return proposedCard(change, command)
    case 'cancelled':
    case 'expired':
      return droppedCard(change, command)
    case 'confirmed':
    case 'applying':
    case 'following':
      return runningCard(change, command, now)
    case 'done':
    case 'ended':
      return endedCard(change, command)
  }
}

/** The same to look at elsewhere: what moves a change is pressed on its card alone. */
export function changeDetails(change: Change, command: ChangeCommand, now: number): View {
  const { actions, ...view } = changeCard(change, command, now)
  return {
    ...view,
    actions: actions.filter((action) => action.kind !== 'button' || action.does.kind !== 'decide'),
  }
}

function droppedCard(change: Change, command: ChangeCommand): View {
  const { plan, state, decidedBy, decidedAt, expiresAt } = change
  const asked = `${command.wording.ask.toLowerCase()} ${thingsIn(plan.targets, command)}`
  const how =
    state === 'cancelled'
      ? text`Cancelled by ${{ user: decidedBy ?? change.user }}${decidedAt === undefined ? '' : text`, ${{ time: decidedAt }}`}.`
      : text`Nobody confirmed it by ${{ time: expiresAt }}.`
  return {
    lead: text`${bold(state === 'cancelled' ? 'Cancelled' : 'Expired')}: ${asked} in ${whereOf(plan.targets)}. Nothing was changed.`,
    parts: [whoAndWhy(change), ...summaryOf(change)].map((each) => ({ kind: 'paragraph', text: each })),
    note: text`${how} Change ${code(change.id)}.`,
    actions: [runs('again', 'Ask again', againWords(change, plan.targets)), ...showAction(plan.targets, command)],
  }
}

function runningCard(change: Change, command: ChangeCommand, now: number): View {
  const { plan, decidedBy, decidedAt } = change
  const confirmation =
    decidedBy === undefined || decidedAt === undefined
      ? []
      : text`Confirmed by ${{ user: decidedBy }}, ${{ time: decidedAt }}. `
  const lines = targetLines(change, command, now)
  const [where, compared] = [whereOf(plan.targets), comparedLead(change)]
  const texts = [whoAndWhy(change), ...summaryOf(change), lines.text, ...(lines.isWhole ? [] : [restLater])]
  return {
    lead: compared ?? text`${bold(`${command.wording.doing} ${thingsIn(plan.targets, command)}`)} in ${where}`,
    parts: [...texts.map((each) => ({ kind: 'paragraph', text: each }) as const), ...comparedParts(change)],
    note: text`${compared === undefined ? '' : `In ${where}. `}${confirmation}Change ${code(change.id)}.`,
    actions: withOffers(change, command, [...pauseAction(change), ...showAction(plan.targets, command)]),
  }
}

const restLater = text`${bold('This is not all of it.')} When it has ended, a file with each by itself comes to your direct messages.`

/** While something is left that a pause would hold. */
function pauseAction({ progress }: Change): Action[] {
  if (!progress.some(({ kind }) => kind === 'waiting')) return []
  return [
    {
      kind: 'button',
      verb: 'pause',
      label: 'Pause what is left',
      does: { kind: 'run', words: ['windlass', 'pause'] },
      confirm: {
        title: 'Pause every change?',
        text: 'This one stops at its next step, and so does every other change of everyone, until somebody resumes. What is left is then not done.',
        confirm: 'Pause changes',
        deny: 'Go on',
      },
    },
  ]
}
