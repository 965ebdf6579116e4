import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { nearest } from '../core/suggest.ts'
import type { ConfigProblem, ConfigText } from './problem.ts'

const roleArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'is not a role’s ARN, like arn:aws:iam::111122223333:role/WindlassRead',
  )
const accountId = z
  .string('must be text: write the twelve digits in quotation marks')
  .regex(/^\d{12}$/, 'must be the account’s twelve digits')
const regionName = z.string().regex(/^[a-z]{2,4}(?:-[a-z]+)+-\d$/, 'is not a Region’s name, like eu-central-1')
// People U… and W…, user groups S… (Slack, "Using the Slack Web API": object ids).
const slackId = z
  .string()
  .regex(/^[UWS][A-Z0-9]{2,}$/, 'is not the id of a person (U…) or a user group (S…); names do not count')

const account = z
  .strictObject({
    name: z.string().min(1).max(60),
    id: accountId,
    regions: z.array(regionName).min(1, 'needs at least one Region'),
    roles: z.strictObject(
      { read: roleArn, change: roleArn.optional() },
      'is missing: `read` is the ARN of the role that Windlass assumes to read',
    ),
    externalId: z.string().min(2).max(1224).optional(),
    environment: z.string().min(1).optional(),
  })
  .superRefine(({ id, roles }, context) => {
    for (const [name, arn] of Object.entries(roles)) {
      const owner = arn?.split(':')[4]
      if (owner === undefined || owner === id) continue
      context.addIssue({ code: 'custom', path: ['roles', name], message: `is a role of another account than ${id}` })
    }
  })

const schema = z.strictObject({
  accounts: z
    .array(account)
    .min(1, 'needs at least one account')
    .refine(
      (all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length,
      'has two accounts of the same name',
    ),
  groups: z.record(z.string(), z.array(slackId)).default({}),
  policies: z
    .undefined(
      'names a folder of policies, and this version decides by its built-in rule alone (full members may read). Remove it',
    )
    .optional(),
  approvals: z
    .strictObject({
      channel: z.string(),
      expireAfter: z.string().regex(/^(?:\d+[smhd])+$/, 'is not a duration, like 30m'),
    })
    .optional(),
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), 'is not a time zone, like Europe/Berlin')
    .default('UTC'),
  tags: z
    .strictObject({
      owner: z.string().default('owner'),
      environment: z.string().default('env'),
      production: z.array(z.string()).default(['prod', 'production', 'live']),
    })
    .default({ owner: 'owner', environment: 'env', production: ['prod', 'production', 'live'] }),
})

export type ConfigFile = z.infer<typeof schema>

type Organisation = Pick<ConfigFile, 'groups' | 'timeZone' | 'tags'> & { accounts: Account[] }
type Account = {
  name: string
  id: string
  regions: string[]
  roles: { read: string; change: string | undefined }
  externalId: string | undefined
  environment: string | undefined
}

/** windlass.yaml's text to its meaning; `names` says what a path is called where it did not come from a file. */
export function parseConfigFile(
  { path, text }: ConfigText,
  problems: ConfigProblem[],
  names: Readonly<Record<string, string>> = {},
): Organisation | undefined {
  const raw = readYaml({ path, text }, problems)
  if (raw === undefined) return undefined
  const parsed = schema.safeParse(raw)
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => toProblems(issue, path, names))
    // Two rules that one value breaks are one thing to mend.
    problems.push(...new Map(found.map((problem) => [problem.setting, problem])).values())
    return undefined
  }
  const { accounts, groups, timeZone, tags } = parsed.data
  return { accounts: accounts.map(withAll), groups, timeZone, tags }
}

function withAll({ name, id, regions, roles, externalId, environment }: z.infer<typeof account>): Account {
  return {
    name,
    id,
    regions: [...new Set(regions)],
    roles: { read: roles.read, change: roles.change },
    externalId,
    environment,
  }
}

function readYaml({ path, text }: ConfigText, problems: ConfigProblem[]): unknown {
  try {
    return parse(text) ?? {}
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const [at] = error instanceof YAMLParseError ? (error.linePos ?? []) : []
    const where = at === undefined ? '' : `, line ${at.line}, column ${at.col}`
    const isSeveral = error instanceof YAMLParseError && error.code === 'MULTIPLE_DOCS'
    const problem = isSeveral ? 'holds several documents' : 'is not YAML'
    const help = isSeveral ? 'Windlass reads one: remove the line ---.' : (error.message.split('\n')[0] ?? '')
    problems.push({ setting: `${path}${where}`, problem, help })
    return undefined
  }
}

function toProblems(issue: z.core.$ZodIssue, path: string, names: Readonly<Record<string, string>>): ConfigProblem[] {
  const at = issue.path.join('.')
  const [, ownName] = Object.entries(names).find(([name]) => at === name || at.startsWith(`${name}.`)) ?? []
  const help =
    ownName === undefined ? 'windlass.example.yaml explains every line.' : '.env.example explains every line.'
  const setting = ownName ?? (at === '' ? path : `${path}: ${at}`)
  if (issue.code !== 'unrecognized_keys') return [{ setting, problem: sentenceOf(issue), help }]
  return issue.keys.map((key) => {
    const [meant] = nearest(key, knownKeys, 1)
    return {
      setting: `${path}: ${[at, key].filter((part) => part !== '').join('.')}`,
      problem: 'is not a setting',
      help: meant === undefined ? help : `Did you mean ${meant}? ${help}`,
    }
  })
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a group of settings',
  string: 'text',
  record: 'a group of settings',
}

/** Our own words where the schema has none: zod's speak of types. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message
  if (issue.message.endsWith('received undefined')) return 'is missing'
  return `must be ${kinds[issue.expected] ?? issue.expected}`
}

const knownKeys = [
  Object.keys(schema.shape),
  ['name', 'id', 'regions', 'roles', 'externalId', 'environment', 'read', 'change'],
  ['channel', 'expireAfter', 'owner', 'production'],
].flat()

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC'
}
