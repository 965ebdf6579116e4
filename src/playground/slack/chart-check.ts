import type { MessageBlocks } from './block-limits.ts'
import { type ChartBlock, chartLimits } from './chart-limits.ts'
import { repeatsIn, violation } from './violations.ts'

/** What must hold of charts beyond the shape of each. */
export const chartRules: readonly ((blocks: MessageBlocks) => string[])[] = [
  (blocks) =>
    blocks.filter(({ type }) => type === 'data_visualization').length > chartLimits.charts
      ? [violation(`no more than ${chartLimits.charts} data_visualization blocks allowed`, ['blocks'])]
      : [],
  (blocks) => blocks.flatMap((block, index) => (block.type === 'data_visualization' ? findInChart(block, index) : [])),
]

function findInChart({ chart: { series, axis_config } }: ChartBlock, index: number): string[] {
  const at = (...path: readonly PropertyKey[]) => ['blocks', index, 'chart', ...path]
  const { categories } = axis_config
  return [
    ...repeatsIn(series.map(({ name }) => name)).map(([name, position]) =>
      violation(`series name "${name}" is not unique`, at('series', position, 'name')),
    ),
    ...repeatsIn(categories).map(([name, position]) =>
      violation(`category "${name}" is not unique`, at('axis_config', 'categories', position)),
    ),
    // Each series has just one point a category, in the same order.
    ...series.flatMap(({ data }, position) =>
      data.length === categories.length && data.every(({ label }, point) => label === categories[point])
        ? []
        : [violation('labels must match axis_config.categories', at('series', position, 'data'))],
    ),
  ]
}
