import { type Diagnosis, type Evidence, type Source, sources } from './evidence.ts'
import type { KnownTarget, WhyNotChange } from './may.ts'
import { bold, joinTexts, type Text, text } from './text.ts'
import { type Action, choicesOf, type View } from './view.ts'

export type Diagnosed = {
  /** The cause first; what else was found, after it. */
  readonly found: readonly [Diagnosis, ...Diagnosis[]]
  readonly read: readonly Source[]
  /** What could not be read and why, each a whole sentence. */
  readonly unread: readonly string[]
  /** Offered whatever was found, after what the finding offers. */
  readonly actions: readonly Action[]
  /**
   * What all of it is about, and what the actor may do to it: changes that they may not make are not offered. Of what is
   * not there any more nothing is known, and no change of it is offered.
   */
  readonly about: KnownTarget | undefined
  readonly whyNotChange: WhyNotChange
  readonly now: number
}

const mostEvidence = 6
const mostButtons = 4
// What only those may read whom a rule lets: not to be handed on by a button.
const sensitive: ReadonlySet<Source> = new Set(['console', 'cloudtrail', 'logs'])

/** The finding, then what shows it with times and sources, then what helps; what could not be read is the grey line. */
export function diagnosisView({ found, read, unread, actions, about, whyNotChange, now }: Diagnosed): View {
  const [{ finding, evidence, next, actions: all }, ...others] = found
  const asked = all.map((action) => ({ action, bar: about && barOf(action, (words) => whyNotChange(words, about)) }))
  const own = asked.flatMap(({ action, bar }) => (bar === undefined ? [action] : []))
  const also = others.map((other) => text`${bold('Also:')} ${other.finding}`)
  const shown = [...byTime(evidence).slice(0, mostEvidence).map(evidenceLine), ...also]
  return {
    lead: finding,
    parts: [
      ...(shown.length === 0 ? [] : [{ kind: 'bullets', items: shown } as const]),
      ...(next === undefined
        ? []
        : [{ kind: 'paragraph', text: text`${bold('What helps:')} ${next}${whoMay(asked)}` } as const]),
    ],
    note: text`Read ${{ time: now }}: ${read.map((source) => sources[source]).join(', ')}.${unread.map((sentence) => ` ${sentence}`).join('')}`,
    actions: withoutRepeats([...own, ...actions]).slice(0, mostButtons),
    ...(read.some((source) => sensitive.has(source)) ? {} : { isShareable: true }),
  }
}

function barOf(action: Action, whyNot: (words: readonly string[]) => string | undefined): string | undefined {
  return choicesOf(action)
    .map(({ does }) => (does.kind === 'run' ? whyNot(does.words) : undefined))
    .find((bar) => bar !== undefined)
}

const longestReason = 80

/** Why some of what helps is not offered, if that is said in a few words. */
function whoMay(asked: readonly { readonly bar: string | undefined }[]): string {
  const bar = asked.find((each) => each.bar !== undefined)?.bar
  return bar === undefined || bar.length > longestReason ? '' : ` ${bar}`
}

/** Newest first; what has no time keeps its place at the end. */
function byTime(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.toSorted(
    (left, right) => (right.at ?? Number.NEGATIVE_INFINITY) - (left.at ?? Number.NEGATIVE_INFINITY),
  )
}

function evidenceLine({ at, says, source }: Evidence): Text {
  const when: Text = at === undefined ? [] : [{ time: at }, ' ']
  return joinTexts([[...when, ...says], [`(${sources[source]})`]], ' ')
}

function withoutRepeats(actions: readonly Action[]): readonly Action[] {
  return actions.filter((action, index) => actions.findIndex(({ verb }) => verb === action.verb) === index)
}
