import type { Kysely } from 'kysely'
import type { ChangeStore } from '../core/change-store.ts'
import type { Pause } from '../core/pause.ts'
import { insertEvents } from './audit.ts'
import type { Tables } from './tables.ts'

// What is paused: there is one thing so far, and one row at most.
const id = 'changes'

export function pausesIn(db: Kysely<Tables>): Pick<ChangeStore, 'findPause' | 'recordPause' | 'liftPause'> {
  return {
    async findPause() {
      const row = await db.selectFrom('pauses').select('body').where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : parsePause(row.body)
    },
    recordPause: (pause, event) =>
      db.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('pauses')
          .values({ id, body: JSON.stringify(pause) })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 0n) return false
        await insertEvents(transaction, [event])
        return true
      }),
    liftPause: (event) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction.deleteFrom('pauses').where('id', '=', id).returning('body').executeTakeFirst()
        if (row === undefined) return undefined
        await insertEvents(transaction, [event])
        return parsePause(row.body)
      }),
  }
}

const parsePause: (text: string) => Pause = JSON.parse
