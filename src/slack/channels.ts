import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Channel, Channels } from '../core/people.ts'
import type { LookUpOptions } from './people.ts'
import { withRetries } from './retry.ts'

// A channel that is shared with another organisation is one to Windlass after as long.
const rememberedMs = 2 * 60_000
const channelsRemembered = 2_000
// Only whether there is a Share button depends on it.
const patienceMs = 2_000

const conversation = z.object({
  id: z.string(),
  name: z.string().default(''),
  is_im: z.boolean().default(false),
  is_mpim: z.boolean().default(false),
  is_member: z.boolean().default(false),
  // Fail closed: what is not said to be ours alone is somebody else's too.
  is_ext_shared: z.boolean().default(true),
  is_pending_ext_shared: z.boolean().default(false),
})

export function createChannels({ client, system, log }: LookUpOptions): Channels {
  const channels = new LRUCache<string, Channel>({
    max: channelsRemembered,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => system.now() },
    fetchMethod: (id) => ask(id),
  })
  async function ask(id: string): Promise<Channel | undefined> {
    const { channel } = await withRetries(
      () => client.conversations.info({ channel: id }),
      { what: 'conversations.info', patienceMs },
      { system, log },
    )
    const { data } = conversation.safeParse(channel)
    return data === undefined ? undefined : channelOf(data)
  }
  return {
    findChannel: (id) =>
      channels.fetch(id).catch((error: unknown) => {
        log.debug({ error, channel: id }, 'Slack did not say what a channel is: nothing is shared there')
        return undefined
      }),
  }
}

function channelOf(found: z.infer<typeof conversation>): Channel {
  return {
    id: found.id,
    name: found.name,
    isDirect: found.is_im || found.is_mpim,
    isExternal: found.is_ext_shared || found.is_pending_ext_shared,
    isMember: found.is_member || found.is_im,
  }
}
