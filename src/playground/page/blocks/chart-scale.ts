import type { Chart } from './block-shapes.ts'

// Close to those of Slack's charts, and told apart also by those who see no red or green.
const colours = ['#c94a0e', '#1d3fa5', '#007a5a', '#8d3bb0', '#b8860b', '#475569'] as const

export function colourOf(index: number): string {
  return colours[index % colours.length] ?? colours[0]
}

/** Round figures from nought, or below it, to above the largest value: four or five lines to read by. */
export function ticksFor({ series }: Pick<Chart, 'series'>): number[] {
  const values = series.flatMap(({ data }) => data.map(({ value }) => value))
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const step = roundStep((most - least || 1) / 4)
  const first = Math.floor(least / step)
  const last = Math.max(first + 1, Math.ceil(most / step))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** 1, 2, 2.5 or 5 of some power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= least) ?? 10
  return step * power
}

export const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** So that labels do not run into each other. */
export function labelEvery(categories: readonly string[], mostCharacters: number): number {
  const longest = Math.max(1, ...categories.map(({ length }) => length))
  return Math.ceil((categories.length * (longest + 2)) / mostCharacters)
}
