import type { Found, Topic } from '../core/asking/topic.ts'
import type { Elsewhere } from './elsewhere.ts'
import { isAside, isElsewhere, isHalfTrade } from './everyday-words.ts'
import { followUp } from './follow-up.ts'
import type { Names } from './names.ts'
import { type Question, readQuestion } from './question.ts'
import { nearTo, type Ranking } from './ranking.ts'
import type { Hit } from './search.ts'
import type { Vocabulary } from './vocabulary.ts'
import { sure } from './weights.ts'

const shown = 3

/** All that topics are found with. */
export type Engine = {
  readonly byId: ReadonlyMap<string, Topic>
  readonly names: Names
  readonly vocabulary: Vocabulary
  readonly ranking: Ranking
  readonly elsewhere: Elsewhere
}

/** `previous`: what the conversation was about; `known`: the topic that has the question as it stands. */
type Asked = { readonly given: string; readonly previous: Topic | undefined; readonly known: Topic | undefined }

export function findTopic(engine: Engine, { given, previous, known }: Asked): Found {
  const question = readQuestion(given, engine.vocabulary)
  const goneOn = previous === undefined ? undefined : goOn(engine, question, previous)
  if (goneOn !== undefined) return goneOn
  if (known !== undefined) return { kind: 'topic', topic: known }
  const hits = engine.ranking.rank(question)
  const compared = engine.ranking.compared(question, hits)
  return compared === undefined ? decide(engine, question, hits) : { kind: 'topic', topic: compared }
}

/** What the question goes on to from the topic before, if it does. */
function goOn(engine: Engine, question: Question, before: Topic): Found | undefined {
  const { byId, ranking } = engine
  const follows = followUp({ text: question.text, before, all: byId }, isOfTrade(engine, question))
  if (follows.kind === 'none') return undefined
  if (follows.kind === 'topic') return follows
  if (follows.kind === 'unknown') return { kind: 'unknown', nearest: follows.nearest.slice(0, shown) }
  const near = new Set([before.id, ...nearTo(before)])
  const hits = ranking.rank(question, before).filter(({ id, coverage }) => near.has(id) && coverage >= sure.coverage)
  const [first] = hits
  // What has as much of it as any other, and was talked about.
  const best = hits.find(({ id, coverage }) => id === before.id && coverage >= (first?.coverage ?? 0)) ?? first
  const topic = byId.get(best?.id ?? '') ?? before
  const isCertain = topic === before ? sure.coverage : sure.goingOn
  if (best !== undefined && best.coverage >= isCertain && (topic === before || question.terms.length > 1))
    return { kind: 'topic', topic }
  const others = [...near].flatMap((id) => byId.get(id) ?? []).filter((each) => each !== topic)
  return { kind: best === undefined ? 'unsure' : 'likely', nearest: [topic, ...others.slice(0, shown - 1)] }
}

function decide(engine: Engine, question: Question, hits: readonly Hit[]): Found {
  const ids = engine.names.called(question.terms)
  const named = hits.find(({ id }) => ids.has(id))
  const best = named ?? hits[0]
  const topic = engine.byId.get(best?.id ?? '')
  if (best === undefined || topic === undefined) return { kind: 'outside' }
  if (question.terms.some(({ term }) => isElsewhere(term))) return { kind: 'outside' }
  const isNamed = named !== undefined || isOfTrade(engine, question)
  if (!isNamed && question.terms.some(({ term }) => isAside(term))) return { kind: 'outside' }
  const nearest = hits.slice(0, shown).flatMap(({ id }) => engine.byId.get(id) ?? [])
  if (!isNamed && !isLikely(question, best))
    return question.terms.some(({ term }) => isHalfTrade(term)) ? { kind: 'unknown', nearest } : { kind: 'outside' }
  const certainty = 2 * best.score - (hits[1]?.score ?? 0)
  const isCovered = best.coverage >= (isNamed ? sure.coverage : sure.unnamed)
  const isCertain = isCovered && (named !== undefined || certainty >= sure.certainty)
  if (
    !engine.names.isIn(question.terms) &&
    engine.elsewhere(question.text, best.coverage) > (isCertain ? sure.elsewhere : 0)
  )
    return { kind: 'outside' }
  if (isCertain) return { kind: 'topic', topic }
  if (best.coverage >= sure.likelyCoverage && certainty >= sure.likelihood)
    return { kind: 'likely', nearest: [topic, ...nearest.slice(1)] }
  const isFar = hits.slice(0, 2).every(({ coverage }) => coverage < sure.near)
  return { kind: isFar ? 'unknown' : 'unsure', nearest }
}

/** It names something of AWS. */
const isOfTrade = ({ vocabulary, names }: Engine, { terms }: Question): boolean =>
  terms.some(({ term }) => vocabulary.isOfTrade(term)) || names.isIn(terms)

/** Of words of every day alone, one topic must have most. */
const isLikely = ({ terms }: Question, { coverage }: Hit): boolean =>
  terms.length > 1 && coverage >= (terms.some(({ term }) => isHalfTrade(term)) ? sure.halfTrade : sure.withoutTrade)
