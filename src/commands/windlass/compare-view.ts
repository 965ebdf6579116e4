import type { Scope } from '../../core/command.ts'
import type { Comparison } from '../../core/compare/compare.ts'
import { spelledCount, typedCount } from '../../core/compare/quantities.ts'
import { compareItems, compareLead, compareNotes } from '../../core/compare/words.ts'
import type { Pattern } from '../../core/compare/workload.ts'
import { pricesCheckedOn as ec2PricesCheckedOn } from '../../core/ec2/prices.ts'
import { pricesCheckedOn as lambdaPricesCheckedOn } from '../../core/lambda/prices.ts'
import type { Price } from '../../core/prices.ts'
import { runs } from '../../core/problem.ts'
import { code, joinTexts, type Text, text } from '../../core/text.ts'
import type { Action, Chart, View } from '../../core/view.ts'

export type Shown = {
  readonly comparison: Comparison
  /** Of the instance type, where AWS's price list was asked. */
  readonly price: Price | undefined
  /** What was not said, and so was taken: `1M requests a month`. */
  readonly taken: readonly string[]
}

// More than that many requests the command does not take.
const mostRequests = 1e12

export function compareView({ comparison, price, taken }: Shown, again: Scope['again']): View {
  return {
    lead: compareLead(comparison),
    parts: [
      ...(comparison.limits.length === 0 ? [chartOf(comparison)] : []),
      { kind: 'bullets', items: compareItems(comparison, taken) },
    ],
    note: joinTexts([...sayYours(taken), pricesNote(comparison, price), [compareNotes(comparison).join(' ')]], ' '),
    actions: actionsFor(comparison, again),
    isShareable: true,
    isOpen: true,
  }
}

function chartOf({ points }: Comparison): Chart {
  return {
    kind: 'chart',
    form: 'line',
    title: 'Cost a month by requests a month',
    labels: points.map(({ requests }) => spelledCount(requests)),
    series: [
      { name: 'Lambda', values: points.map(({ lambda }) => cents(lambda)) },
      { name: 'EC2', values: points.map(({ ec2 }) => cents(ec2.monthly)) },
    ],
    unit: 'US dollars',
  }
}

function cents(cost: number): number {
  return Math.round(cost * 100) / 100
}

function sayYours(taken: readonly string[]): Text[] {
  if (taken.length === 0) return []
  return [text`Say your own figures: ${code('/windlass compare --requests 3M --duration 120ms --memory 512')}.`]
}

function pricesNote({ workload, ec2 }: Comparison, price: Price | undefined): Text {
  const { region, architecture } = workload
  const instance =
    price === undefined
      ? `EC2 by list prices checked ${ec2PricesCheckedOn}`
      : price.isLive
        ? `${ec2.machine.type} by AWS's price list, today (read ${price.checked})`
        : `${ec2.machine.type} by list prices checked ${price.checked}`
  return text`${region}, Lambda on ${architecture}, US dollars without tax. ${instance}; Lambda, disk and address by list prices checked ${lambdaPricesCheckedOn}.`
}

function actionsFor({ workload }: Comparison, again: Scope['again']): Action[] {
  const { pattern, requests, architecture } = workload
  const other = architecture === 'x86' ? 'arm64' : 'x86'
  const more = requests * 10
  return [
    ...otherPatterns(pattern).map((each) => runs(`pattern-${each}`, patternLabels[each], again({ pattern: each }))),
    ...(more <= mostRequests && pattern !== 'schedule'
      ? [runs('more', 'Ten times the requests', again({ requests: typedCount(more) }))]
      : []),
    runs('arch', `On ${other}`, again({ arch: other, type: undefined })),
    runs('topic', 'EC2 or Lambda', ['windlass', 'ask', 'ec2-or-lambda']),
  ]
}

/** What a timer starts comes in no other way. */
function otherPatterns(pattern: Pattern): (keyof typeof patternLabels)[] {
  if (pattern === 'schedule') return []
  return (['steady', 'office', 'spiky'] as const).filter((each) => each !== pattern)
}

const patternLabels = { steady: 'Day and night', office: 'In office hours', spiky: 'In bursts' } as const
