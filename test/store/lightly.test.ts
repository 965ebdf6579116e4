import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { lightly } from '../../src/store/lightly.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Tables } from '../../src/store/tables.ts'

// SQLite, "PRAGMA synchronous".
const [normal, full] = [1, 2]

async function synchronousIn(db: Kysely<Tables>): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
  return rows[0]?.synchronous
}

function open(): Kysely<Tables> {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-lightly-'))
  const { db, close } = openSqlite(folder)
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true })
  })
  return db
}

test('only that write does not wait for the disk', async () => {
  const db = open()
  const during = lightly(db, synchronousIn)
  // Asked for meanwhile, it comes after it.
  const beside = synchronousIn(db)
  expect([await during, await beside]).toEqual([normal, full])
})

test('what follows a write that failed waits for the disk', async () => {
  const db = open()
  await expect(lightly(db, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
  expect(await synchronousIn(db)).toBe(full)
})
