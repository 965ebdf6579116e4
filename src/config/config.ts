import type { ChangeRules } from '../core/change-rules.ts'
import type { FunctionRules } from '../core/lambda/rules.ts'
import type { ModelSettings } from '../core/model.ts'
import type { Account } from '../core/place.ts'
import { type Organisation, parseConfigFile } from './organisation.ts'
import type { ConfigProblem, ConfigText } from './problem.ts'
import { readSettings, type Settings } from './settings.ts'

/** Everything that an administrator sets, checked and frozen. */
export type Config = Settings &
  Readonly<{
    accounts: readonly Account[]
    /** Slack ids of people and user groups, by the group's name. */
    groups: Readonly<Record<string, readonly string[]>>
    /** The folder of Cedar policies, absolute. */
    policies: string | undefined
    /** The folder of the team's own topics, absolute. */
    knowledge: string | undefined
    /** An IANA name. */
    timeZone: string
    /** The keys of the tags that say so, and the environments that are production. */
    tags: Readonly<{ owner: string; environment: string; production: readonly string[] }>
    changes: ChangeRules
    functions: FunctionRules
    /** Nothing where no language model is to be asked. */
    model: ModelSettings | undefined
  }>

type Env = Readonly<Record<string, string | undefined>>

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** From the environment and windlass.yaml's text to a Config, or every problem at once. Pure. */
export function readConfig(env: Env, file: ConfigText | undefined): ConfigResult {
  const problems: ConfigProblem[] = []
  const settings = readSettings(env, problems)
  const organisation = file === undefined ? smallest(env, problems) : organised(file, env, problems)
  if (problems.length > 0 || settings === undefined || organisation === undefined) return { ok: false, problems }
  return { ok: true, config: Object.freeze({ ...settings, ...organisation }) }
}

export type OrganisationResult =
  | ({ readonly ok: true } & Organisation)
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** The organisation alone, before there is a Slack app; nothing where none is described yet. */
export function readOrganisation(env: Env, file: ConfigText | undefined): OrganisationResult | undefined {
  if (file === undefined && env['WINDLASS_READ_ROLE_ARN'] === undefined) return undefined
  const problems: ConfigProblem[] = []
  const organisation = file === undefined ? smallest(env, problems) : organised(file, env, problems)
  if (problems.length > 0 || organisation === undefined) return { ok: false, problems }
  return { ok: true, ...organisation }
}

const smallestSettings = ['WINDLASS_READ_ROLE_ARN', 'WINDLASS_CHANGE_ROLE_ARN', 'WINDLASS_CHANGERS'] as const

function organised(file: ConfigText, env: Env, problems: ConfigProblem[]): Organisation | undefined {
  for (const setting of smallestSettings) {
    if (env[setting] === undefined) continue
    const problem = `is set beside ${file.path}`
    problems.push({
      setting,
      problem,
      help: `With a windlass.yaml, roles and groups are written there. Remove ${setting}.`,
    })
  }
  return parseConfigFile(file, problems)
}

/** One account and one Region from the environment alone. */
function smallest(env: Env, problems: ConfigProblem[]): Organisation | undefined {
  const read = env['WINDLASS_READ_ROLE_ARN']
  const region = env['AWS_REGION']
  if (region === undefined)
    problems.push({
      setting: 'AWS_REGION',
      problem: 'is not set',
      help: 'Give the Region to look at, like eu-central-1.',
    })
  if (read === undefined) {
    problems.push({
      setting: 'WINDLASS_READ_ROLE_ARN',
      problem: 'is not set, and there is no windlass.yaml',
      help: 'Give the ARN of a role that Windlass may assume to read, or describe your accounts in windlass.yaml (windlass.example.yaml shows how). `npm start -- iam` prints the role’s trust and permissions. Windlass never uses its own identity to read.',
    })
    return undefined
  }
  const change = env['WINDLASS_CHANGE_ROLE_ARN']
  const id = /^arn:aws[\w-]*:iam::(\d{12}):role\/./.exec(read)?.[1] ?? ''
  const changers = (env['WINDLASS_CHANGERS'] ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const lines = {
    accounts: [
      {
        name: id || 'account',
        id,
        regions: [region ?? 'us-east-1'],
        roles: { read, ...(change === undefined ? {} : { change }) },
      },
    ],
    groups: { changers },
  }
  return parseConfigFile({ path: 'the environment', text: JSON.stringify(lines) }, problems, environmentNames)
}

const environmentNames: Readonly<Record<string, string>> = {
  'accounts.0.roles.read': 'WINDLASS_READ_ROLE_ARN',
  'accounts.0.roles.change': 'WINDLASS_CHANGE_ROLE_ARN',
  'accounts.0.regions.0': 'AWS_REGION',
  'accounts.0.id': 'WINDLASS_READ_ROLE_ARN',
  'groups.changers': 'WINDLASS_CHANGERS',
}
