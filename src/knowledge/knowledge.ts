import type { Knowledge, Topic } from '../core/asking/topic.ts'
import { createAskedBefore } from './asked-before.ts'
import { createCodes } from './codes.ts'
import { createElsewhere } from './elsewhere.ts'
import { asksForSomethingElse } from './everyday-words.ts'
import { type Engine, findTopic } from './find-topic.ts'
import { calmly, type InParts, mapInParts, topicsAtATime } from './in-parts.ts'
import { createLexicon } from './lexicon.ts'
import { createNames } from './names.ts'
import { createRanking, type Ranking } from './ranking.ts'
import { type Said, saidIn } from './said.ts'
import { createSearch } from './search.ts'
import { createSigns } from './signs.ts'
import { createVocabulary } from './vocabulary.ts'
import { normalise } from './words.ts'

type Words = Pick<Engine, 'names' | 'vocabulary'>

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
  const naming = once(async () => createNames(said))
  const lexicon = once(async () => createLexicon(said, await naming()))
  const words = once(async (): Promise<Words> => {
    return { names: await naming(), vocabulary: await calmly(createVocabulary(said), breathe) }
  })
  const engine = once(async (): Promise<Engine> => {
    const known = await words()
    const ranking = await calmly(rankingOf(said, known), breathe)
    return { ...known, byId, ranking, elsewhere: await calmly(createElsewhere(said), breathe) }
  })
  return {
    topic: (id) => byId.get(id),
    lexicon,
    async find(pasted, before) {
      const given = messageIn(pasted)
      const known = byId.get(askedBefore(given) ?? '')
      const coded = codes.find(given)
      // What was thought of with the code in it says more than the code.
      if (coded !== undefined) return { kind: 'topic', topic: known ?? coded }
      if (known === undefined && asksForSomethingElse(normalise(given))) return { kind: 'outside' }
      const previous = byId.get(before ?? '')
      if (previous === undefined && known !== undefined) return { kind: 'topic', topic: known }
      return findTopic(await engine(), { given, previous, known })
    },
    async load() {
      await engine()
    },
  }
}

function* rankingOf(said: readonly Said[], { names, vocabulary }: Words): InParts<Ranking> {
  const search = yield* createSearch(said, vocabulary)
  return createRanking(said, { names, search, signs: yield* createSigns(said, vocabulary) })
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined
  return () => (made ??= make())
}

/** The sentence in an error that was pasted as JSON: `{"message": "Forbidden"}`. */
function messageIn(pasted: string): string {
  return /^\s*\{\s*"(?:message|errorMessage|error)"\s*:\s*"([^"]+)"\s*\}\s*$/i.exec(pasted)?.[1] ?? pasted
}
