import type { Text } from '../core/text.ts'
import { plain } from '../core/text.ts'
import type { Part, View } from '../core/view.ts'
import { limits } from './block-limits.ts'
import { clean, shorten } from './clean-text.ts'
import { isShowableTime } from './elements.ts'
import { gridOfChart } from './render-chart.ts'

/** A whole view as text in which nothing is markup: what a person gets where Slack refuses its blocks. */
export function plainView({ lead, parts, note }: View): string {
  const lines = [printText(lead), ...parts.map(printPart), ...(note === undefined ? [] : [printText(note)])]
  const text = lines.join('\n\n')
  // Shortened before it is escaped, so that no entity is cut in half.
  for (let size: number = limits.messageText; ; size = Math.floor(size / 2)) {
    const fenced = fence(shorten(text, size))
    if (fenced.length <= limits.messageText) return fenced
  }
}

function printPart(part: Part): string {
  if (part.kind === 'paragraph') return printText(part.text)
  if (part.kind === 'bullets') return part.items.map((item) => `• ${printText(item)}`).join('\n')
  if (part.kind === 'code') return clean(part.code)
  if (part.kind === 'facts') return part.facts.map(({ label, value }) => clean(`${label}: ${value}`)).join('\n')
  if (part.kind === 'chart')
    return gridOfChart(part)
      .lines.map((row) => clean(row.join(' · ')))
      .join('\n')
  return [part.columns.map(({ title }) => title), ...part.rows].map((row) => clean(row.join(' · '))).join('\n')
}

function printText(text: Text): string {
  return clean(plain(text.filter((span) => typeof span === 'string' || !('time' in span) || isShowableTime(span.time))))
}

/** In a fence only these mean anything, so that columns and names stay what they are. */
function fence(text: string): string {
  const literal = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('```', "'''")
  return `\`\`\`${literal}\`\`\``
}
