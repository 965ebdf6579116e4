import type { ConfigProblem } from './problem.ts'

export type Settings = {
  readonly slack: {
    readonly botToken: string
    readonly transport: Transport
    /** Another Slack than Slack's own. */
    readonly apiUrl: string | undefined
    readonly proxyUrl: string | undefined
  }
  readonly stateFolder: string
}

export type Transport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number }

type Env = Readonly<Record<string, string | undefined>>

const appPage = 'https://api.slack.com/apps'

/** Secrets and places from the environment; each problem is added, so that all are told at once. */
export function readSettings(env: Env, problems: ConfigProblem[]): Settings | undefined {
  const botToken = readBotToken(env, problems)
  const transport = readTransport(env, problems)
  const apiUrl = readApiUrl(env, problems)
  if (env['DATABASE_URL'] !== undefined)
    problems.push({
      setting: 'DATABASE_URL',
      problem: 'is set, and this version keeps its state on one machine only',
      help: 'Remove it and give the folder of the embedded store in WINDLASS_STATE.',
    })
  if (
    env['AWS_ROLE_ARN'] !== undefined &&
    env['WINDLASS_READ_ROLE_ARN'] === undefined &&
    env['AWS_WEB_IDENTITY_TOKEN_FILE'] === undefined
  )
    problems.push({
      setting: 'AWS_ROLE_ARN',
      problem: 'is read by the AWS SDK itself, not by Windlass',
      help: 'The role to read with goes into WINDLASS_READ_ROLE_ARN.',
    })
  const proxyUrl = apiUrl === undefined ? readProxyUrl(env, problems) : undefined
  if (botToken === undefined || transport === undefined) return undefined
  return { slack: { botToken, transport, apiUrl, proxyUrl }, stateFolder: env['WINDLASS_STATE'] ?? '.windlass' }
}

/** The usual variable, for Slack's own address only: an emulator is not behind a proxy. It may hold a password. */
function readProxyUrl(env: Env, problems: ConfigProblem[]): string | undefined {
  const value = env['HTTPS_PROXY'] ?? env['https_proxy']
  if (value === undefined || /^https?:$/.test(URL.parse(value)?.protocol ?? '')) return value
  const help = 'It begins with http:// or https://, like http://proxy.example:3128.'
  problems.push({ setting: 'HTTPS_PROXY', problem: 'is not the address of a proxy', help })
  return undefined
}

function readBotToken(env: Env, problems: ConfigProblem[]): string | undefined {
  const value = env['SLACK_BOT_TOKEN']
  const help = `It starts with xoxb-. Slack shows it at ${appPage} → your app → OAuth & Permissions → Bot User OAuth Token, once the app is installed.`
  if (value?.startsWith('xoxb-') === true) return value
  problems.push({
    setting: 'SLACK_BOT_TOKEN',
    problem: value === undefined ? 'is not set' : `starts with ${kindOf(value)}`,
    help,
  })
  return undefined
}

function readTransport(env: Env, problems: ConfigProblem[]): Transport | undefined {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env
  if (appToken !== undefined && signingSecret !== undefined) {
    const help =
      'Keep SLACK_APP_TOKEN for Socket Mode (no public address needed), or SLACK_SIGNING_SECRET and PORT for signed HTTP.'
    problems.push({ setting: 'SLACK_APP_TOKEN', problem: 'and SLACK_SIGNING_SECRET are both set', help })
    return undefined
  }
  if (signingSecret !== undefined) return readHttp(signingSecret, env, problems)
  if (appToken?.startsWith('xapp-') === true) return { kind: 'socket', appToken }
  problems.push({
    setting: 'SLACK_APP_TOKEN',
    problem: appToken === undefined ? 'is not set, nor is SLACK_SIGNING_SECRET' : `starts with ${kindOf(appToken)}`,
    help: `For Socket Mode it starts with xapp-: ${appPage} → your app → Basic Information → App-Level Tokens → Generate, with the scope connections:write. For signed HTTP set SLACK_SIGNING_SECRET and PORT instead.`,
  })
  return undefined
}

function readHttp(signingSecret: string, env: Env, problems: ConfigProblem[]): Transport | undefined {
  const port = Number(env['PORT'])
  const isSecret = /^[0-9a-f]{32}$/i.test(signingSecret)
  if (!isSecret)
    problems.push({
      setting: 'SLACK_SIGNING_SECRET',
      problem: `has ${signingSecret.length} characters that are not all 0–9 and a–f`,
      help: `It has 32 such characters: ${appPage} → your app → Basic Information → App Credentials → Signing Secret.`,
    })
  const isPort = /^\d+$/.test(env['PORT'] ?? '') && port < 65_536
  if (!isPort)
    problems.push({
      setting: 'PORT',
      problem: env['PORT'] === undefined ? 'is not set' : `is ${env['PORT']}`,
      help: 'Signed HTTP listens there at /slack/events; give a number up to 65535.',
    })
  return isSecret && isPort ? { kind: 'http', signingSecret, port } : undefined
}

function readApiUrl(env: Env, problems: ConfigProblem[]): string | undefined {
  const value = env['SLACK_API_URL']
  if (value === undefined || URL.canParse(value)) return value
  problems.push({
    setting: 'SLACK_API_URL',
    problem: `is ${value}, not an address`,
    help: 'Leave it out for Slack’s own.',
  })
  return undefined
}

/** Enough to recognise what was pasted, never the secret. */
function kindOf(token: string): string {
  const known = /^(?:xox[a-z]|xapp)-/.exec(token)?.[0]
  return known ?? 'something else'
}
