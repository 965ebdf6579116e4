import { type Text, text } from '../../text.ts'
import { type Points, sumOf } from '../metrics.ts'
import type { FunctionFacts } from './facts.ts'
import { callsText, grouped, measuresOf } from './readings.ts'

// Fewer may have failed at any other time too.
const least = { calls: 10, errors: 3, times: 5 }

/** `, 800 of 812 calls since …, 80 of 2,068 before`, where far more fail since then; nothing where they fail all day alike. */
export function failingSince(facts: FunctionFacts): Text {
  const lines = measuresOf(facts)
  if (lines === undefined) return []
  const { times, errors, invocations } = lines
  const splits = times.map((at, index) => splitAt(at, index, { errors, invocations }))
  const best = splits.reduce<Split | undefined>(
    (one, other) => ((one?.weight ?? 0) >= other.weight ? one : other),
    undefined,
  )
  if (best === undefined) return []
  const { at, before, after } = best
  const isFarMore = after.errors / after.calls >= (least.times * before.errors) / before.calls
  if (!isFarMore || before.calls < least.calls || after.errors < least.errors) return []
  return text`: ${grouped(after.errors)} of ${callsText(after.calls)} since ${{ time: at }}, ${before.errors === 0 ? 'none' : grouped(before.errors)} of ${grouped(before.calls)} before`
}

type Counts = { readonly calls: number; readonly errors: number }
type Split = { readonly at: number; readonly before: Counts; readonly after: Counts; readonly weight: number }
type Lines = { readonly errors: Points; readonly invocations: Points }

/** The weight by which a change point is found: how far the shares are apart, and how many calls say so on either side. */
function splitAt(at: number, index: number, { errors, invocations }: Lines): Split {
  const before = { calls: sumOf(invocations.slice(0, index)), errors: sumOf(errors.slice(0, index)) }
  const after = { calls: sumOf(invocations.slice(index)), errors: sumOf(errors.slice(index)) }
  const apart = after.errors / after.calls - before.errors / before.calls
  const weight = apart > 0 ? (apart ** 2 * before.calls * after.calls) / (before.calls + after.calls) : 0
  return { at, before, after, weight }
}
