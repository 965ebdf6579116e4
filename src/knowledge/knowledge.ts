import type { Found, Knowledge, Topic } from '../core/asking/topic.ts'
import { createAskedBefore } from './asked-before.ts'
import { createCodes } from './codes.ts'
import { asksForSomethingElse, isElsewhere, isHalfTrade } from './everyday-words.ts'
import { followUp } from './follow-up.ts'
import { atOnce, calmly, type InParts, mapInParts, topicsAtATime } from './in-parts.ts'
import { type Question, readQuestion } from './question.ts'
import { createRanking, nearTo, type Ranking } from './ranking.ts'
import { saidIn } from './said.ts'
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
export const createKnowledge = (topics: readonly Topic[]): Knowledge => atOnce(build(topics))

/** The same with pauses: it takes more than a second, in which others want to be acknowledged. */
export const createKnowledgeCalmly = (topics: readonly Topic[], breathe: () => Promise<void>): Promise<Knowledge> =>
  calmly(build(topics), breathe)

function* build(topics: readonly Topic[]): InParts<Knowledge> {
  const said = yield* mapInParts(topics, topicsAtATime, saidIn)
  const vocabulary = yield* createVocabulary(said)
  const codes = createCodes(topics)
  const askedBefore = yield* createAskedBefore(said)
  const search = yield* createSearch(said, vocabulary)
  const signs = yield* createSigns(said, vocabulary)
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const engine = { byId, vocabulary, ranking: createRanking(said, { search, signs }) }
  return {
    topic: (id) => byId.get(id),
    isWord: vocabulary.isWord,
    isName: (words) => engine.ranking.namedBy(readQuestion(words, vocabulary)).size > 0,
    find: (pasted, before) => {
      const given = messageIn(pasted)
      const known = byId.get(askedBefore(given) ?? '')
      const coded = codes.find(given)
      // What was thought of with the code in it says more than the code.
      if (coded !== undefined) return { kind: 'topic', topic: known ?? coded }
      if (known === undefined && asksForSomethingElse(normalise(given))) return { kind: 'outside' }
      const question = readQuestion(given, vocabulary)
      const previous = byId.get(before ?? '')
      const goneOn = previous === undefined ? undefined : goOn(engine, question, previous)
      if (goneOn !== undefined) return { kind: 'topic', topic: goneOn }
      if (known !== undefined) return { kind: 'topic', topic: known }
      const hits = engine.ranking.rank(question)
      const compared = engine.ranking.compared(question, hits)
      return compared === undefined ? decide(engine, question, hits) : { kind: 'topic', topic: compared }
    },
  }
}

/** The sentence in an error that was pasted as JSON: `{"message": "Forbidden"}`. */
function messageIn(pasted: string): string {
  return /^\s*\{\s*"(?:message|errorMessage|error)"\s*:\s*"([^"]+)"\s*\}\s*$/i.exec(pasted)?.[1] ?? pasted
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

function decide(engine: Engine, question: Question, hits: readonly Hit[]): Found {
  const ids = engine.ranking.namedBy(question)
  const named = hits.find(({ id }) => ids.has(id))
  const best = named ?? hits[0]
  const topic = engine.byId.get(best?.id ?? '')
  if (best === undefined || topic === undefined) return { kind: 'outside' }
  if (question.terms.some(({ term }) => isElsewhere(term))) return { kind: 'outside' }
  const isNamed = named !== undefined || isOfTrade(engine, question)
  const nearest = hits.slice(0, shown).flatMap(({ id }) => engine.byId.get(id) ?? [])
  if (!isNamed && !isLikely(question, best))
    return question.terms.some(({ term }) => isHalfTrade(term)) ? { kind: 'unknown', nearest } : { kind: 'outside' }
  const certainty = 2 * best.score - (hits[1]?.score ?? 0)
  const isCovered = best.coverage >= (isNamed ? sure.coverage : sure.unnamed)
  if (isCovered && (named !== undefined || certainty >= sure.certainty)) return { kind: 'topic', topic }
  if (best.coverage >= sure.likelyCoverage && certainty >= sure.likelihood)
    return { kind: 'likely', nearest: [topic, ...nearest.slice(1)] }
  const isFar = hits.slice(0, 2).every(({ coverage }) => coverage < sure.near)
  return { kind: isFar ? 'unknown' : 'unsure', nearest }
}

/** It names something of AWS. */
const isOfTrade = ({ vocabulary, ranking }: Engine, question: Question): boolean =>
  question.terms.some(({ term }) => vocabulary.isOfTrade(term)) || ranking.isNamed(question)

/** Of words of every day alone, one topic must have most. */
const isLikely = ({ terms }: Question, { coverage }: Hit): boolean =>
  terms.length > 1 && coverage >= (terms.some(({ term }) => isHalfTrade(term)) ? sure.halfTrade : sure.withoutTrade)
