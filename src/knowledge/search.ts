import MiniSearch from 'minisearch'
import { stemsOf } from './features.ts'
import { type InParts, mapInParts, topicsAtATime } from './in-parts.ts'
import type { Question, Term } from './question.ts'
import type { Said } from './said.ts'
import type { Vocabulary } from './vocabulary.ts'
import { weights } from './weights.ts'
import { normalise, stem, type Word, wordOf, wordsOf } from './words.ts'

/** `coverage`: the share of what was asked that the topic has, 0 to 1, rare words counting more. */
export type Hit = { readonly id: string; readonly score: number; readonly coverage: number }

export type Search = (question: Question) => readonly Hit[]

export function* createSearch(said: readonly Said[], vocabulary: Vocabulary): InParts<Search> {
  const byId = new Map(said.map((each) => [each.topic.id, fieldsOf(each)]))
  const index = new MiniSearch({
    fields: Object.keys(weights.fields),
    // The words are there already: a field's text is the topic's id alone.
    extractField: ({ topic: { id } }: Said) => id,
    tokenize: (id, field) => [...(byId.get(id)?.get(field ?? '') ?? [])],
    processTerm: (term) => term,
  })
  yield* mapInParts(said, topicsAtATime, (each) => index.add(each))
  yield
  return ({ terms }) => {
    const counts = weightsOf(terms)
    const results = index.search([...counts.keys()].join(' '), {
      boost: weights.fields,
      bm25: weights.bm25,
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      boostTerm: (term) => (counts.get(term) ?? 1) * vocabulary.rarity(term) ** weights.rarity,
    })
    return results.map(({ id, score, terms: matched }) => ({
      id: String(id),
      score,
      coverage: coverageOf(terms, new Set(matched), vocabulary),
    }))
  }
}

/** The words of each field. */
function fieldsOf({ topic: { codes }, title, names, questions, body }: Said): ReadonlyMap<string, readonly string[]> {
  const fields: Record<keyof typeof weights.fields, readonly Word[]> = {
    title: title.words,
    names: names.flatMap(({ words }) => words),
    questions: questions.flatMap(({ words }) => words),
    codes: codes.flatMap((code) => wordsOf(normalise(code)).map(wordOf)),
    body: body.words,
  }
  return new Map(Object.entries(fields).map(([name, words]) => [name, stemsOf(words)]))
}

function weightsOf(terms: readonly Term[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (term: string, count: number) => counts.set(term, Math.max(counts.get(term) ?? 0, count))
  const hasMore = terms.some((each) => !isProduct(each))
  for (const each of terms) {
    const { term, also, isCorrected } = each
    const weight = (isCorrected ? weights.corrected : 1) * (hasMore && isProduct(each) ? weights.product : 1)
    add(term, weight)
    for (const other of also) add(other, weight * weights.synonym)
  }
  return counts
}

function coverageOf(terms: readonly Term[], matched: ReadonlySet<string>, vocabulary: Vocabulary): number {
  let all = 0
  let has = 0
  for (const { term, also, isJoined } of terms) {
    if (isJoined === true) continue
    const weight = vocabulary.rarity(term) * importanceOf(term, vocabulary)
    all += weight
    if (matched.has(term) || also.some((other) => matched.has(other))) has += weight
  }
  return all === 0 ? 0 : has / all
}

function importanceOf(term: string, vocabulary: Vocabulary): number {
  if (isProduct({ term })) return weights.product
  if (/^\d+$/.test(term)) return weights.number
  return vocabulary.isKnown(term) ? 1 : weights.unknown
}

const products: ReadonlySet<string> = new Set(
  ['ec2', 'instance', 'server', 'machine', 'vm', 'box', 'lambda', 'function', 'aws', 'amazon', 'serverless'].map(stem),
)

const isProduct = ({ term }: Pick<Term, 'term'>): boolean => products.has(term)
