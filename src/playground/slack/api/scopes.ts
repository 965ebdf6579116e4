/** What a bot token must have been granted for each method (docs.slack.dev, "Works with" and "Scopes" of its page). */
export const neededScopes: ReadonlyMap<string, string> = new Map([
  ['assistant.threads.setStatus', 'chat:write'],
  ['chat.postEphemeral', 'chat:write'],
  ['chat.postMessage', 'chat:write'],
  ['chat.update', 'chat:write'],
  ['conversations.history', 'im:history'],
  ['conversations.info', 'channels:read'],
  ['conversations.open', 'im:write'],
  ['conversations.replies', 'im:history'],
  ['files.completeUploadExternal', 'files:write'],
  ['files.getUploadURLExternal', 'files:write'],
  ['files.info', 'files:read'],
  ['usergroups.list', 'usergroups:read'],
  ['usergroups.users.list', 'usergroups:read'],
  ['users.info', 'users:read'],
])
