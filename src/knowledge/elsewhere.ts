import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InParts } from './in-parts.ts'
import { createLikelihood } from './likelihood.ts'
import { meantWords } from './meanings.ts'
import { collectPostings } from './postings.ts'
import type { Said } from './said.ts'
import { weights } from './weights.ts'
import { createWordings } from './wordings.ts'
import { normalise, type Word } from './words.ts'

/** How much a question is one about other things: above 0 it is declined. `coverage`: how much of it a topic has. */
export type Elsewhere = (text: string, coverage: number) => number

const oneIn = 4
const fewWords = 3
const { smoothing, ...counts } = weights.elsewhere

/**
 * What people at a company also ask a bot, in the words of every day that AWS uses too, beside what the topics are asked:
 * which of both is a question like? `elsewhere.txt` has a line for each.
 */
export function* createElsewhere(said: readonly Said[]): InParts<Elsewhere> {
  const others = readFileSync(join(import.meta.dirname, 'elsewhere.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => meantWords(normalise(line)))
  yield
  const asked = said.flatMap(({ title, names, questions }) => [title, ...names, ...questions].map(({ words }) => words))
  const inside = [...asked, ...said.map(({ body }) => body.words)]
  const nearest = createWordings([inside, others])
  yield
  // How often people use a word is known from few.
  const words = wordsOf([inside.filter((_, at) => at % oneIn === 0), others])
  const likelihood = createLikelihood(words, { all: 2, repeats: 1, smoothing })
  return (text, coverage) => {
    const typed = meantWords(text)
    const [asTopics = 0, asOthers = 0] = likelihood(typed.map(({ stem }) => stem))
    const counted = typed.filter(({ isStop }) => !isStop).map(({ stem }) => ({ term: stem, also: [] }))
    const [nearTopics = 0, nearOthers = 0] = nearest(counted).map((near) => Math.min(1, near))
    return (
      counts.bias +
      (counts.words * (asOthers - asTopics)) / Math.max(fewWords, typed.length) +
      counts.nearOthers * nearOthers -
      counts.nearTopics * nearTopics -
      counts.coverage * coverage
    )
  }
}

function wordsOf(groups: readonly (readonly (readonly Word[])[])[]) {
  const collected = collectPostings<string>()
  for (const [group, lines] of groups.entries())
    for (const line of lines) for (const { stem } of line) collected.add(stem, group)
  return collected.end()
}
