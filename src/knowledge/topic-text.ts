import type { Topic, TopicPart } from '../core/asking/topic.ts'
import { plain } from '../core/text.ts'

/** What a topic says, without marks. */
export function bodyText({ body }: Pick<Topic, 'body'>): string {
  return body.map(partText).join('\n')
}

function partText(part: TopicPart): string {
  if (part.kind === 'paragraph') return plain(part.text)
  if (part.kind === 'bullets') return part.items.map(plain).join('\n')
  return [part.columns, ...part.rows].map((row) => row.join(' ')).join('\n')
}
