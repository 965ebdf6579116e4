import type { Kysely } from 'kysely'
import type { Answered } from '../core/invocation.ts'
import { scrub } from '../core/scrub.ts'
import type { Store } from '../core/store.ts'
import { insertEvents } from './audit.ts'
import { putConversation } from './conversations.ts'
import { lightly } from './lightly.ts'
import type { Tables } from './tables.ts'

export function answersIn(db: Kysely<Tables>): Pick<Store, 'recordAnswered' | 'recordAudit' | 'findAnswered'> {
  return {
    recordAnswered: (answered, event, conversation) =>
      lightly(db, (connection) =>
        connection.transaction().execute(async (transaction) => {
          await insertAnswered(transaction, answered)
          await insertEvents(transaction, [event])
          if (conversation !== undefined) await putConversation(transaction, conversation)
        }),
      ),
    recordAudit: (event) => db.transaction().execute((transaction) => insertEvents(transaction, [event])),
    async findAnswered(id) {
      const row = await db.selectFrom('invocations').select(['body', 'offers']).where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      return { invocation: parseInvocation(row.body), offers: parseOffers(row.offers) }
    },
  }
}

export async function insertAnswered(db: Kysely<Tables>, { invocation, offers }: Answered): Promise<void> {
  const { id, delivery, team, user, at } = invocation
  const row = {
    id,
    delivery,
    team,
    user,
    at,
    body: JSON.stringify({ ...invocation, said: scrub(invocation.said) }),
    offers: JSON.stringify(offers),
  }
  await db.insertInto('invocations').values(row).execute()
}

// What this module wrote from these very types it reads back as them.
const parseInvocation: (text: string) => Answered['invocation'] = JSON.parse
const parseOffers: (text: string) => Answered['offers'] = JSON.parse
