import { z } from 'zod'

/** "Data visualization block", docs.slack.dev/reference/block-kit; of a message the changelog of 2026-06-16 says two. */
export const chartLimits = { charts: 2, title: 50, series: 6, points: 20, label: 20, axisLabel: 50, id: 255 }

const text = (max: number) => z.string().min(1).max(max)
const label = text(chartLimits.label)
const points = z
  .array(z.strictObject({ label, value: z.number() }))
  .min(1)
  .max(chartLimits.points)
const series = z
  .array(z.strictObject({ name: label, data: points }))
  .min(1)
  .max(chartLimits.series)
const axes = z.strictObject({
  // As many as a series has points, which is checked beside the shape.
  categories: z.array(label).min(1),
  x_label: text(chartLimits.axisLabel).optional(),
  y_label: text(chartLimits.axisLabel).optional(),
})

/** Of messages alone. Pies and areas come here with their first use. */
export const chartBlock = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: z.string().max(chartLimits.id).optional(),
  title: text(chartLimits.title),
  chart: z.strictObject({ type: z.enum(['line', 'bar']), series, axis_config: axes }),
})

export type ChartBlock = z.infer<typeof chartBlock>
