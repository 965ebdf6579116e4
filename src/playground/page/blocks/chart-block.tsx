import { useState } from 'react'
import type { BlockProps } from './block.tsx'
import { type Chart, chartSchema } from './block-shapes.ts'
import { ChartDrawing } from './chart-drawing.tsx'
import { colourOf } from './chart-scale.ts'

/** A chart as Slack lays it out: a title with a switch to its figures, the drawing, and which line is which. */
export function ChartBlock({ block }: BlockProps) {
  const { title, chart } = chartSchema.parse(block)
  const [isTable, setTable] = useState(false)
  return (
    <figure className="block-chart">
      <figcaption className="chart-head">
        <span className="chart-title">{title}</span>
        <button type="button" className="chart-switch" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Chart' : 'Table'}
        </button>
      </figcaption>
      {!isTable && <ChartDrawing chart={chart} title={title} />}
      {!isTable && <Legend chart={chart} />}
      <ChartTable chart={chart} title={title} isShown={isTable} />
    </figure>
  )
}

function Legend({ chart: { series } }: { chart: Chart }) {
  return (
    <ul className="chart-legend">
      {series.map(({ name }, index) => (
        <li key={name}>
          <span className="chart-key" style={{ background: colourOf(index) }} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  )
}

type TableProps = { readonly chart: Chart; readonly title: string; readonly isShown: boolean }

/** Always there to be read out; seen where it was asked for. */
function ChartTable({ chart: { series, axis_config: axes }, title, isShown }: TableProps) {
  return (
    <section className={isShown ? 'chart-table' : 'chart-table is-unseen'} aria-label={`${title}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{axes.x_label ?? ''}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {axes.categories.map((category, at) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {series.map(({ name, data }) => (
                <td key={name}>{data[at]?.value.toLocaleString('en') ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
