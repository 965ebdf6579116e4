import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { UserError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { People, Person } from '../core/people.ts'
import type { System } from '../core/system.ts'
import { withRetries } from './retry.ts'
import { toUserError } from './slack-error.ts'

export type LookUpOptions = {
  readonly client: WebClient
  readonly system: System
  readonly log: Log
}

// Somebody who is made a guest is one to Windlass after as long; and an outage of Slack's within it is not noticed.
const rememberedMs = 10 * 60_000
const peopleRemembered = 5_000
// A person waits for this before anything else happens. Without it nobody is admitted: hence longer than an outage of
// Slack's as a rule is.
const patienceMs = 120_000

const user = z.object({
  id: z.string(),
  team_id: z.string(),
  name: z.string().catch(''),
  real_name: z.string().optional().catch(undefined),
  profile: z.object({ display_name: z.string().optional() }).partial().optional().catch(undefined),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  // Fail closed: who is not said to be a full member is a guest.
  is_restricted: z.boolean().default(true),
  is_ultra_restricted: z.boolean().default(true),
  is_stranger: z.boolean().default(false),
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
})

type PeopleOptions = LookUpOptions & { readonly identify: () => Promise<{ readonly team: string }> }

export function createPeople({ client, system, log, identify }: PeopleOptions): People {
  const people = new LRUCache<string, Person>({
    max: peopleRemembered,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => system.now() },
    // Whoever asks while the question is under way shares its answer; a failure is not remembered.
    fetchMethod: (id) => ask(id),
  })
  async function ask(id: string): Promise<Person> {
    const [{ team }, { user: found }] = await Promise.all([
      identify(),
      withRetries(() => client.users.info({ user: id }), { what: 'users.info', patienceMs }, { system, log }),
    ])
    return personOf(found, team)
  }
  return {
    async getPerson(id) {
      try {
        return await people.forceFetch(id)
      } catch (error) {
        throw toUserError(error, 'say who you are')
      }
    },
  }
}

function personOf(found: unknown, ours: string): Person {
  const { data } = user.safeParse(found)
  if (data === undefined) throw new UserError('UnknownPerson', 'Slack did not say who you are, so nothing was done.')
  // On Enterprise Grid a person is of one workspace and a member of others.
  const teams = [data.team_id, ...(data.enterprise_user?.teams ?? [])]
  return {
    id: data.id,
    team: teams.includes(ours) ? ours : data.team_id,
    name: data.profile?.display_name || data.real_name || data.name || data.id,
    isGuest: data.is_restricted || data.is_ultra_restricted,
    isStranger: data.is_stranger || !teams.includes(ours),
    isBot: data.is_bot || data.id === 'USLACKBOT',
    isDeleted: data.deleted,
  }
}
