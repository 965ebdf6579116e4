import { hash } from 'node:crypto'

const digest = (seed: string): string => hash('sha256', seed)

/** As AWS makes ids today: `i-0` and sixteen hexadecimal digits; the same seed always gives the same one. */
export function idOf<Prefix extends string>(prefix: Prefix, seed: string): `${Prefix}-${string}` {
  return `${prefix}-0${digest(`${prefix}/${seed}`).slice(0, 16)}`
}

/** `AROA…` and the like: four letters of kind and seventeen more. */
export function principalId(kind: 'AIDA' | 'AROA' | 'AIPA', seed: string): string {
  return (
    kind +
    digest(`${kind}/${seed}`)
      .slice(0, 17)
      .toUpperCase()
      .replaceAll(/[0189]/g, 'Z')
  )
}

export function uuidOf(seed: string): string {
  return digest(seed).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

/** Whole numbers, as many as there are limits (up to eight), each from 0 to below its limit. */
export function numbersOf(seed: string, limits: readonly number[]): number[] {
  const hex = digest(seed)
  return limits.map((limit, index) => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16) % limit)
}
