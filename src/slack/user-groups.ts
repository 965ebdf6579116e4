import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { UserError } from '../core/errors.ts'
import type { LookUpOptions } from './people.ts'
import { withRetries } from './retry.ts'
import { toUserError } from './slack-error.ts'

export type UserGroups = {
  /** The ids of those that the person is in. Throws a UserError where Slack cannot say: then nothing may be decided. */
  listGroupsOf(user: string): Promise<readonly string[]>
}

// Whoever is taken out of a group counts as one of it for as long. A stale answer is never used for longer.
const rememberedMs = 5 * 60_000
// A person waits for this as for who they are (people.ts).
const patienceMs = 120_000

const found = z.array(
  z
    .object({ id: z.string(), users: z.array(z.string()).optional(), user_count: z.coerce.number().optional() })
    // Members that Slack does not list could be anybody, also somebody who is forbidden something.
    .refine(({ users, user_count: count }) => users !== undefined || count === 0),
)

type Members = ReadonlyMap<string, readonly string[]>

export function createUserGroups({ client, system, log }: LookUpOptions): UserGroups {
  const known = new LRUCache<'all', Members>({
    max: 1,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => system.now() },
    // Whoever asks while the question is under way shares its answer; a failure is not remembered.
    fetchMethod: () => ask(),
  })
  async function ask(): Promise<Members> {
    const { usergroups } = await withRetries(
      () => client.usergroups.list({ include_users: true }),
      { what: 'usergroups.list', patienceMs },
      { system, log },
    )
    return membersOf(usergroups)
  }
  return {
    async listGroupsOf(user) {
      try {
        return (await known.forceFetch('all')).get(user) ?? []
      } catch (error) {
        throw toUserError(error, 'say who is in its user groups')
      }
    },
  }
}

function membersOf(usergroups: unknown): Members {
  const { data } = found.safeParse(usergroups)
  if (data === undefined) {
    throw new UserError('UnknownGroups', 'Slack did not say who is in its user groups, so nothing was done.')
  }
  const groupsOf = new Map<string, string[]>()
  for (const { id, users = [] } of data) {
    for (const user of users) groupsOf.set(user, [...(groupsOf.get(user) ?? []), id])
  }
  return groupsOf
}
