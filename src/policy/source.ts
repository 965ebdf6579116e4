/** A file of policies; `path` is how its administrator knows it: `policies/production.cedar`. */
export type Source = { readonly path: string; readonly text: string }

/** The text of one policy, from its first annotation to its semicolon. */
export type Piece = { readonly source: Source; readonly start: number; readonly text: string }

// Comments, strings, blanks: a semicolon anywhere else ends a policy (Cedar reference, "Grammar").
const token = /(?<blank>\/\/[^\n]*|\s+)|"(?:\\.|[^"\\])*"|;|[^\s";/]+|./gsu

export function splitPolicies(source: Source): Piece[] {
  const pieces: Piece[] = []
  let start: number | undefined
  for (const { 0: found, index, groups } of source.text.matchAll(token)) {
    if (groups?.['blank'] !== undefined) continue
    start ??= index
    if (found !== ';') continue
    pieces.push({ source, start, text: source.text.slice(start, index + 1) })
    start = undefined
  }
  if (start !== undefined) pieces.push({ source, start, text: source.text.slice(start).trimEnd() })
  return pieces
}

/** `policies/production.cedar line 4`. */
export function lineOf(piece: Piece): string {
  return `${piece.source.path} line ${position(piece, 0).line}`
}

/** `policies/production.cedar line 4, column 9`; the offset is in the text of the piece. */
export function spotOf(piece: Piece, offset: number): string {
  const { line, column } = position(piece, offset)
  return `${piece.source.path} line ${line}, column ${column}`
}

function position({ source, start }: Piece, offset: number): { line: number; column: number } {
  const before = source.text.slice(0, start + offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** The engine counts bytes of UTF-8. */
export function toOffset(text: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length
}
