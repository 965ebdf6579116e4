/**
 * Patterns of EC2's filters: `*` is any characters or none, `?` one character or none, `\` makes the next one literal
 * (EC2 User Guide, "Find your Amazon EC2 resources").
 */
export function literalPattern(text: string): string {
  return text.replace(/[\\*?]/g, String.raw`\$&`)
}

/** A pattern as a person types it, where a backslash is just a backslash. */
export function typedPattern(glob: string): string {
  return glob.replaceAll('\\', String.raw`\\`)
}

type Piece = { readonly kind: 'any' | 'one-or-none' } | { readonly kind: 'character'; readonly character: string }

/** Whether EC2 would say that the text fits. Takes time in the product of both lengths at most, whatever was typed. */
export function fitsPattern(pattern: string, text: string): boolean {
  const characters = Array.from(text)
  // For each length of the text's beginning, whether the pattern's beginning so far fits it.
  let fits = [true, ...characters.map(() => false)]
  for (const piece of piecesOf(pattern)) {
    const next = [piece.kind !== 'character' && fits[0] === true]
    for (const [index, character] of characters.entries()) {
      const withoutBoth = fits[index] === true
      const withoutPiece = fits[index + 1] === true
      if (piece.kind === 'character') next.push(withoutBoth && piece.character === character)
      else next.push(withoutPiece || (piece.kind === 'any' ? next[index] === true : withoutBoth))
    }
    fits = next
  }
  return fits.at(-1) === true
}

function piecesOf(pattern: string): Piece[] {
  return [...pattern.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain]): Piece => {
    if (plain === '*') return { kind: 'any' }
    if (plain === '?') return { kind: 'one-or-none' }
    return { kind: 'character', character: escaped ?? plain ?? '' }
  })
}
