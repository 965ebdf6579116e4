import type { Topic } from '../core/asking/topic.ts'
import { type Comparisons, createComparisons, isComparing } from './comparisons.ts'
import type { Names } from './names.ts'
import type { Question } from './question.ts'
import type { Said } from './said.ts'
import type { Hit, Search } from './search.ts'
import { type Side, sideAsked, sideOf } from './side.ts'
import type { Signs } from './signs.ts'
import { weights } from './weights.ts'

export type Ranking = {
  /** The topics that have anything of the question, the likeliest first. */
  rank(question: Question, before?: Topic): readonly Hit[]
  /** The comparison that it asks for by both sides. */
  compared(question: Question, hits: readonly Hit[]): Topic | undefined
}

const errorSign =
  /error|exception|denied|refus|fail|invalid|exceed|cannot|can't|unable|not (?:allowed|found|authorized)|\b[45]\d\d\b|mean/

const nearComparison = 3

/** What finds topics, and what puts them in order. */
type Finding = { readonly names: Names; readonly search: Search; readonly signs: Signs }

export function createRanking(said: readonly Said[], { names, search, signs }: Finding): Ranking {
  const comparisons = createComparisons(said)
  const sides = new Map(said.map((each) => [each.topic.id, sideOf(each)]))
  const factors = (question: Question, before: Topic | undefined) => {
    const named = names.find(question.terms)
    const comparison = isComparing(question.text) ? weights.calledComparison : weights.uncalledComparison
    const isOfError = errorSign.test(question.text)
    const asked = sideAsked(question.text)
    const near = new Set(before === undefined ? [] : nearTo(before))
    return ({ id, coverage }: Hit): number =>
      coverage ** weights.coverage *
      (1 + weights.name * (named.get(id) ?? 0)) *
      (comparisons.isComparison(id) ? comparison : 1) *
      (id.startsWith('error-') && !isOfError ? weights.error : 1) *
      (isOpposite(asked, sides.get(id)) ? weights.otherSide : 1) *
      (id === before?.id ? weights.before : near.has(id) ? weights.near : 1)
  }
  return {
    rank: (question, before) => {
      const factor = factors(question, before)
      const hits = search(question).map((hit) => ({ ...hit, score: hit.score * factor(hit) }))
      // What goes on is short: its words alone say little, and the topic before says more than any other sign.
      return before === undefined ? signs(question, hits) : hits.toSorted((a, b) => b.score - a.score)
    },
    compared: (question, hits) => (isComparing(question.text) ? comparisonIn(question, comparisons, hits) : undefined),
  }
}

/** By what was said; else by what it may mean beside that, where the search finds it too: in "zip or image" no AMI is meant. */
function comparisonIn({ terms }: Question, comparisons: Comparisons, hits: readonly Hit[]): Topic | undefined {
  const said = comparisons.find(new Set(terms.map(({ term }) => term)))
  if (said !== undefined) return said
  const meant = comparisons.find(new Set(terms.flatMap(({ term, also }) => [term, ...also])))
  return hits.slice(0, nearComparison).some(({ id }) => id === meant?.id) ? meant : undefined
}

/** What a conversation about the topic is likely to go on to. */
export const nearTo = ({ related, counterpart, cost }: Topic): string[] =>
  [...related, counterpart, cost].filter((id) => id !== undefined)

const isOpposite = (asked: Side, side: Side | undefined): boolean =>
  (asked === 'ec2' && side === 'lambda') || (asked === 'lambda' && side === 'ec2')
