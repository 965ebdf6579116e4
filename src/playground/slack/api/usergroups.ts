import { z } from 'zod'
import type { SeedUserGroup } from '../seed.ts'
import { SlackError } from '../slack-error.ts'
import { type ApiMethod, flag, parseArgs } from './method.ts'

const listArgs = z.object({ include_users: flag })
const usersArgs = z.object({ usergroup: z.string() })

export const usergroupsList: ApiMethod = {
  token: 'bot',
  run(given, { workspace: { team, userGroups } }) {
    const { include_users: isWithUsers } = parseArgs(listArgs, given)
    return {
      usergroups: userGroups.map((group) => ({
        ...describe(team.id, group),
        ...(isWithUsers && { users: group.users }),
      })),
    }
  },
}

export const usergroupsUsersList: ApiMethod = {
  token: 'bot',
  run(given, { workspace: { userGroups } }) {
    const { usergroup } = parseArgs(usersArgs, given)
    const group = userGroups.find(({ id }) => id === usergroup)
    if (group === undefined) throw new SlackError('no_such_subteam')
    return { users: group.users }
  },
}

function describe(team: string, { id, handle, name }: SeedUserGroup) {
  return {
    id,
    team_id: team,
    is_usergroup: true,
    is_subteam: true,
    name,
    handle,
    description: '',
    is_external: false,
    date_create: 1_700_000_000,
    date_update: 1_700_000_000,
    date_delete: 0,
    auto_type: null,
    deleted_by: null,
    prefs: { channels: [], groups: [] },
  }
}
