import type { Found, Knowledge, Topic } from '../core/asking/topic.ts'
import { createAskedBefore } from './asked-before.ts'
import { createCodes } from './codes.ts'
import { asksForSomethingElse, isAside, isElsewhere, isHalfTrade } from './everyday-words.ts'
import { followUp } from './follow-up.ts'
import { calmly, type InParts, mapInParts, topicsAtATime } from './in-parts.ts'
import { createNames, type Names } from './names.ts'
import { type Question, readQuestion } from './question.ts'
import { createRanking, nearTo, type Ranking } from './ranking.ts'
import { type Said, saidIn } from './said.ts'
import { createSearch, type Hit } from './search.ts'
import { createSigns } from './signs.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { sure } from './weights.ts'
import { normalise } from './words.ts'

const shown = 3

type Words = { readonly names: Names; readonly vocabulary: Vocabulary }
type Engine = Words & { readonly byId: ReadonlyMap<string, Topic>; readonly ranking: Ranking }

/**
 * What is known to the letter is found from the start; the rest takes most of a second, and is made for the first
 * question that needs it. `breathe`: between parts of it, so that others are acknowledged meanwhile.
 */
export async function createKnowledge(
  topics: readonly Topic[],
  breathe: () => Promise<void> = async () => undefined,
): Promise<Knowledge> {
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const said = await calmly(mapInParts(topics, topicsAtATime, saidIn), breathe)
  const codes = createCodes(topics)
  const askedBefore = createAskedBefore(said)
  const words = once(() => calmly(createWords(said), breathe))
  const engine = once(async (): Promise<Engine> => {
    const known = await words()
    return { ...known, byId, ranking: await calmly(rankingOf(said, known), breathe) }
  })
  return {
    topic: (id) => byId.get(id),
    async lexicon() {
      const { names, vocabulary } = await words()
      return {
        isWord: vocabulary.isWord,
        isName: (name) => names.called(readQuestion(name, vocabulary).terms).size > 0,
      }
    },
    async find(pasted, before) {
      const given = messageIn(pasted)
      const known = byId.get(askedBefore(given) ?? '')
      const coded = codes.find(given)
      // What was thought of with the code in it says more than the code.
      if (coded !== undefined) return { kind: 'topic', topic: known ?? coded }
      if (known === undefined && asksForSomethingElse(normalise(given))) return { kind: 'outside' }
      const previous = byId.get(before ?? '')
      if (previous === undefined && known !== undefined) return { kind: 'topic', topic: known }
      return findIn(await engine(), { given, previous, known })
    },
    async load() {
      await engine()
    },
  }
}

function* createWords(said: readonly Said[]): InParts<Words> {
  return { vocabulary: yield* createVocabulary(said), names: createNames(said) }
}

function* rankingOf(said: readonly Said[], { names, vocabulary }: Words): InParts<Ranking> {
  const search = yield* createSearch(said, vocabulary)
  return createRanking(said, { names, search, signs: yield* createSigns(said, vocabulary) })
}

type Asked = { readonly given: string; readonly previous: Topic | undefined; readonly known: Topic | undefined }

function findIn(engine: Engine, { given, previous, known }: Asked): Found {
  const question = readQuestion(given, engine.vocabulary)
  const goneOn = previous === undefined ? undefined : goOn(engine, question, previous)
  const topic = goneOn ?? known
  if (topic !== undefined) return { kind: 'topic', topic }
  const hits = engine.ranking.rank(question)
  const compared = engine.ranking.compared(question, hits)
  return compared === undefined ? decide(engine, question, hits) : { kind: 'topic', topic: compared }
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined
  return () => (made ??= make())
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
  const ids = engine.names.called(question.terms)
  const named = hits.find(({ id }) => ids.has(id))
  const best = named ?? hits[0]
  const topic = engine.byId.get(best?.id ?? '')
  if (best === undefined || topic === undefined) return { kind: 'outside' }
  if (question.terms.some(({ term }) => isElsewhere(term) || isAside(term))) return { kind: 'outside' }
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
const isOfTrade = ({ vocabulary, names }: Engine, { terms }: Question): boolean =>
  terms.some(({ term }) => vocabulary.isOfTrade(term)) || names.isIn(terms)

/** Of words of every day alone, one topic must have most. */
const isLikely = ({ terms }: Question, { coverage }: Hit): boolean =>
  terms.length > 1 && coverage >= (terms.some(({ term }) => isHalfTrade(term)) ? sure.halfTrade : sure.withoutTrade)
