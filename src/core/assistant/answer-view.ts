import type { Topic } from '../asking/topic.ts'
import { topicButtons } from '../asking/topic-view.ts'
import { joinTexts, type Text, text } from '../text.ts'
import type { Part, View } from '../view.ts'
import { hostsIn, withoutLinks } from './links.ts'
import { readMarkdown } from './markdown.ts'
import { topicText } from './prompt.ts'
import { mapPartTexts, mapSpans, restoreWords } from './restored.ts'

export type Answered = {
  /** In the model's words, before anything is put back: what is put back is no Markdown, and cites nothing. */
  readonly said: string
  /** Puts back what was redacted. */
  readonly restore: (text: string) => string
  /** Those it was given. */
  readonly topics: readonly Topic[]
  /** As typed: `/ec2 list`. */
  readonly tools: readonly string[]
  readonly model: string
  readonly ending: 'whole' | 'cut' | 'stopped'
  /** For everyone in a channel. */
  readonly isOpen: boolean
}

/** What the model said as an answer: its first sentence leads, and the grey line says whose words these are. */
export function assistedView(answered: Answered): View {
  const cited = new Map<string, Topic>()
  const given = hostsIn(answered.topics.map(topicText).join('\n'))
  const parts = readMarkdown(answered.said.trim(), {
    prose: (prose) => withCitations(prose, answered.topics, cited),
    withoutLinks: (words) => withoutLinks(words, (host) => given.has(host)),
  })
  const [first, ...others] = parts
  const { lead, rest } = first?.kind === 'paragraph' ? splitLead(first.text) : { lead: fallback, rest: [] }
  const below: Part[] = [
    ...(rest.length === 0 ? [] : [{ kind: 'paragraph', text: rest } as const]),
    ...(first?.kind === 'paragraph' ? others : parts),
  ]
  const restored = (words: string) => restoreWords(words, answered.restore)
  const sources = [...cited.values()]
  const [topic] = sources
  return {
    lead: mapSpans(lead, restored),
    parts: below.map((part) => mapPartTexts(part, restored)),
    note: noteOf(answered, sources),
    actions: topicButtons(sources),
    ...(answered.isOpen ? { isOpen: true } : {}),
    ...(topic === undefined ? {} : { topic: topic.id }),
  }
}

const fallback: Text = ['This is what the model says:']

/** Ids that were given become the numbers of what the note names, others go: they look like sources and are none. */
function withCitations(prose: string, topics: readonly Topic[], cited: Map<string, Topic>): string {
  return prose.replace(/ ?\[([a-z0-9][a-z0-9-]*(?:, ?[a-z0-9][a-z0-9-]*)*)\]/g, (found, ids: string) => {
    // core/scrub.ts left it.
    if (ids === 'redacted' || ids === 'sealed') return found
    const known = ids.split(/, ?/).flatMap((id) => topics.find((topic) => topic.id === id) ?? [])
    for (const topic of known) cited.set(topic.id, topic)
    const numbers = known.map(({ id }) => [...cited.keys()].indexOf(id) + 1)
    return known.length === 0 ? '' : `${found.startsWith(' ') ? ' ' : ''}[${numbers.join(', ')}]`
  })
}

// A citation belongs to the sentence before it. Not the end after "e.g." and the like.
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|vs|etc|no))[.?!](?: ?\[[a-z0-9, -]+\])*(?=\s|$)/

function splitLead(paragraph: Text): { lead: Text; rest: Text } {
  for (const [index, span] of paragraph.entries()) {
    const found = typeof span === 'string' ? sentenceEnd.exec(span) : null
    if (typeof span !== 'string' || found === null) continue
    const end = found.index + found[0].length
    const left = span.slice(end).trimStart()
    const rest = [...(left === '' ? [] : [left]), ...paragraph.slice(index + 1)]
    return { lead: [...paragraph.slice(0, index), span.slice(0, end)], rest }
  }
  return { lead: paragraph.length === 0 ? fallback : paragraph, rest: [] }
}

const endings = { whole: '', cut: 'Cut off, as it was getting too long. ', stopped: 'Stopped. ' }

function noteOf({ ending, model, tools }: Answered, sources: readonly Topic[]): Text {
  const from = sources.length === 0 ? '' : text` from: ${joinTexts(sources.map(sourceLink), ', ')}`
  const used = tools.length === 0 ? '' : `; tools: ${tools.join(', ')}`
  const own = from === '' && used === '' ? ` from the model’s own knowledge, not from AWS’s documentation` : ''
  const note = text`${endings[ending]}Written by ${model}${from}${used}${own}. Check what matters.`
  return note.filter((span) => span !== '')
}

/** Numbered as it is cited; the title leads to its first source. */
function sourceLink({ title, sources: [source] }: Topic, index: number): Text {
  return [`[${index + 1}] `, source === undefined ? title : { link: title, url: source.url }]
}
