import type { Message } from './messages.ts'
import type { Workspace } from './workspace.ts'

/** A message as events, interactions and the Web API show it to an app. */
export function messageObject({ team, app, findUser }: Workspace, message: Message): Record<string, unknown> {
  const userTeam = findUser(message.user)?.team ?? team.id
  return {
    type: 'message',
    ...(message.files.length > 0 && { subtype: 'file_share', files: message.files.map((id) => ({ id })) }),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: userTeam,
    // Slack Connect: which organisation the author is of.
    ...(userTeam !== team.id && { user_team: userTeam, source_team: userTeam }),
    blocks: message.blocks,
    ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    ...(message.clientMsgId !== undefined && { client_msg_id: message.clientMsgId }),
    ...(message.isFromApp && { bot_id: app.botId, app_id: app.id }),
    ...(message.isEdited && { edited: { user: message.user, ts: message.ts } }),
  }
}
