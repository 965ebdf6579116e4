import type { Change } from './change.ts'
import type { VersionCounts } from './lambda/functions.ts'
import { took } from './lambda/sizes.ts'
import { bold, type Text, text } from './text.ts'
import type { Part } from './view.ts'

/** Old and new side by side, and above them what that means where the lead does not say it; nothing where nothing was compared. */
export function comparedParts(change: Change): Part[] {
  const compared = comparedIn(change)
  const [old, fresh] = compared
  if (old === undefined || fresh === undefined) return []
  const means = comparedLead(change) === undefined ? text`${meaning(old, fresh, isOver(change))} ` : []
  return [
    { kind: 'paragraph', text: text`${means}${figuresOf(change)}` },
    { kind: 'table', columns, rows: compared.map(cellsOf) },
  ]
}

/** While both are called, what matters is how they compare, once they can be told apart. */
export function comparedLead(change: Change): Text | undefined {
  const [old, fresh] = comparedIn(change)
  if (old === undefined || fresh === undefined || fresh.calls < fewestCalls || isOver(change)) return undefined
  const { targets, parameters } = change.plan
  const alias = parameters['alias']
  const where = [targets[0]?.name, alias].filter((each) => typeof each === 'string').join(', ')
  const [means, others] = sideBySide(old, fresh, { verb: 'fails', isShort: true })
  return text`${bold(means)}, ${others}: ${where}`
}

function comparedIn({ progress }: Change): readonly VersionCounts[] {
  return progress.flatMap((each) => ('compared' in each ? (each.compared ?? []) : []))
}

function isOver({ state }: Change): boolean {
  return state === 'done' || state === 'ended'
}

// Metrics of Lambda are sent every minute (Lambda Developer Guide, "Using CloudWatch metrics with Lambda").
const behind = 'CloudWatch is about a minute behind.'

/** While it is followed nobody has written down when they were read. */
function figuresOf({ progress }: Change): Text {
  const last = progress.find((each) => each.kind === 'there')
  return last === undefined ? [behind] : text`Figures of ${{ time: last.at }}; ${behind}`
}

const columns = [
  { title: 'Version' },
  { title: 'Calls', align: 'right' },
  { title: 'Errors', align: 'right' },
  { title: 'Rate', align: 'right' },
  { title: 'p95', align: 'right' },
] as const

function cellsOf({ version, calls, errors, p95Ms }: VersionCounts): string[] {
  return [
    version,
    counted(calls),
    counted(errors),
    calls === 0 ? '–' : percent(errors, calls),
    p95Ms === undefined ? '–' : took(p95Ms),
  ]
}

// Of fewer calls one that failed by chance looks like a version that fails.
const fewestCalls = 5

function meaning(old: VersionCounts, fresh: VersionCounts, isPast: boolean): Text {
  const { version, calls, errors } = fresh
  if (calls === 0) return text`${bold(`No call went to ${version}${isPast ? '' : ' yet'}.`)}`
  if (calls < fewestCalls) {
    const went = calls === 1 ? 'call went' : 'calls went'
    return text`${bold(`Only ${calls} ${went} to ${version}`)}${failedOf(errors)}: too few to compare.`
  }
  const [means, others] = sideBySide(old, fresh, { verb: isPast ? 'failed' : 'fails', isShort: false })
  return text`${bold(means)}, ${others}.`
}

type Saying = { readonly verb: string; readonly isShort: boolean }

/** Of the new one, which comes first, and of the old one. The short saying leaves the verb to the new one, and rates to the table. */
function sideBySide(old: VersionCounts, fresh: VersionCounts, { verb, isShort }: Saying): [string, string] {
  const share = isShort ? countsOf : shareOf
  const others = isShort ? `${old.version} ${share(old, '')}` : `${old.version} ${verb} ${share(old, '')}`
  return [
    `${fresh.version} ${verb} ${share(fresh, ' calls')}`,
    old.calls === 0 ? `no call went to ${old.version}` : others,
  ]
}

function failedOf(errors: number): string {
  return errors === 0 ? '' : `, of which ${errors} failed`
}

function countsOf({ calls, errors }: VersionCounts, noun: string): string {
  return `${errors === 0 ? 'none' : counted(errors)} of ${counted(calls)}${noun}`
}

function shareOf(counts: VersionCounts, noun: string): string {
  const { calls, errors } = counts
  const share = errors === 0 || calls < fewestCalls ? '' : ` (${percent(errors, calls)})`
  return `${countsOf(counts, noun)}${share}`
}

function counted(count: number): string {
  return count.toLocaleString('en')
}

/** Never `0 %` of what is not nothing, nor all of what is not all. */
function percent(count: number, all: number): string {
  const share = (count / all) * 100
  if (share > 0 && share < 1) return 'under 1 %'
  return `${count < all ? Math.min(99, Math.round(share)) : Math.round(share)} %`
}
