import type { Kysely } from 'kysely'
import type { Conversation } from '../core/asking/conversation.ts'
import type { Store } from '../core/store.ts'
import type { Tables } from './tables.ts'

export function conversationsIn(db: Kysely<Tables>): Pick<Store, 'findConversation'> {
  return {
    async findConversation(id) {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      const { topic, topic_before: before, delivery, at } = row
      return { id, topic, before: before ?? undefined, delivery, at }
    },
  }
}

export async function putConversation(db: Kysely<Tables>, conversation: Conversation): Promise<void> {
  const { id, topic, before, delivery, at } = conversation
  const about = { topic, topic_before: before ?? null, delivery, at }
  await db
    .insertInto('conversations')
    .values({ id, ...about })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(about))
    .execute()
}
