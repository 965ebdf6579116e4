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
  return [...new Set([...found, ...begun])].slice(0, most)
}
