import type { Change } from './change.ts'

export type ChangeQuery = {
  /** Only of this person. */
  readonly user: string | undefined
  /** `running`: not at its end. */
  readonly which: 'running' | 'past' | 'all'
  /** Newest first, from here on. */
  readonly offset: number
  readonly limit: number
}

export type FoundChanges = { readonly changes: readonly Change[]; readonly total: number }

export type ChangeReader = {
  listChanges(query: ChangeQuery): Promise<FoundChanges>
  findChange(id: string): Promise<Change | undefined>
}
