import { bold, code, type Span, type Text } from '../core/text.ts'

export type Spans = { readonly text: Text; readonly problem: string | undefined }

/** A line of a topic, with its **bold** and `code`. */
export function parseSpans(line: string): Spans {
  const text = line.split(/(`[^`]+`|\*\*.+?\*\*)/).flatMap((part): Span[] => {
    if (part === '') return []
    if (part.length > 2 && part.startsWith('`') && part.endsWith('`')) return [code(part.slice(1, -1))]
    // A span is one thing: code within bold is shown bold.
    if (part.length > 4 && part.startsWith('**') && part.endsWith('**'))
      return [bold(part.slice(2, -2).replaceAll('`', ''))]
    return [part]
  })
  return { text, problem: text.map(problemIn).find((problem) => problem !== undefined) }
}

function problemIn(span: Span): string | undefined {
  if (typeof span !== 'string') return undefined
  if (span.includes('`')) return 'opens code with ` and does not close it'
  if (span.includes('**')) return 'opens bold with ** and does not close it'
  if (/!?\[[^\]]*\]\(/.test(span)) return 'has a link, which belongs under `sources`'
  if (/<\/?[a-z!]/i.test(span)) return 'has HTML: put it in `code` if it is to be read'
  if (/(?:^|\s)[*_][^\s*_][^*_]*[*_](?:$|[\s.,;:])/.test(span)) return 'has italics: only **bold** and `code` are known'
  return undefined
}
