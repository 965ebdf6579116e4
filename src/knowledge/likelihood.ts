type Settings = {
  /** How soon repeated features stop counting: 1 never, 0 at once. */
  readonly repeats: number
  /** How much of a text is taken from all texts together. */
  readonly smoothing: number
}

/** How likely features (pairs of words, groups of letters) are to be of each text, by its place. */
export type Likelihood = (features: readonly string[]) => Float64Array

/** How often a text has each of its features. */
export type Counts = ReadonlyMap<string, number>

/** The texts that have a feature, and how often; `gains` is what each gains by it. */
type Posting = { readonly texts: number[]; readonly times: number[]; gains: readonly number[] }

/** A language model of each text, smoothed by all of them. */
export function createLikelihood(texts: readonly Counts[], settings: Settings): Likelihood {
  const postings = postingsOf(texts)
  const losses = addGains(postings, new Float64Array(texts.length), settings)
  return (features) => {
    const known = [...new Set(features)].flatMap((feature) =>
      [postings.get(feature)].filter((posting) => posting !== undefined),
    )
    const scores = losses.map((loss) => loss * known.length)
    for (const { texts: having, gains } of known)
      for (const [index, at] of having.entries()) scores[at] = (scores[at] ?? 0) + (gains[index] ?? 0)
    return scores
  }
}

function postingsOf(texts: readonly Counts[]): ReadonlyMap<string, Posting> {
  const postings = new Map<string, Posting>()
  for (const [at, features] of texts.entries())
    for (const [feature, times] of features) {
      const posting = postings.get(feature)
      if (posting === undefined) postings.set(feature, { texts: [at], times: [times], gains: [] })
      else {
        posting.texts.push(at)
        posting.times.push(times)
      }
    }
  return postings
}

/** What each text loses for its length is returned. */
function addGains(postings: ReadonlyMap<string, Posting>, lengths: Float64Array, settings: Settings): Float64Array {
  const { repeats, smoothing } = settings
  const damped = [...postings.values()].map((posting) => {
    const times = posting.times.map((each) => (each === 1 ? 1 : each ** repeats))
    for (const [index, at] of posting.texts.entries()) lengths[at] = (lengths[at] ?? 0) + (times[index] ?? 0)
    return { posting, times, sum: times.reduce((sum, each) => sum + each, 0) }
  })
  const total = lengths.reduce((sum, length) => sum + length, 0)
  for (const { posting, times, sum } of damped)
    posting.gains = times.map((each) => Math.log(1 + (each * total) / (smoothing * sum)))
  return lengths.map((length) => Math.log(smoothing / (length + smoothing)))
}
