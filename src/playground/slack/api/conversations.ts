import { z } from 'zod'
import { SlackError } from '../slack-error.ts'
import type { Conversation, Workspace } from '../workspace.ts'
import { type ApiMethod, parseArgs } from './method.ts'

const openArgs = z.object({ users: z.string().optional(), channel: z.string().optional() })
const infoArgs = z.object({ channel: z.string() })

export const conversationsOpen: ApiMethod = {
  token: 'bot',
  run(args, { workspace }) {
    const { users, channel } = parseArgs(openArgs, args)
    if (channel !== undefined) return { channel: { id: getConversation(workspace, channel).id } }
    const [user, ...others] = users?.split(',') ?? []
    if (user === undefined || user === '') throw new SlackError('users_list_not_supplied')
    // Only direct messages with one person: the product opens no groups.
    if (others.length > 0) throw new SlackError('not_enough_users')
    if (workspace.findUser(user) === undefined) throw new SlackError('user_not_found')
    if (user === workspace.app.user) throw new SlackError('cannot_dm_bot')
    return { channel: { id: workspace.openDirect(user).id } }
  },
}

export const conversationsInfo: ApiMethod = {
  token: 'bot',
  run: (args, { workspace }) => ({
    channel: describe(workspace, getConversation(workspace, parseArgs(infoArgs, args).channel)),
  }),
}

function getConversation(workspace: Workspace, id: string): Conversation {
  const conversation = workspace.findConversation(id)
  if (conversation === undefined) throw new SlackError('channel_not_found')
  return conversation
}

function describe({ team, app }: Workspace, conversation: Conversation) {
  const { id, name, topic, members, sharedWith, with: person } = conversation
  const isShared = sharedWith.length > 0
  const about = { id, created: 1_700_000_000, is_archived: false, is_org_shared: false, context_team_id: team.id }
  if (person !== undefined) return { ...about, is_im: true, user: person, is_user_deleted: false, is_open: true }
  return {
    ...about,
    name,
    name_normalized: name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_general: false,
    is_member: members.has(app.user),
    is_shared: isShared,
    is_ext_shared: isShared,
    is_pending_ext_shared: false,
    shared_team_ids: [team.id, ...sharedWith],
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
