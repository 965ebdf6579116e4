import type { z } from 'zod'
import { nearest } from '../core/suggest.ts'
import type { ConfigProblem } from './problem.ts'
import { shownValue } from './shown.ts'
import type { YamlFile } from './yaml-file.ts'

/** Where settings came from; `names` says what a path is called where that was not a file. */
export type Origin = YamlFile & { readonly file: string; readonly names: Readonly<Record<string, string>> }

/** What the schema found, as a person reads it: where, what, and what was expected. */
export function toProblems(issue: z.core.$ZodIssue, origin: Origin): ConfigProblem[] {
  const at = issue.path.join('.')
  const [, ownName] = Object.entries(origin.names).find(([name]) => at === name || at.startsWith(`${name}.`)) ?? []
  const help =
    ownName === undefined ? 'windlass.example.yaml explains every line.' : '.env.example explains every line.'
  if (issue.code !== 'unrecognized_keys') {
    const found = shownValue(origin.raw, issue.path)
    const setting = ownName ?? whereOf(issue.path, origin)
    return [{ setting, ...(found === undefined ? {} : { found }), problem: sentenceOf(issue), help }]
  }
  return issue.keys.map((key) => ({
    setting: whereOf([...issue.path, key], origin),
    problem: 'is not a setting',
    help: `${suggestionFor(key, issue.path)}${help}`,
  }))
}

const caps = ['maxTargets', 'perPersonPerHour', 'maxShareOfGroup', 'maxShareOfEnvironment']

const askedFor = ['name', 'label', 'hint', 'type', 'required', 'default']
const fieldSettings = [...askedFor, 'choices', 'min', 'max', 'decimals', 'longest', 'long']

// The settings below each setting that has any; '' is the file.
const settingsBelow: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['accounts', 'groups', 'policies', 'knowledge', 'timeZone', 'tags', 'changes', 'forms', 'functions', 'model']],
  ['accounts', ['name', 'id', 'regions', 'roles', 'externalId', 'environment']],
  ['roles', ['read', 'change']],
  ['tags', ['owner', 'environment', 'production']],
  ['changes', [...caps, 'reason', 'freezes', 'expireAfter']],
  ['reason', ['required', 'pattern', 'hint']],
  ['forms', ['title', 'about', 'fields', 'payload']],
  ['fields', fieldSettings],
  ['functions', ['name', 'form', 'presets']],
  ['model', ['id', 'account', 'region', 'tokensPerDay', 'dollarsPerDay', 'prices', 'guardrail']],
  ['prices', ['input', 'output']],
  ['guardrail', ['id', 'version']],
  ['freezes', ['name', 'from', 'until', 'weekly', 'reason', 'environments']],
])

function suggestionFor(key: string, path: readonly PropertyKey[]): string {
  // A form is found by its name, which is none of the settings.
  const isForm = path.length === 2 && path[0] === 'forms'
  const parent = isForm ? 'forms' : (path.findLast((part) => typeof part === 'string') ?? '')
  const [meant] = nearest(key, settingsBelow.get(parent) ?? [], 1)
  if (meant !== undefined) return `Did you mean ${meant}? `
  const [home] = [...settingsBelow].find(([, settings]) => settings.includes(key)) ?? []
  return home === undefined || home === '' ? '' : `It belongs under ${home}. `
}

/** `windlass.yaml line 7, accounts[0].regions[1]`. */
function whereOf(path: readonly PropertyKey[], { file, lineOf }: Origin): string {
  const line = lineOf(path)
  const name = path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('')
  return [`${file}${line === undefined ? '' : ` line ${line}`}`, ...(name === '' ? [] : [name])].join(', ')
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a group of settings',
  string: 'text',
  record: 'a group of settings',
}

/** Our own words where the schema has none: zod's speak of types. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return issue.message.endsWith('received undefined')
      ? 'is missing'
      : `must be ${kinds[issue.expected] ?? issue.expected}`
  if (issue.code === 'too_small' && issue.message.startsWith('Too small'))
    return issue.minimum === 1 ? 'is empty' : `must have at least ${issue.minimum} characters`
  if (issue.code === 'too_big' && issue.message.startsWith('Too big'))
    return `must have at most ${issue.maximum} characters`
  return issue.message
}
