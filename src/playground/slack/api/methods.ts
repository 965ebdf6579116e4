import { appsConnectionsOpen } from './apps-connections-open.ts'
import { assistantThreadsSetStatus } from './assistant-threads-set-status.ts'
import { authTest } from './auth-test.ts'
import { chatPostEphemeral, chatPostMessage, chatUpdate } from './chat.ts'
import { conversationsInfo, conversationsOpen } from './conversations.ts'
import { filesCompleteUploadExternal, filesGetUploadUrlExternal } from './files-upload.ts'
import type { ApiMethod } from './method.ts'
import { usersInfo } from './users-info.ts'

/** What the product calls. Anything else is `unknown_method`. */
export const apiMethods: ReadonlyMap<string, ApiMethod> = new Map([
  ['apps.connections.open', appsConnectionsOpen],
  ['assistant.threads.setStatus', assistantThreadsSetStatus],
  ['auth.test', authTest],
  ['chat.postEphemeral', chatPostEphemeral],
  ['chat.postMessage', chatPostMessage],
  ['chat.update', chatUpdate],
  ['conversations.info', conversationsInfo],
  ['conversations.open', conversationsOpen],
  ['files.completeUploadExternal', filesCompleteUploadExternal],
  ['files.getUploadURLExternal', filesGetUploadUrlExternal],
  ['users.info', usersInfo],
])
