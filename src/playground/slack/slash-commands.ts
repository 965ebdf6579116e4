import { isEmptyAnswer } from './acknowledgement.ts'
import type { Deliveries } from './deliveries.ts'
import type { PageCommand, Reply, SendRequest } from './page-contract.ts'
import { slashPayload } from './payloads.ts'
import type { ResponseUrls } from './response-urls.ts'
import { sentences } from './sentences.ts'
import { SlackError } from './slack-error.ts'
import type { Triggers } from './triggers.ts'
import { parseTyped, toEscapedCommand } from './typed-text.ts'
import type { Workspace } from './workspace.ts'

export type SlashCommands = { run(request: SendRequest): Promise<Reply> }

type SlashCommandsOptions = {
  workspace: Workspace
  deliveries: Deliveries
  responseUrls: ResponseUrls
  triggers: Triggers
  commands: readonly PageCommand[]
  /** `should_escape` of the manifest: mentions, channels and links come in Slack's own spelling. */
  shouldEscape: boolean
}

export function createSlashCommands(options: SlashCommandsOptions): SlashCommands {
  const { workspace, deliveries, responseUrls, triggers, commands, shouldEscape } = options
  return {
    async run({ as, channel, threadTs, text: typed }) {
      const [, command = '', rest = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(typed.trim()) ?? []
      const user = workspace.findUser(as)
      const conversation = workspace.findConversation(channel)
      if (user === undefined || conversation === undefined) return { ok: false, error: sentences.unknownChannel }
      if (command === '/invite') return invite({ workspace, channel, rest })
      if (!commands.some((each) => each.command === command)) {
        return { ok: false, error: sentences.unknownCommand(command) }
      }
      if (threadTs !== undefined) return { ok: false, error: sentences.notInThreads(command) }
      const text = shouldEscape ? toEscapedCommand(parseTyped(rest, workspace)) : rest
      const responseUrl = responseUrls.newUrl('command', { channel, user: as, isClick: false, originalTs: undefined })
      const triggerId = triggers.newTrigger(as)
      const payload = slashPayload(workspace, { user, conversation, command, text, responseUrl, triggerId })
      let answerError: string | undefined
      const outcome = await deliveries.deliver({ type: 'slash_commands', payload, acceptsResponse: true }, (answer) => {
        if (isEmptyAnswer(answer)) return
        try {
          responseUrls.answer(responseUrl, answer)
        } catch (error) {
          if (!(error instanceof SlackError)) throw error
          answerError = 'invalid_command_response'
        }
      })
      const error = outcome.kind === 'failed' ? outcome.error : answerError
      return error === undefined ? { ok: true } : { ok: false, error: sentences.commandFailed(command, error) }
    },
  }
}

/** Slack's own command, the one way to bring the bot into a channel. */
function invite({ workspace, channel, rest }: { workspace: Workspace; channel: string; rest: string }): Reply {
  const user = workspace.listUsers().find(({ name }) => `@${name}` === rest.trim())
  if (user === undefined) return { ok: false, error: sentences.unknownUser }
  workspace.join(channel, user.id)
  return { ok: true }
}
