import type { KnownBlock, RichTextBlock, RichTextBlockElement } from '@slack/types'
import { plain, type Text } from '../core/text.ts'
import type { Part, View } from '../core/view.ts'
import { limits } from './block-limits.ts'
import { type Room, take, toSection } from './elements.ts'
import { toMrkdwn } from './mrkdwn.ts'
import { renderActions } from './render-actions.ts'
import { type ChartBlock, gridOfChart, toChartBlock } from './render-chart.ts'
import { type Grid, gridOfFacts, gridOfTable, toTableBlock } from './render-table.ts'

type MessageBlock = KnownBlock | ChartBlock
export type Message = { readonly text: string; readonly blocks: MessageBlock[] }

/** A view as Slack shows it, within Slack's limits whatever the view holds. */
export function renderMessage(view: View, recordId: string, isCard = false): Message {
  const room = { left: limits.richTextTotal }
  const lead = richText([toSection(view.lead, room)])
  const note = view.note === undefined ? '' : toMrkdwn(view.note, limits.text).trim()
  const actions = renderActions(view.actions, recordId, isCard)
  const end: KnownBlock[] = [
    // verbatim: Slack must not make links and mentions of what only looks like them.
    ...(note === ''
      ? []
      : [{ type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text: note, verbatim: true }] }]),
    ...(actions === undefined ? [] : [actions]),
  ]
  const parts = renderParts(view.parts, room).slice(0, limits.blocks - 1 - end.length)
  return { text: notification(view.lead), blocks: [lead, ...parts, ...end] }
}

/** What a phone's lock screen shows, and what is left where blocks cannot be drawn: no marks, but times and people. */
function notification(lead: Text): string {
  const unmarked = lead.map((span) =>
    typeof span === 'string' || 'user' in span || 'time' in span ? span : plain([span]),
  )
  return toMrkdwn(unmarked, limits.messageText).trim() || '–'
}

function renderParts(parts: readonly Part[], room: Room): MessageBlock[] {
  // Slack takes one table a message: a real one has it, what is known of one thing is as clear in lines.
  const table = parts.find(({ kind }) => kind === 'table') ?? parts.find(({ kind }) => kind === 'facts')
  let charts = 0
  return parts.flatMap((part): MessageBlock | MessageBlock[] => {
    if (part.kind === 'chart') {
      const block = charts < limits.chart.charts ? toChartBlock(part) : undefined
      if (block !== undefined) charts += 1
      return block ?? linesOf(gridOfChart(part), room)
    }
    if (part.kind !== 'table' && part.kind !== 'facts') return renderText(part, room)
    const grid = part.kind === 'table' ? gridOfTable(part) : gridOfFacts(part.facts)
    if (grid.lines[0] === undefined || grid.lines[0].length === 0) return []
    return part === table ? [toTableBlock(grid), ...restOf(grid.left, room)] : linesOf(grid, room)
  })
}

function renderText(part: Exclude<Part, { kind: 'table' | 'facts' | 'chart' }>, room: Room): RichTextBlock[] {
  if (room.left < 2) return []
  if (part.kind === 'paragraph') return [richText([toSection(part.text, room)])]
  if (part.kind === 'bullets') return renderList(part.items, room)
  const text = take(part.code, room) || '–'
  return [richText([{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }])]
}

function renderList(items: readonly Text[], room: Room): RichTextBlock[] {
  const shown = items.slice(0, limits.listItems)
  const elements = shown.flatMap((item) => (room.left < 2 ? [] : [toSection(item, room)]))
  if (elements.length === 0) return []
  return [
    richText([{ type: 'rich_text_list', style: 'bullet', elements }]),
    ...restOf(items.length - elements.length, room),
  ]
}

function linesOf({ lines, left }: Grid, room: Room): RichTextBlock[] {
  const items = lines.map((line): Text => [{ bold: line[0] ?? '–' }, `: ${line.slice(1).join(' · ')}`])
  return [...renderList(items, room), ...restOf(left, room)]
}

function restOf(left: number, room: Room): RichTextBlock[] {
  return left === 0 ? [] : [richText([toSection([`and ${left} more`], room)])]
}

function richText(elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements }
}
