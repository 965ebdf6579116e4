import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Feed } from '../feed.ts'
import type { Files } from '../files.ts'
import { parseJson } from '../json.ts'
import { SlackError } from '../slack-error.ts'
import type { Triggers } from '../triggers.ts'
import type { Views } from '../views.ts'
import type { Conversation, Workspace } from '../workspace.ts'

export type ApiContext = {
  readonly workspace: Workspace
  readonly files: Files
  readonly feed: Feed
  readonly clock: Clock
  readonly views: Views
  readonly triggers: Triggers
  /** `http://127.0.0.1:port` and the same for sockets, with a path appended. */
  readonly urlTo: (path: string) => string
  readonly newSocketUrl: () => string
}

export type Args = Readonly<Record<string, unknown>>

/** One method of the Web API. `token` says whose: the bot's, or the app-level one. Throws SlackError. */
export type ApiMethod = {
  readonly token: 'bot' | 'app'
  run(args: Args, context: ApiContext): Record<string, unknown>
}

/** A field that the SDK sends as JSON text in a form, and others as it is. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? parseJson(value) : value), schema)
}

/** A yes or no, which a form can only spell out. */
export const flag = z.union([z.boolean(), z.stringbool()]).default(false)

export function parseArgs<Schema extends z.ZodType>(schema: Schema, args: Args): z.infer<Schema> {
  const parsed = schema.safeParse(args)
  if (parsed.success) return parsed.data
  throw new SlackError(
    'invalid_arguments',
    parsed.error.issues.map(({ path, message }) => `[ERROR] ${message} [json-pointer:/${path.map(String).join('/')}]`),
  )
}

/** A conversation that the bot may write in: a user's id stands for the direct messages with them. */
export function getWritable(workspace: Workspace, channel: string | undefined): Conversation {
  if (channel === undefined) throw new SlackError('channel_not_found')
  const conversation =
    workspace.findUser(channel) === undefined ? workspace.findConversation(channel) : workspace.openDirect(channel)
  if (conversation === undefined) throw new SlackError('channel_not_found')
  if (!conversation.members.has(workspace.app.user)) throw new SlackError('not_in_channel')
  return conversation
}
