import { z } from 'zod'
import type { ConfigText } from '../config/problem.ts'
import { readYaml } from '../config/yaml-file.ts'
import { nearest } from '../core/suggest.ts'

const target = z.strictObject({
  /** The name of a function; of an instance it is `name`. */
  function: z.string().optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  environment: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
  owner: z.string().optional(),
  state: z.string().optional(),
  type: z.string().optional(),
  tags: z.record(z.string(), z.string('must be text: write it in quotation marks')).default({}),
})

const surfaces = ['slash', 'mention', 'direct', 'click'] as const

const policyCase = z.strictObject({
  about: z.string().optional(),
  groups: z.array(z.string()).default([]),
  person: z
    .string()
    .regex(/^[TE][A-Z0-9]+:[UW][A-Z0-9]+$/, 'is not a team and a person, like T0123:U0123')
    .default('T0000:U0000'),
  command: z.string('is missing: the words of the command, like ec2 stop'),
  target: target.optional(),
  channel: z.string().default('C0000'),
  surface: z.enum(surfaces, `must be one of ${surfaces.join(', ')}`).default('slash'),
  /** In the time zone of windlass.yaml. */
  time: z
    .string()
    .refine((text) => isLocalTime(text), 'is not a local date and time, like 2026-12-18T16:00')
    .default('2026-01-07T12:00'),
  count: z.int('must be a whole number').min(1).default(1),
  costChange: z.number('must be US dollars an hour, like 1.5').optional(),
  /** What a function is called with. */
  payload: z.json().optional(),
  expect: z.enum(['allow', 'deny'], 'must be allow or deny'),
  rule: z.string().optional(),
})

function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return false
  try {
    Temporal.PlainDateTime.from(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** One question to the policies with the answer that it must have. */
export type PolicyCase = z.infer<typeof policyCase> & {
  readonly where: string
  /** The same of a word in it. */
  whereOf(path: readonly PropertyKey[]): string
}

export type PolicyCases =
  | { readonly ok: true; readonly cases: readonly PolicyCase[] }
  | { readonly ok: false; readonly problems: readonly { setting: string; problem: string; help: string }[] }

const table = z.strictObject({ cases: z.array(policyCase, 'is missing: a list of cases').min(1, 'has no case') })

const keys = [...Object.keys(policyCase.shape), ...Object.keys(target.shape)]
const help = 'docs/policies.md shows a table of cases.'

/** A table's text to its cases, or what is wrong with it. */
export function parseCases(file: ConfigText): PolicyCases {
  const unreadable: { setting: string; problem: string; help: string }[] = []
  const yaml = readYaml(file, unreadable)
  if (yaml === undefined) return { ok: false, problems: unreadable }
  const where = (path: readonly PropertyKey[]) => `${file.path} line ${yaml.lineOf(path) ?? 1}`
  const parsed = table.safeParse(yaml.raw)
  if (parsed.success)
    return {
      ok: true,
      cases: parsed.data.cases.map((each, index) =>
        Object.assign(each, {
          where: where(['cases', index]),
          whereOf: (path: readonly PropertyKey[]) => where(['cases', index, ...path]),
        }),
      ),
    }
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, where([...issue.path, key])))
    const name = issue.path.filter((key) => typeof key === 'string').at(-1) ?? 'cases'
    const message = issue.message.startsWith('Invalid input') ? 'is missing or not of the right kind' : issue.message
    return [{ setting: where(issue.path), problem: `${name} ${message}`, help }]
  })
  return { ok: false, problems }
}

function unknownKey(key: string, setting: string) {
  const [meant] = nearest(key, keys, 1)
  const problem = `${key} is not a word of a case`
  return { setting, problem, help: meant === undefined ? help : `Did you mean ${meant}? ${help}` }
}
