import type { Chart } from '../core/view.ts'
import { limits } from './block-limits.ts'
import { oneLine, shorten } from './clean-text.ts'
import type { Grid } from './render-table.ts'

const max = limits.chart

type Point = { readonly label: string; readonly value: number }

/** @slack/types 3.2 has no type for it yet: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export type ChartBlock = {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: {
    readonly type: 'line' | 'bar'
    readonly series: readonly { readonly name: string; readonly data: readonly Point[] }[]
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label: string }
  }
}

/** Nothing where there is nothing to draw. Of more points than Slack takes the latest are drawn. */
export function toChartBlock({ title, form, labels, series, unit }: Chart): ChartBlock | undefined {
  const from = Math.max(0, labels.length - max.points)
  const categories = distinct(labels.slice(from))
  const shown = series.slice(0, max.series)
  const names = distinct(shown.map(({ name }) => name))
  if (categories.length === 0 || shown.length === 0) return undefined
  return {
    type: 'data_visualization',
    title: shorten(oneLine(title), max.title),
    chart: {
      type: form,
      series: shown.map(({ values }, index) => ({
        name: names[index] ?? '',
        data: categories.map((label, at) => ({ label, value: finite(values[from + at]) })),
      })),
      axis_config: { categories, y_label: shorten(oneLine(unit), max.axisLabel) },
    },
  }
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0
}

/** Slack tells points and series apart by their names alone. */
function distinct(words: readonly string[]): string[] {
  const taken = new Set<string>()
  for (const word of words) {
    const label = shorten(oneLine(word), max.label)
    let free = label
    for (let count = 2; taken.has(free); count += 1) free = `${shorten(label, max.label - 4)} ${count}`
    taken.add(free)
  }
  return [...taken]
}

/** The same figures as lines, for where Slack draws no chart. */
export function gridOfChart({ title, labels, series }: Chart): Grid {
  if (labels.length === 0 || series.length === 0) return { lines: [], columns: [], left: 0 }
  const head = [oneLine(title), ...series.map(({ name }) => oneLine(name))]
  const lines = labels.map((label, at) => [oneLine(label), ...series.map(({ values }) => String(values[at] ?? '–'))])
  return { lines: [head, ...lines], columns: [], left: 0 }
}
