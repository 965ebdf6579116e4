import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * A write that does not wait for the disk: a kill loses nothing of it, a power cut may lose it, together with all that
 * came later. Only for what is then done again: an answer whose delivery is on disk as not answered. Of the three writes
 * of an answered command that leaves one to wait for, and a slow disk holds acknowledgements a third as often.
 */
export function lightly<T>(db: Kysely<Tables>, write: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection)
    try {
      return await write(connection)
    } finally {
      await sql`pragma synchronous = full`.execute(connection)
    }
  })
}
