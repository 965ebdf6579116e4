import type { Found, Knowledge, Topic } from '../core/asking/topic.ts'
import { createAskedBefore } from './asked-before.ts'
import { createCodes } from './codes.ts'
import { asksForSomethingElse, isElsewhere, isHalfTrade } from './everyday-words.ts'
import { followUp } from './follow-up.ts'
import { type Question, readQuestion } from './question.ts'
import { createRanking, nearTo, type Ranking } from './ranking.ts'
import { createSearch, type Hit } from './search.ts'
import { createSigns } from './signs.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { sure } from './weights.ts'
import { normalise } from './words.ts'

const shown = 3

type Engine = {
  readonly byId: ReadonlyMap<string, Topic>
  readonly ranking: Ranking
  readonly vocabulary: Vocabulary
}

/** All at once: for whoever waits for nothing else. */
export function createKnowledge(topics: readonly Topic[]): Knowledge {
  const parts = build(topics)
  let part = parts.next()
  while (part.done !== true) part = parts.next()
  return part.value
}

/** The same with pauses: it takes most of a second, in which others want to be acknowledged. */
export async function createKnowledgeCalmly(
  topics: readonly Topic[],
  breathe: () => Promise<void>,
): Promise<Knowledge> {
  const parts = build(topics)
  let part = parts.next()
  while (part.done !== true) {
    // oxlint-disable-next-line no-await-in-loop -- the pauses are the point
    await breathe()
    part = parts.next()
  }
  return part.value
}

function* build(topics: readonly Topic[]): Generator<void, Knowledge> {
  const vocabulary = createVocabulary(topics)
  yield
  const codes = createCodes(topics)
  const askedBefore = createAskedBefore(topics)
  yield
  const search = createSearch(topics, vocabulary)
  yield
  const signs = createSigns(topics, vocabulary)
  yield
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const engine = { byId, vocabulary, ranking: createRanking(topics, { search, signs }) }
  return {
    topic: (id) => byId.get(id),
    isWord: vocabulary.isWord,
    isName: (words) => engine.ranking.namedBy(readQuestion(words, vocabulary)).size > 0,
    find: (given, before) => {
      const coded = codes.find(given)
      if (coded !== undefined) return { kind: 'topic', topic: coded }
      if (asksForSomethingElse(normalise(given))) return { kind: 'outside' }
      const question = readQuestion(given, vocabulary)
      const previous = byId.get(before ?? '')
      const goneOn = previous === undefined ? undefined : goOn(engine, question, previous)
      if (goneOn !== undefined) return { kind: 'topic', topic: goneOn }
      const known = byId.get(askedBefore(given) ?? '')
      if (known !== undefined) return { kind: 'topic', topic: known }
      const compared = engine.ranking.compared(question)
      return compared === undefined ? decide(engine, question) : { kind: 'topic', topic: compared }
    },
  }
}

/** The topic that the question goes on to from the one before, if it does. */
function goOn(engine: Engine, question: Question, before: Topic): Topic | undefined {
  const { byId, ranking } = engine
  const follows = followUp({ text: question.text, before, all: byId }, isOfTrade(engine, question))
  if (follows.kind === 'none') return undefined
  if (follows.kind === 'topic') return follows.topic
  const near = new Set([before.id, ...nearTo(before)])
  const best = ranking.rank(question, before).find(({ id, coverage }) => near.has(id) && coverage >= sure.coverage)
  return byId.get(best?.id ?? '') ?? before
}

function decide(engine: Engine, question: Question): Found {
  const hits = engine.ranking.rank(question)
  const ids = engine.ranking.namedBy(question)
  const named = hits.find(({ id }) => ids.has(id))
  const best = named ?? hits[0]
  const topic = engine.byId.get(best?.id ?? '')
  if (best === undefined || topic === undefined) return { kind: 'outside' }
  if (question.terms.some(({ term }) => isElsewhere(term))) return { kind: 'outside' }
  if (!isOfTrade(engine, question) && !isLikely(question, best)) return { kind: 'outside' }
  const certainty = 2 * best.score - (hits[1]?.score ?? 0)
  const isSure = best.coverage >= sure.coverage && (named !== undefined || certainty >= sure.certainty)
  if (isSure) return { kind: 'topic', topic }
  return { kind: 'unsure', nearest: hits.slice(0, shown).flatMap(({ id }) => engine.byId.get(id) ?? []) }
}

/** It names something of AWS. */
const isOfTrade = ({ vocabulary, ranking }: Engine, question: Question): boolean =>
  question.terms.some(({ term }) => vocabulary.isOfTrade(term)) || ranking.isNamed(question)

/** Of words of every day alone, one topic must have nearly all. What was spelt wrong may have been another word. */
const isLikely = ({ terms }: Question, { coverage }: Hit): boolean =>
  terms.filter(({ isCorrected }) => !isCorrected).length > 1 &&
  coverage >= (terms.some(({ term }) => isHalfTrade(term)) ? sure.halfTrade : sure.withoutTrade)
