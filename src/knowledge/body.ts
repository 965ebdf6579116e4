import type { TopicPart } from '../core/asking/topic.ts'
import { plain, type Text } from '../core/text.ts'
import { parseSpans } from './spans.ts'

/** `line`: counted from 0 at the start of the body. */
type BodyProblem = { readonly line: number; readonly problem: string }
export type Body = { readonly parts: readonly TopicPart[]; readonly problems: readonly BodyProblem[] }

type Line = { readonly kind: TopicPart['kind']; readonly text: string; readonly line: number }
type Block = { readonly kind: TopicPart['kind']; readonly lines: Line[] }

const unknown: readonly (readonly [RegExp, string])[] = [
  [/^#{1,6}\s/, 'is a heading: begin a paragraph with **bold** instead'],
  [/^\s*\d+[.)]\s/, 'is a numbered list: write it with “- ”'],
  [/^\s*[*+]\s/, 'is a list with another mark: write it with “- ”'],
  [/^\s+-\s/, 'is a list within a list: write it in one level'],
  [/^(?:```|~~~)/, 'is a block of code: put it in `code` within the text'],
  [/^>/, 'is a quotation: write it as a paragraph'],
  [/^(?:-{3,}|\*{3,})\s*$/, 'is a ruler: leave an empty line instead'],
]

/** Paragraphs, lists and one table. */
export function parseBody(source: string): Body {
  const problems: BodyProblem[] = []
  const parts = toBlocks(source, problems).map((block) => toPart(block, problems))
  const tables = parts.filter(({ kind }) => kind === 'table').length
  if (tables > 1) problems.push({ line: 0, problem: `has ${tables} tables: one is possible` })
  if (parts.length === 0) problems.push({ line: 0, problem: 'has no text: write below the second line ---' })
  return { parts, problems }
}

function toBlocks(source: string, problems: BodyProblem[]): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const [line, given] of source.split('\n').entries()) {
    const wrong = unknown.find(([pattern]) => pattern.test(given))
    if (wrong !== undefined) problems.push({ line, problem: wrong[1] })
    const text = given.trim()
    if (text === '') {
      open = undefined
      continue
    }
    const kind = text.startsWith('|') ? 'table' : text.startsWith('- ') ? 'bullets' : 'paragraph'
    const isContinued = open?.kind === 'bullets' && kind === 'paragraph' && given.startsWith('  ')
    if (open === undefined || (open.kind !== kind && !isContinued)) {
      open = { kind, lines: [] }
      blocks.push(open)
    }
    open.lines.push({ kind, text, line })
  }
  return blocks
}

function toPart({ kind, lines }: Block, problems: BodyProblem[]): TopicPart {
  const spans = ({ text, line }: { readonly text: string; readonly line: number }): Text => {
    const parsed = parseSpans(text)
    if (parsed.problem !== undefined) problems.push({ line, problem: parsed.problem })
    return parsed.text
  }
  const line = lines[0]?.line ?? 0
  if (kind === 'paragraph') return { kind, text: spans({ text: lines.map(({ text }) => text).join(' '), line }) }
  if (kind === 'bullets') return { kind, items: toItems(lines).map(spans) }
  const [columns = [], , ...rows] = lines.map(({ text }) =>
    cellsOf(text).map((cell) => plain(spans({ text: cell, line }))),
  )
  const isRuled = /^\|(?:\s*:?-+:?\s*\|)+$/.test(lines[1]?.text ?? '')
  if (!isRuled) problems.push({ line, problem: 'is a table without the line |---|---| below its first line' })
  const ragged = rows.findIndex((row) => row.length !== columns.length)
  if (ragged >= 0)
    problems.push({
      line: line + ragged + 2,
      problem: `has ${rows[ragged]?.length} cells, its table ${columns.length}`,
    })
  return { kind, columns, rows }
}

function toItems(lines: readonly Line[]): { text: string; line: number }[] {
  const items: { text: string; line: number }[] = []
  for (const { kind, text, line } of lines) {
    const last = items.at(-1)
    if (kind === 'bullets' || last === undefined) items.push({ text: text.replace(/^- /, ''), line })
    else last.text += ` ${text}`
  }
  return items
}

/** A bar within `code` is no border. */
function cellsOf(line: string): string[] {
  const inner = line.replace(/^\|/, '').replace(/\|$/, '')
  return inner.split(/\|(?=(?:[^`]*`[^`]*`)*[^`]*$)/).map((cell) => cell.trim())
}
