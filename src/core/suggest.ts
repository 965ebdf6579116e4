import didYouMean, { ReturnTypeEnums } from 'didyoumean2'

/** Candidates that a person who typed `typed` may have meant, the nearest first; none where nothing is near. */
export function nearest(typed: string, candidates: readonly string[], most = 3): string[] {
  const found = didYouMean(typed, [...new Set(candidates)], {
    returnType: ReturnTypeEnums.ALL_SORTED_MATCHES,
    threshold: 0.5,
  })
  const begun = candidates.filter(
    (candidate) => typed.length > 1 && candidate.toLowerCase().startsWith(typed.toLowerCase()),
  )
  // The same letters in another order: the commonest slip, and two steps for whoever counts changed letters.
  const swapped = candidates.filter((candidate) => lettersOf(candidate) === lettersOf(typed))
  return [...new Set([...swapped, ...found, ...begun])].slice(0, most)
}

function lettersOf(word: string): string {
  return Array.from(word.toLowerCase()).toSorted().join('')
}
