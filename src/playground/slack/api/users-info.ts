import { z } from 'zod'
import type { SeedUser } from '../seed.ts'
import { SlackError } from '../slack-error.ts'
import type { Workspace } from '../workspace.ts'
import { type ApiMethod, parseArgs } from './method.ts'

const args = z.object({ user: z.string() })

export const usersInfo: ApiMethod = {
  token: 'bot',
  run(given, { workspace }) {
    const user = workspace.findUser(parseArgs(args, given).user)
    if (user === undefined) throw new SlackError('user_not_found')
    return { user: describe(workspace, user) }
  },
}

function describe(workspace: Workspace, user: SeedUser) {
  const { team, app } = workspace
  const isBot = user.isBot === true
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    deleted: user.isDeleted === true,
    color: user.color.slice(1),
    real_name: user.realName,
    tz: user.timeZone.name,
    tz_label: user.timeZone.label,
    tz_offset: user.timeZone.offsetSeconds,
    profile: {
      title: user.title,
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.team,
      ...(isBot && { bot_id: app.botId, api_app_id: app.id }),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === 'ultra-restricted',
    is_bot: isBot,
    is_app_user: false,
    updated: 1_700_000_000,
    // "Belongs to a different workspace and isn't in any shared channels visible to your app": a member of such a
    // channel is no stranger to Slack, and only `team_id` tells.
    ...(user.team !== team.id && { is_stranger: !isMet(workspace, user) }),
  }
}

function isMet({ listConversations, app }: Workspace, { id }: SeedUser): boolean {
  return listConversations().some(
    ({ members, with: person }) => person === undefined && members.has(id) && members.has(app.user),
  )
}
