import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { UserError } from '../core/errors.ts'
import { makeFolder } from './folder.ts'
import type { Tables } from './tables.ts'

// node:sqlite is synchronous: waiting for another process would hold everything, acknowledgements included.
const busyMs = 500

export type SqliteFile = { readonly db: Kysely<Tables>; close(): Promise<void> }

/**
 * The embedded store in a folder of its own. One process owns it: a second database file, locked for as long as the
 * process lives and freed by the system if it is killed, keeps another bot out while read-only tools may look.
 */
export function openSqlite(folder: string): SqliteFile {
  makeFolder(folder)
  const lock = lockFolder(folder)
  const file = openFile(folder, lock)
  const db = new Kysely<Tables>({ dialect: dialectOf(file) })
  return {
    db,
    async close() {
      await db.destroy()
      lock.close()
    },
  }
}

function openFile(folder: string, lock: DatabaseSync): DatabaseSync {
  const path = join(folder, 'windlass.db')
  const file = new DatabaseSync(path, { timeout: busyMs })
  try {
    // FULL: a row that is acknowledged survives a power cut.
    file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    return file
  } catch (cause) {
    file.close()
    lock.close()
    throw new UserError('StoreUnreadable', `${path} cannot be read as a store of Windlass.`, {
      hint: 'Restore it from a backup, or move it away: a new one is made, without the audit that was in it.',
      cause,
    })
  }
}

function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock.db'))
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock.close()
    throw new UserError('StoreInUse', `Another Windlass is running on the store in ${folder}.`, {
      hint: 'Stop it first, or set WINDLASS_STATE to another folder.',
      cause,
    })
  }
}

function dialectOf(file: DatabaseSync): SqliteDialect {
  return new SqliteDialect({
    database: {
      prepare(sql) {
        const statement = file.prepare(sql)
        return {
          reader: statement.columns().length > 0,
          all: (values) => statement.all(...inputs(values)),
          run(values) {
            const { changes, lastInsertRowid } = statement.run(...inputs(values))
            return { changes: BigInt(changes), lastInsertRowid: BigInt(lastInsertRowid) }
          },
          iterate: (values) => statement.iterate(...inputs(values)),
        }
      },
      close: () => file.close(),
    },
  })
}

function inputs(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value
    throw new TypeError(`a ${typeof value} cannot be stored`)
  })
}
