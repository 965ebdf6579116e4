import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { ChangeRules } from '../core/change-rules.ts'
import type { Freeze } from '../core/freeze.ts'
import type { FunctionRules } from '../core/lambda/rules.ts'
import type { ModelSettings } from '../core/model.ts'
import { accounts } from './account.ts'
import { changes } from './changes.ts'
import { forms } from './forms.ts'
import { addUnknownForms, functions } from './functions.ts'
import { type Origin, toProblems } from './issues.ts'
import { addUnknownAccount, model } from './model.ts'
import type { ConfigProblem, ConfigText } from './problem.ts'
import { readYaml } from './yaml-file.ts'

// People U… and W…, user groups S… (Slack, "Using the Slack Web API": object ids).
const slackId = z
  .string()
  .regex(/^[UWS][A-Z0-9]{2,}$/, 'is not the id of a person (U…) or a user group (S…); names do not count')

const groups = z
  .record(z.string(), z.array(slackId))
  .superRefine((all, context) => {
    const message = 'is not a group’s name: small letters, digits and hyphens, a letter first'
    for (const name of Object.keys(all))
      if (!/^[a-z][a-z0-9-]*$/.test(name)) context.addIssue({ code: 'custom', path: [name], message })
  })
  .default({})

/** What holds where windlass.yaml names no tags, or is not there. */
export const defaultTags = { owner: 'owner', environment: 'env', production: ['prod', 'production', 'live'] }

/** What holds where windlass.yaml says nothing of functions. */
export const noFunctionRules: FunctionRules = { forms: {}, functions: [] }

const settings = z.strictObject({
  accounts,
  groups,
  policies: z.string().min(1, 'is empty').optional(),
  knowledge: z.string().min(1, 'is empty').optional(),
  approvals: z
    .undefined(
      'asks for a second person’s yes, which this version does not do yet. Remove it, so that nobody relies on it',
    )
    .optional(),
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), 'is not a time zone, like Europe/Berlin')
    .default('UTC'),
  tags: z
    .strictObject({
      owner: z.string().min(1).default(defaultTags.owner),
      environment: z.string().min(1).default(defaultTags.environment),
      production: z.array(z.string().min(1)).default(defaultTags.production),
    })
    .prefault({}),
  changes,
  forms: forms.default({}),
  functions: functions.default([]),
  model: model.optional(),
})

const schema = settings.superRefine(addUnknownForms).superRefine(addUnknownAccount)

type ConfigFile = z.infer<typeof schema>

/** What windlass.yaml says. */
export type Organisation = Omit<
  ConfigFile,
  'approvals' | 'policies' | 'knowledge' | 'forms' | 'functions' | 'model'
> & {
  readonly functions: FunctionRules
  /** Nothing where no language model is to be asked. */
  readonly model: ModelSettings | undefined
  /** Absolute paths. */
  readonly policies: string | undefined
  readonly knowledge: string | undefined
}

/** windlass.yaml's text to its meaning; `names` says what a path is called where it did not come from a file. */
export function parseConfigFile(
  file: ConfigText,
  problems: ConfigProblem[],
  names: Origin['names'] = {},
): Organisation | undefined {
  const yaml = readYaml(file, problems)
  if (yaml === undefined) return undefined
  const parsed = schema.safeParse(yaml.raw)
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => toProblems(issue, { ...yaml, file: file.path, names }))
    // Two rules that one value breaks are one thing to mend.
    problems.push(...new Map(found.map((problem) => [problem.setting, problem])).values())
    return undefined
  }
  const { approvals: _, policies, knowledge, forms: named, functions: rules, ...organisation } = parsed.data
  const folder = file.folder ?? dirname(file.path)
  return {
    ...organisation,
    model: organisation.model,
    policies: policies === undefined ? undefined : resolve(folder, policies),
    knowledge: knowledge === undefined ? undefined : resolve(folder, knowledge),
    functions: { forms: named, functions: rules },
    changes: withProduction(organisation.changes, organisation.tags.production),
  }
}

/** A freeze of one word for production is a freeze of all of them: `prod` and `live` are the same place. */
function withProduction(rules: ChangeRules, production: readonly string[]): ChangeRules {
  const isProduction = (name: string) => production.some((each) => each.toLowerCase() === name.toLowerCase())
  const widened = (freeze: Freeze): Freeze =>
    freeze.environments?.some(isProduction) === true
      ? { ...freeze, environments: [...new Set([...freeze.environments, ...production])] }
      : freeze
  return { ...rules, freezes: rules.freezes.map(widened) }
}

function isTimeZone(zone: string): boolean {
  // Temporal also takes offsets, which have no summer.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
