import { messageObject } from './message-object.ts'
import type { Message } from './messages.ts'
import type { SeedUser } from './seed.ts'
import { viewObject } from './view-object.ts'
import type { OpenView } from './views.ts'
import type { Conversation, Workspace } from './workspace.ts'

// The deprecated verification token: still in every payload, worth nothing, checked by nobody.
const verificationToken = 'playground'

export function slashPayload(
  { team, app }: Workspace,
  said: {
    user: SeedUser
    conversation: Conversation
    command: string
    text: string
    responseUrl: string
    triggerId: string
  },
): Record<string, unknown> {
  return {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: said.conversation.id,
    channel_name: channelName(said.conversation),
    user_id: said.user.id,
    user_name: said.user.name,
    command: said.command,
    text: said.text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: said.responseUrl,
    trigger_id: said.triggerId,
  }
}

export type Touch = { user: SeedUser; conversation: Conversation; message: Message }

export function blockActionsPayload(
  workspace: Workspace,
  touch: Touch,
  clicked: { action: unknown; state: unknown; responseUrl: string; triggerId: string },
): Record<string, unknown> {
  return {
    type: 'block_actions',
    ...aboutTouch(workspace, touch),
    trigger_id: clicked.triggerId,
    state: clicked.state,
    response_url: clicked.responseUrl,
    actions: [clicked.action],
  }
}

/** `files` as they are: a message has only their ids. */
export function messageActionPayload(
  workspace: Workspace,
  { user, conversation, message }: Touch,
  used: { callbackId: string; files: readonly object[]; actionTs: string; responseUrl: string; triggerId: string },
): Record<string, unknown> {
  return {
    type: 'message_action',
    ...aboutPerson(workspace, user),
    callback_id: used.callbackId,
    action_ts: used.actionTs,
    message_ts: message.ts,
    trigger_id: used.triggerId,
    response_url: used.responseUrl,
    channel: { id: conversation.id, name: channelName(conversation) },
    message: { ...messageObject(workspace, message), ...(used.files.length > 0 && { files: used.files }) },
  }
}

export function suggestionPayload(
  workspace: Workspace,
  touch: Touch,
  asked: { blockId: string; actionId: string; typed: string },
): Record<string, unknown> {
  return {
    type: 'block_suggestion',
    ...aboutTouch(workspace, touch),
    block_id: asked.blockId,
    action_id: asked.actionId,
    value: asked.typed,
  }
}

export function viewPayload(
  workspace: Workspace,
  type: 'view_submission' | 'view_closed',
  { user, open, values }: { user: SeedUser; open: OpenView; values: object },
): Record<string, unknown> {
  return { type, ...aboutPerson(workspace, user), view: viewObject(workspace, open, values) }
}

function aboutTouch(workspace: Workspace, { user, conversation, message }: Touch): Record<string, unknown> {
  const isEphemeral = message.visibleTo !== undefined
  return {
    ...aboutPerson(workspace, user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    },
    channel: { id: conversation.id, name: channelName(conversation) },
    // Slack keeps no ephemeral message and so sends none along.
    ...(!isEphemeral && { message: messageObject(workspace, message) }),
  }
}

function aboutPerson({ team, app }: Workspace, user: SeedUser): Record<string, unknown> {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: app.id,
    token: verificationToken,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

function channelName({ name, with: person }: Conversation): string {
  return person === undefined ? name : 'directmessage'
}
