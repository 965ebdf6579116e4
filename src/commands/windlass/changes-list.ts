import { age } from '../../core/age.ts'
import { type Change, stateWords } from '../../core/change.ts'
import type { FoundChanges } from '../../core/changes.ts'
import type { Scope } from '../../core/command.ts'
import { pageButtons, rowsPerPage } from '../../core/page.ts'
import { peopleLine } from '../../core/people-line.ts'
import { runs } from '../../core/problem.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Action, View } from '../../core/view.ts'

export type Listed = {
  readonly found: FoundChanges
  readonly page: number
  readonly isAll: boolean
  readonly which: 'running' | 'past' | 'all'
}

/** Newest first, one to a row, and each can be opened. */
export function changesView(listed: Listed, scope: Scope): View {
  const { found, page, isAll } = listed
  const { changes, total } = found
  if (changes.length === 0) return noneView(listed)
  const first = (page - 1) * rowsPerPage + 1
  const people = isAll ? peopleLine(changes.map(({ user }) => user)) : []
  return {
    lead: text`${bold(`${total} ${total === 1 ? 'change' : 'changes'}`)} ${ofWhom(listed)}, newest first`,
    parts: [
      {
        kind: 'table',
        columns: [
          { title: 'Ago', align: 'right' },
          ...(isAll ? ['Who', ...titles] : titles).map((title) => ({ title })),
        ],
        rows: changes.map((change) => rowOf(change, { isAll, now: scope.now })),
      },
    ],
    note: text`${first}–${first + changes.length - 1} of ${total}. ${people}`,
    actions: [openSelect(changes, scope.now), ...pageButtons({ number: page, total }, scope), ...others(listed)],
  }
}

const titles = ['What', 'Where', 'State']

function rowOf(change: Change, { isAll, now }: { isAll: boolean; now: number }): string[] {
  const { plan, user, proposedAt } = change
  const places = [...new Set(plan.targets.map(({ place }) => place.account))]
  const who = isAll ? [user] : []
  return [age(now - proposedAt), ...who, whatIn(change), places.join(', '), stateWords(change)]
}

/** `stop web-1, web-2`, without the product: the row is short. */
function whatIn({ plan }: Change): string {
  const [first, second, ...rest] = plan.targets
  const names = [first, second].flatMap((target) => target?.name ?? [])
  return `${plan.words.slice(1).join(' ')} ${names.join(', ')}${rest.length === 0 ? '' : ` and ${rest.length} more`}`
}

function ofWhom({ isAll, which }: Listed): string {
  const whose = isAll ? 'of everyone' : 'of yours'
  return which === 'all' ? whose : `${whose}, ${which === 'running' ? 'not ended' : 'ended'}`
}

function noneView(listed: Listed): View {
  const { total } = listed.found
  const lead: Text =
    total === 0
      ? text`${bold('No change')} ${ofWhom(listed)}.`
      : text`${bold('No change on that page.')} There are ${total} ${ofWhom(listed)}.`
  return { lead, parts: [], actions: others(listed) }
}

function openSelect(changes: readonly Change[], now: number): Action {
  return {
    kind: 'select',
    verb: 'open',
    placeholder: 'Open one',
    choices: changes.map((change, index) => ({
      verb: `open-${index + 1}`,
      label: `${whatIn(change)}, ${age(now - change.proposedAt)} ago`,
      does: { kind: 'run', words: ['windlass', 'changes', change.id] },
    })),
  }
}

/** The other ways to look at the list. */
function others({ isAll, which }: Listed): Action[] {
  const flag = which === 'all' ? [] : [`--${which}`]
  return [
    isAll ? runs('mine', 'Mine', words(...flag)) : runs('all', 'Everyone’s', words('--all', ...flag)),
    which === 'running'
      ? runs('past', 'Ended', words(...(isAll ? ['--all'] : []), '--past'))
      : runs('running', 'Running', words(...(isAll ? ['--all'] : []), '--running')),
  ]
}

function words(...flags: readonly string[]): string[] {
  return ['windlass', 'changes', ...flags]
}
