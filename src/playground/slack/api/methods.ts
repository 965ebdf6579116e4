import { agentsSessionsSetStatus } from './agents-sessions-set-status.ts'
import { appsConnectionsOpen } from './apps-connections-open.ts'
import { assistantThreadsSetStatus } from './assistant-threads-set-status.ts'
import { assistantThreadsSetSuggestedPrompts } from './assistant-threads-set-suggested-prompts.ts'
import { authTest } from './auth-test.ts'
import { chatDelete, chatGetPermalink, chatPostEphemeral, chatPostMessage, chatUpdate } from './chat.ts'
import { chatAppendStream, chatStartStream, chatStopStream } from './chat-streams.ts'
import { conversationsInfo, conversationsOpen } from './conversations.ts'
import { conversationsHistory } from './conversations-history.ts'
import { conversationsReplies } from './conversations-replies.ts'
import { filesInfo } from './files-info.ts'
import { filesCompleteUploadExternal, filesGetUploadUrlExternal } from './files-upload.ts'
import type { ApiMethod } from './method.ts'
import { usergroupsList, usergroupsUsersList } from './usergroups.ts'
import { usersInfo } from './users-info.ts'
import { viewsOpen } from './views-open.ts'

/** What the product calls. Anything else is `unknown_method`. */
export const apiMethods: ReadonlyMap<string, ApiMethod> = new Map([
  ['agents.sessions.setStatus', agentsSessionsSetStatus],
  ['apps.connections.open', appsConnectionsOpen],
  ['assistant.threads.setStatus', assistantThreadsSetStatus],
  ['assistant.threads.setSuggestedPrompts', assistantThreadsSetSuggestedPrompts],
  ['auth.test', authTest],
  ['chat.appendStream', chatAppendStream],
  ['chat.delete', chatDelete],
  ['chat.getPermalink', chatGetPermalink],
  ['chat.postEphemeral', chatPostEphemeral],
  ['chat.postMessage', chatPostMessage],
  ['chat.startStream', chatStartStream],
  ['chat.stopStream', chatStopStream],
  ['chat.update', chatUpdate],
  ['conversations.history', conversationsHistory],
  ['conversations.info', conversationsInfo],
  ['conversations.open', conversationsOpen],
  ['conversations.replies', conversationsReplies],
  ['files.completeUploadExternal', filesCompleteUploadExternal],
  ['files.info', filesInfo],
  ['files.getUploadURLExternal', filesGetUploadUrlExternal],
  ['usergroups.list', usergroupsList],
  ['usergroups.users.list', usergroupsUsersList],
  ['users.info', usersInfo],
  ['views.open', viewsOpen],
])
