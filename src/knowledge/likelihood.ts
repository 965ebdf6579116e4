import type { Postings } from './postings.ts'

type Settings = {
  /** How many texts there are. */
  readonly all: number
  /** How soon repeated features stop counting: 1 never, 0 at once. */
  readonly repeats: number
  /** How much of a text is taken from all texts together. */
  readonly smoothing: number
}

/** How likely features (pairs of words, groups of letters) are to be of each text, by its place. */
export type Likelihood = (features: readonly string[]) => Float64Array

/** A language model of each text, smoothed by all of them. `features`: of which text, and how often. */
export function createLikelihood(features: Postings<string>, { all, repeats, smoothing }: Settings): Likelihood {
  const { numbers, starts, owners } = features
  const gains = Float64Array.from(features.times, (times) => (times === 1 ? 1 : times ** repeats))
  const lengths = new Float64Array(all)
  for (let at = 0; at < owners.length; at++) {
    const owner = owners[at] ?? 0
    lengths[owner] = (lengths[owner] ?? 0) + (gains[at] ?? 0)
  }
  const total = lengths.reduce((sum, length) => sum + length, 0)
  for (let feature = 0; feature < numbers.size; feature++) {
    const [from, to] = [starts[feature] ?? 0, starts[feature + 1] ?? 0]
    let sum = 0
    for (let at = from; at < to; at++) sum += gains[at] ?? 0
    const share = total / (smoothing * sum)
    for (let at = from; at < to; at++) gains[at] = Math.log1p((gains[at] ?? 0) * share)
  }
  const losses = lengths.map((length) => Math.log(smoothing / (length + smoothing)))
  return (asked) => {
    const known = [...new Set(asked)].flatMap((feature) => numbers.get(feature) ?? [])
    const scores = losses.map((loss) => loss * known.length)
    for (const feature of known)
      for (let at = starts[feature] ?? 0; at < (starts[feature + 1] ?? 0); at++) {
        const owner = owners[at] ?? 0
        scores[owner] = (scores[owner] ?? 0) + (gains[at] ?? 0)
      }
    return scores
  }
}
