import { stringify } from 'yaml'
import { shortcutName } from '../core/message-payload.ts'
import { suggestedPrompts } from './agent-view.ts'
import { explainCallback, shortcutCallback } from './shortcut.ts'

export type ManifestCommand = { readonly command: string; readonly description: string; readonly usageHint: string }

/** With signed HTTP Slack has to know where Windlass is; a socket is opened by Windlass. */
export type ManifestTransport = { readonly kind: 'socket' } | { readonly kind: 'http'; readonly requestUrl: string }

/** In the menu of every message. */
export const shortcuts = [
  {
    name: shortcutName,
    type: 'message',
    callback_id: shortcutCallback,
    description: 'Call a Lambda function with its JSON or its file',
  },
  {
    name: 'Explain this',
    type: 'message',
    callback_id: explainCallback,
    description: 'What an error or a term in it means, and what to do',
  },
] as const

/** Each with what needs it; nothing is asked for that nothing uses. */
export const scopes = [
  'app_mentions:read', // @windlass in a channel
  'assistant:write', // agent_view, assistant.threads.setSuggestedPrompts
  'channels:read', // conversations.info: whether a channel is shared with another organisation
  'chat:write', // every answer that is not ephemeral, chat.postEphemeral, chat.startStream, assistant.threads.setStatus
  'commands', // /ec2 …
  'files:read', // files.info and the content of a file that a message's shortcut is used on
  'files:write', // exports
  'groups:read', // conversations.info of private channels
  'im:history', // what is said to the bot in its direct messages; after a crash, whether it was answered there
  'im:write', // conversations.open
  'usergroups:read', // usergroups.list: who is in the groups that rules speak of
  'users:read', // users.info: who is a guest
] as const

// Without agent_session_stopped Slack shows no button to stop an answer.
const botEvents = ['agent_session_stopped', 'app_home_opened', 'app_mention', 'message.im'] as const

// Slack, manifest.d.ts in @slack/web-api 8.2.
const limits = { command: 32, description: 2_000, usageHint: 1_000, appName: 35, appDescription: 140 }

export type Manifest = ReturnType<typeof manifestFor>

/** The app as Slack creates it, from the list of commands. */
export function manifestFor(commands: readonly ManifestCommand[], transport: ManifestTransport) {
  const url = transport.kind === 'http' ? { url: transport.requestUrl } : {}
  const requestUrl = transport.kind === 'http' ? { request_url: transport.requestUrl } : {}
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Windlass',
      description: 'See and operate your EC2 instances and Lambda functions without leaving Slack',
      background_color: '#12394a',
    },
    features: {
      // Slack keeps guests away from apps that have it, whom Windlass would only tell that it refuses them.
      agent_view: {
        agent_description: 'Answers questions about EC2 and Lambda, shows what is there, and changes what you confirm.',
        suggested_prompts: [...suggestedPrompts],
      },
      // Direct messages with the bot are its messages tab.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'windlass', always_online: true },
      shortcuts: [...shortcuts],
      slash_commands: commands.map(({ command, description, usageHint }) => ({
        command: command.slice(0, limits.command),
        ...url,
        description: description.slice(0, limits.description),
        usage_hint: usageHint.slice(0, limits.usageHint),
        // People come by id, which is what decides; links that are made of names are undone (spoken.ts).
        should_escape: true,
      })),
    },
    oauth_config: { scopes: { bot: [...scopes] } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...botEvents] },
      interactivity: {
        is_enabled: true,
        ...requestUrl,
        ...(transport.kind === 'http' ? { message_menu_options_url: transport.requestUrl } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: transport.kind === 'socket',
      token_rotation_enabled: false,
    },
  }
}

/** Values are quoted throughout: bare ones with `?` or `:` are not read by every YAML reader (reference/slack.md §2). */
export function toYaml(manifest: Manifest): string {
  return stringify(manifest, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 })
}

/** Opens Slack's "create app" page with the manifest filled in. */
export function createAppLink(manifest: Manifest): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`
}

/** What the installed app was not granted; nothing where Slack did not say what it was. */
export function missingScopes(granted: readonly string[] | undefined): string[] {
  return granted === undefined ? [] : scopes.filter((scope) => !granted.includes(scope))
}
