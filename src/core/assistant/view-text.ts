import { plain } from '../text.ts'
import type { Part, View } from '../view.ts'

/** A view as a model reads it: tables as rows, nothing to press. */
export function viewText({ lead, parts, note }: Pick<View, 'lead' | 'parts' | 'note'>): string {
  return [plain(lead), ...parts.map(partText), ...(note === undefined ? [] : [plain(note)])].join('\n')
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
      return plain(part.text)
    case 'bullets':
      return part.items.map((item) => `- ${plain(item)}`).join('\n')
    case 'code':
      return part.code
    case 'facts':
      return part.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'table':
      return rowsText([part.columns.map(({ title }) => title), ...part.rows])
    case 'chart': {
      const { labels, series, unit } = part
      const rows = labels.map((label, at) => [label, ...series.map(({ values }) => String(values[at] ?? ''))])
      return `${part.title} (${unit})\n${rowsText([['', ...series.map(({ name }) => name)], ...rows])}`
    }
  }
}

function rowsText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join(' | ')).join('\n')
}
