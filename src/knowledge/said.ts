import type { Topic } from '../core/asking/topic.ts'
import { bodyText } from './topic-text.ts'
import { normalise, type Word, wordOf, wordsOf } from './words.ts'

/** A text as it is compared: one spelling of it, and its words. */
type Line = { readonly text: string; readonly words: readonly Word[] }

/** What a topic says, and how it is asked for. Read once: spelling twenty thousand lines alike takes its time. */
export type Said = {
  readonly topic: Topic
  readonly title: Line
  readonly names: readonly Line[]
  readonly questions: readonly Line[]
  readonly body: Line
}

export function saidIn(topic: Topic): Said {
  const { title, names, questions } = topic
  const body = toLine(bodyText(topic))
  return { topic, title: toLine(title), names: names.map(toLine), questions: questions.map(toLine), body }
}

function toLine(given: string): Line {
  const text = normalise(given)
  return { text, words: wordsOf(text).map(wordOf) }
}
