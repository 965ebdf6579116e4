import type { ApiMethod } from './method.ts'

export const authTest: ApiMethod = {
  token: 'bot',
  run: (_args, { workspace: { team, app, findUser }, urlTo }) => ({
    url: urlTo('/'),
    team: team.name,
    user: findUser(app.user)?.name,
    team_id: team.id,
    user_id: app.user,
    bot_id: app.botId,
    is_enterprise_install: false,
  }),
}
