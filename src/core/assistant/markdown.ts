import { bold, code, type Span, type Text } from '../text.ts'
import type { Part } from '../view.ts'

type Reading = {
  /** What stays of prose that is no code, like its citations. */
  readonly prose: (prose: string) => string
  readonly withoutLinks: (text: string) => string
}

/** The little of Markdown that models write, as parts: paragraphs, bullets, code. Whatever else there is stays as it is written. */
export function readMarkdown(written: string, reading: Reading): Part[] {
  // Every second piece was between fences.
  return written.split(/^ {0,3}```[^\n]*$\n?/m).flatMap((piece, index): Part[] => {
    if (index % 2 === 0) return blocksOf(piece, reading)
    return piece.trim() === '' ? [] : [{ kind: 'code', code: reading.withoutLinks(piece.trimEnd()) }]
  })
}

const bullet = /^\s*(?:[-*•]|\d{1,3}[.)])\s+(?=\S)/

function blocksOf(piece: string, reading: Reading): Part[] {
  const blocks: { isList: boolean; lines: string[] }[] = []
  let isNew = true
  for (const line of piece.split('\n')) {
    const last = blocks.at(-1)
    const isItem = bullet.test(line)
    if (line.trim() === '') isNew = true
    else if (isItem && last?.isList === true) last.lines.push(line.replace(bullet, ''))
    else if (last === undefined || isNew || isItem || isHeading(line)) blocks.push(begin(line, isItem))
    else last.lines.push(`${last.lines.pop() ?? ''} ${line.trim()}`)
    if (line.trim() !== '') isNew = isHeading(line)
  }
  return blocks.map(({ isList, lines }) =>
    isList
      ? { kind: 'bullets', items: lines.map((line) => readSpans(line, reading)) }
      : { kind: 'paragraph', text: readSpans(lines.join(' '), reading) },
  )
}

function begin(line: string, isList: boolean): { isList: boolean; lines: string[] } {
  if (isList) return { isList, lines: [line.replace(bullet, '')] }
  return { isList, lines: [isHeading(line) ? `**${line.replace(/^#+\s*/, '').replaceAll('**', '')}**` : line.trim()] }
}

function isHeading(line: string): boolean {
  return /^#{1,6}\s/.test(line)
}

/** Bold and code; links become their text, mentions stay words. */
function readSpans(line: string, { prose, withoutLinks }: Reading): Text {
  return line.split(/(`[^`\n]+`)/).flatMap((piece, index): Text => {
    if (index % 2 === 1) return [code(withoutLinks(piece.slice(1, -1)))]
    return prose(withoutLinks(piece))
      .split(/(\*\*[^*\n]+\*\*)/)
      .flatMap((part, at): Span[] => (at % 2 === 1 ? [bold(part.slice(2, -2))] : part === '' ? [] : [part]))
  })
}
