import type { TableBlock } from '@slack/types'
import type { Fact, Table } from '../core/view.ts'
import { limits } from './block-limits.ts'
import { oneLine, shorten } from './clean-text.ts'

const { rows: maxRows, columns: maxColumns, characters: maxCharacters } = limits.table

type TableColumn = { readonly align: 'left' | 'right'; readonly is_wrapped: boolean }

/** What both kinds of tables come to: lines of cells, the first of them the header. */
export type Grid = {
  readonly lines: readonly (readonly string[])[]
  readonly columns: readonly TableColumn[]
  /** Rows for which there was no room. */
  readonly left: number
}

export function gridOfTable({ columns, rows }: Table): Grid {
  const shown = columns.slice(0, maxColumns)
  const lines = [
    shown.map(({ title }) => oneLine(title)),
    ...rows.slice(0, maxRows - 1).map((row) => shown.map((_, index) => oneLine(row[index] ?? ''))),
  ]
  return {
    lines: shortenCells(lines),
    columns: shown.map(({ align, wraps }) => ({ align: align ?? 'left', is_wrapped: wraps ?? false })),
    left: Math.max(0, rows.length - (maxRows - 1)),
  }
}

export function gridOfFacts(facts: readonly Fact[]): Grid {
  const lines = facts.slice(0, maxRows).map(({ label, value }) => [oneLine(label), oneLine(value)])
  return {
    lines: shortenCells(lines),
    columns: [
      { align: 'left', is_wrapped: false },
      { align: 'left', is_wrapped: true },
    ],
    left: Math.max(0, facts.length - maxRows),
  }
}

export function toTableBlock({ lines, columns }: Grid): TableBlock {
  return {
    type: 'table',
    column_settings: [...columns],
    rows: lines.map((line) => line.map((text) => ({ type: 'raw_text', text }))),
  }
}

/** Takes from the longest cells first, so that the short ones that identify a row stay whole. */
function shortenCells(lines: string[][]): string[][] {
  const lengths = lines.flat().map((cell) => cell.length)
  const totalAt = (max: number) => lengths.reduce((total, length) => total + Math.min(length, max), 0)
  let max = Math.max(0, ...lengths)
  let tooMuch = max
  if (totalAt(max) <= maxCharacters) return lines
  // 2,000 cells of 5 characters always fit.
  max = Math.floor(maxCharacters / (maxRows * maxColumns))
  while (tooMuch - max > 1) {
    const middle = Math.floor((max + tooMuch) / 2)
    if (totalAt(middle) <= maxCharacters) max = middle
    else tooMuch = middle
  }
  return lines.map((line) => line.map((cell) => shorten(cell, max)))
}
