import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ModelUsageStore } from '../core/model.ts'
import type { Tables } from './tables.ts'

export function modelUsageIn(db: Kysely<Tables>): ModelUsageStore {
  return {
    async addUsage({ inputTokens, outputTokens, ...of }) {
      const row = await db
        .insertInto('model_usage')
        .values({ ...of, input_tokens: Math.max(0, inputTokens), output_tokens: Math.max(0, outputTokens) })
        .onConflict((conflict) =>
          conflict.columns(['day', 'team', 'user']).doUpdateSet({
            input_tokens: added('input_tokens', inputTokens),
            output_tokens: added('output_tokens', outputTokens),
          }),
        )
        .returning(['input_tokens', 'output_tokens'])
        .executeTakeFirstOrThrow()
      return { inputTokens: row.input_tokens, outputTokens: row.output_tokens }
    },
  }
}

function added(column: 'input_tokens' | 'output_tokens', tokens: number): RawBuilder<number> {
  return sql<number>`max(0, ${sql.ref(`model_usage.${column}`)} + ${tokens})`
}

/** The day of a time; the organisation's own may be the next or the last. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
