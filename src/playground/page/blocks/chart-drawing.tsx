import type { Chart } from './block-shapes.ts'
import { colourOf, compact, labelEvery, ticksFor } from './chart-scale.ts'

const size = { width: 640, height: 280 }
const inner = { left: 64, right: 16, top: 12, bottom: 32 }
const plot = { width: size.width - inner.left - inner.right, height: size.height - inner.top - inner.bottom }
const mostCharacters = 84
// Of the room that a category has, what its bars take.
const barsShare = 0.7

/** Our own drawing. Its figures are in the table beside it, so that here one sentence is enough to be read out. */
export function ChartDrawing({ chart, title }: { readonly chart: Chart; readonly title: string }) {
  const { series, axis_config: axes } = chart
  const ticks = ticksFor(chart)
  const [bottom = 0, top = 1] = [ticks[0], ticks.at(-1)]
  const y = (value: number) => inner.top + plot.height * (1 - (value - bottom) / (top - bottom))
  const names = series.map(({ name }) => name).join(', ')
  return (
    <svg
      className="chart-drawing"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={`${title}: ${names}, from ${axes.categories[0]} to ${axes.categories.at(-1)}. The table has the figures.`}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-rule" x1={inner.left} x2={size.width - inner.right} y1={y(tick)} y2={y(tick)} />
          <text className="chart-label" x={inner.left - 8} y={y(tick) + 4} textAnchor="end">
            {compact.format(tick)}
          </text>
        </g>
      ))}
      <Categories categories={axes.categories} />
      <AxisName name={axes.y_label} />
      {series.map(({ name, data }, index) =>
        chart.type === 'line' ? (
          <Line key={name} name={name} data={data} colour={colourOf(index)} y={y} />
        ) : (
          <Bars key={name} name={name} data={data} colour={colourOf(index)} y={y} index={index} of={series.length} />
        ),
      )}
    </svg>
  )
}

function AxisName({ name }: { readonly name: string | undefined }) {
  if (name === undefined) return null
  return (
    <text
      className="chart-label"
      textAnchor="middle"
      transform={`translate(14 ${inner.top + plot.height / 2}) rotate(-90)`}
    >
      {name}
    </text>
  )
}

function Categories({ categories }: { readonly categories: readonly string[] }) {
  const every = labelEvery(categories, mostCharacters)
  return categories.map((category, index) =>
    index % every === 0 ? (
      <text
        key={category}
        className="chart-label"
        x={middleOf(index, categories.length)}
        y={size.height - 10}
        textAnchor="middle"
      >
        {category}
      </text>
    ) : null,
  )
}

function middleOf(index: number, count: number): number {
  return inner.left + (plot.width * (index + 0.5)) / count
}

type Drawn = {
  readonly name: string
  readonly data: readonly { readonly label: string; readonly value: number }[]
  readonly colour: string
  y(value: number): number
}

function Line({ name, data, colour, y }: Drawn) {
  const points = data.map(({ value }, index) => `${middleOf(index, data.length)},${y(value)}`)
  return (
    <g>
      <polyline className="chart-line" points={points.join(' ')} stroke={colour} />
      {data.map(({ label, value }, index) => (
        <circle key={label} className="chart-point" cx={middleOf(index, data.length)} cy={y(value)} r={3} fill={colour}>
          <title>{`${name}, ${label}: ${value.toLocaleString('en')}`}</title>
        </circle>
      ))}
    </g>
  )
}

function Bars({ name, data, colour, y, index, of }: Drawn & { readonly index: number; readonly of: number }) {
  const width = (plot.width / data.length) * barsShare
  return data.map(({ label, value }, at) => (
    <rect
      key={label}
      className="chart-point"
      x={middleOf(at, data.length) - width / 2 + (width / of) * index}
      y={Math.min(y(value), y(0))}
      width={width / of}
      height={Math.abs(y(value) - y(0))}
      fill={colour}
    >
      <title>{`${name}, ${label}: ${value.toLocaleString('en')}`}</title>
    </rect>
  ))
}
