import type { ConverseStreamRequest } from '@aws-sdk/client-bedrock-runtime'
import type { Scripted } from './script.ts'

const mostTopics = 3
// As src/core/assistant/prompt.ts quotes them.
const topic = /<topic-(\S+)>\n\[([\w./-]+)\] ([\s\S]*?)\n<\/topic-\1>/g
const result = /<result-(\S+)>\n([^\n]+)/g

/** Good enough to try a conversation: the beginnings of the topics that it was given, with their ids, and of what was read. */
export function* answerFromTopics({ system = [], messages = [] }: ConverseStreamRequest): Generator<Scripted> {
  const given = [...system, ...messages.flatMap(({ content = [] }) => content)].map(({ text }) => text ?? '').join('\n')
  const topics = [...given.matchAll(topic)].slice(0, mostTopics)
  yield* wordsOf('I am a simulated model: I only repeat what I was given. ')
  const read = messages.flatMap(({ content = [] }) => content.flatMap(({ toolResult }) => toolResult?.content ?? []))
  const lines = [
    ...read
      .map(({ text }) => text ?? '')
      .join('\n')
      .matchAll(result),
  ]
  for (const [, , line = ''] of lines) yield* wordsOf(`${line}\n`)
  if (topics.length === 0 && lines.length === 0) yield* wordsOf('It says nothing about this.')
  for (const [, , id = '', text = ''] of topics) yield* wordsOf(`${beginning(text)} [${id}]\n`)
}

/** The first sentence after the title. */
function beginning(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  const [title, first] = plain.match(/.*?[.!?](?= |$)/g) ?? []
  return (first ?? title ?? plain).trim()
}

/** As models do, a word or so at a time. */
const wordsOf = (text: string): Scripted[] => (text.match(/\S+\s*/g) ?? []).map((word) => ({ text: word }))
