import type { Files } from './files.ts'
import { newEnvelopeId, newSlackId } from './ids.ts'
import type { Reply, SendRequest } from './page-contract.ts'
import { sentences } from './sentences.ts'
import type { SlashCommands } from './slash-commands.ts'
import { parseTyped, toMrkdwn, toRichText } from './typed-text.ts'
import type { Workspace } from './workspace.ts'

type TalkOptions = { workspace: Workspace; slashCommands: SlashCommands; files: Files }

/** What the composer does with a line: a slash command is sent to the app, anything else is a message. */
export function createTalk({ workspace, slashCommands, files }: TalkOptions) {
  return async function send(request: SendRequest): Promise<Reply> {
    const { as, channel, threadTs, text: typed, files: attached = [] } = request
    if (workspace.findUser(as) === undefined) return { ok: false, error: sentences.unknownUser }
    const members = workspace.findConversation(channel)?.members
    if (members?.has(as) !== true) return { ok: false, error: sentences.unknownChannel }
    // A space before the slash makes it a message, as Slack says.
    if (typed.startsWith('/') && attached.length === 0) return slashCommands.run(request)
    if (typed.trim() === '' && attached.length === 0) return { ok: false, error: sentences.emptyMessage }
    const pieces = parseTyped(typed, workspace)
    const text = toMrkdwn(pieces)
    workspace.post({
      channel,
      user: as,
      text,
      threadTs,
      blocks: pieces.length === 0 ? [] : [toRichText(pieces, newSlackId('').slice(0, 5))],
      clientMsgId: newEnvelopeId(),
      isFromApp: false,
      files: attached.map(({ name, text: content }) => files.keep(name, Buffer.from(content), channel).id),
    })
    const { user: bot } = workspace.app
    const isMissed = text.includes(`<@${bot}>`) && !members.has(bot)
    const name = workspace.findUser(bot)?.name ?? bot
    return isMissed ? { ok: false, error: sentences.botNotInChannel(name) } : { ok: true }
  }
}
