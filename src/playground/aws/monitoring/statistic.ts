import { AwsError } from '../aws-error.ts'

/** One number out of those of a period, by the name of the statistic (CloudWatch User Guide, "Statistics definitions"). */
export function statistic(name: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  switch (name) {
    case 'Sum':
      return sum
    case 'SampleCount':
      return values.length
    case 'Average':
      return sum / values.length
    case 'Minimum':
      return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
    case 'Maximum':
      return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    default:
      return percentile(name, values)
  }
}

function percentile(name: string, values: readonly number[]): number {
  const [, percent] = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name) ?? []
  if (percent === undefined)
    throw new AwsError('ValidationError', `The value ${name} for parameter Stat is not supported.`)
  const sorted = values.toSorted((left, right) => left - right)
  const place = (Number(percent) / 100) * (sorted.length - 1)
  const [below = 0, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below + (above - below) * (place % 1)
}
