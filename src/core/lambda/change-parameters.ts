import type { Parameter } from '../parameter.ts'

/** What every command that changes a function takes beside its own; last in its help. */
export const reasonParameter = {
  kind: 'option',
  about: 'why, for the record and for everyone who sees the card',
  placeholder: '"OPS-412 slow orders"',
  parse: (word: string) => ({ ok: true, value: word }) as const,
} as const satisfies Parameter
