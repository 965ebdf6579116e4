import { runs } from '../problem.ts'
import { bold, joinTexts, type Span, type Text, text } from '../text.ts'
import type { Action, Part, View } from '../view.ts'
import type { Knowledge, Topic, TopicPart } from './topic.ts'

const mostButtons = 3

/** A topic as an answer: the first sentence leads, sources and their date are the grey line, what is near can be pressed. */
export function topicView(topic: Topic, knowledge: Pick<Knowledge, 'topic'>): View {
  const { title, body, command, related } = topic
  const [first, ...others] = body
  const { sentence, rest } = first?.kind === 'paragraph' ? splitSentence(first.text) : { sentence: [], rest: [] }
  const parts = [
    ...(rest.length === 0 ? [] : [{ kind: 'paragraph', text: rest } as const]),
    ...(first === undefined || first.kind === 'paragraph' ? others : body).map(toPart),
    ...(command === undefined
      ? []
      : [{ kind: 'paragraph', text: text`To ${doing(command)} it here, for example: ${{ code: command }}` } as const]),
  ]
  return {
    lead: text`${bold(named({ title }))} ${sentence}`,
    parts,
    ...sourcesNote([topic]),
    actions: topicButtons(related.flatMap((id) => knowledge.topic(id) ?? [])),
    isShareable: true,
    isOpen: true,
    topic: topic.id,
  }
}

/** Not all commands of topics only look. */
function doing(command: string): 'see' | 'do' {
  return /^\/\w+ (?:show|list|why|history|logs|metrics|concurrency|env|whoami|audit|compare)\b/.test(command)
    ? 'see'
    : 'do'
}

/** Each asks for its topic, by its id: a title may be found elsewhere too. */
export function topicButtons(topics: readonly Topic[]): Action[] {
  return topics
    .slice(0, mostButtons)
    .map(({ id, title }, index) => runs(`topic-${index + 1}`, title, ['windlass', 'ask', id]))
}

/** All of it, for where it stands among others. */
export function topicParts({ title, body }: Topic): Part[] {
  const [first, ...others] = body
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', text: [bold(named({ title }))] }, ...body.map(toPart)]
  return [{ kind: 'paragraph', text: text`${bold(named({ title }))} ${first.text}` }, ...others.map(toPart)]
}

/** As the beginning of a line. */
export function named({ title }: Pick<Topic, 'title'>): string {
  return /[.?!]$/.test(title) ? title : `${title}.`
}

/** What it says first, for where it is one of several. */
export function firstParagraph({ body }: Topic): Text {
  return body.find((part) => part.kind === 'paragraph')?.text ?? []
}

// Not the one after "e.g." and the like.
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|vs|etc|no))[.?!](?=\s|$)/

function splitSentence(paragraph: Text): { sentence: Text; rest: Text } {
  const at = paragraph.findIndex(endsSentence)
  const span = paragraph[at]
  if (span === undefined) return { sentence: paragraph, rest: [] }
  if (typeof span !== 'string') return { sentence: paragraph.slice(0, at + 1), rest: trimmed(paragraph.slice(at + 1)) }
  const end = (sentenceEnd.exec(span)?.index ?? span.length) + 1
  return {
    sentence: [...paragraph.slice(0, at), span.slice(0, end)],
    rest: trimmed([span.slice(end), ...paragraph.slice(at + 1)]),
  }
}

/** A sentence may be bold as a whole. */
function endsSentence(span: Span): boolean {
  return typeof span === 'string' ? sentenceEnd.test(span) : 'bold' in span && /[.?!]$/.test(span.bold)
}

function trimmed([first, ...others]: Text): Text {
  if (typeof first !== 'string') return first === undefined ? [] : [first, ...others]
  const left = first.trimStart()
  return left === '' ? others : [left, ...others]
}

function toPart(part: TopicPart): Part {
  if (part.kind !== 'table') return part
  const columns = part.columns.map((title, index) => (index === 0 ? { title } : { title, wraps: true as const }))
  return { kind: 'table', columns, rows: part.rows }
}

/** The grey line below, with the day that is longest ago: until then all of it was right. */
export function sourcesNote(topics: readonly Topic[]): Pick<View, 'note'> {
  const byUrl = new Map(topics.flatMap(({ sources }) => sources.map((source) => [source.url, source] as const)))
  const [checked] = [...byUrl.values()].map((source) => source.checked).toSorted()
  if (checked === undefined) return {}
  const urls = [...byUrl.keys()]
  const names = urls.map(pageName)
  const links = joinTexts(
    urls.map((url, at): Text => {
      const name = pageName(url)
      const isAlone = names.indexOf(name) === at && names.lastIndexOf(name) === at
      return [{ link: isAlone ? name : `${partAbove(url)} ${name}`, url }]
    }),
    ', ',
  )
  return { note: text`${urls.length === 1 ? 'Source' : 'Sources'}: ${links}. Checked ${checked}.` }
}

const partsOf = (url: string): string[] => {
  const { hostname, pathname } = new URL(url)
  return [hostname, ...pathname.split('/').filter((part) => part !== '')]
}

/** What tells pages of one site apart: `ec2-instance-lifecycle`, or the site where it is its first page. */
const pageName = (url: string): string => (partsOf(url).at(-1) ?? url).replace(/\.html?$/, '')

/** What tells pages of one name apart: `ebs` of `…/ebs/pricing/`. */
const partAbove = (url: string): string => partsOf(url).at(-2) ?? ''
