import { placeParameters } from '../ec2/parameters.ts'
import type { Parameter } from '../parameter.ts'
import type { Parsed } from '../parsed.ts'
import { parseSince, type Since } from '../since.ts'
import { nearest } from '../suggest.ts'
import { knownRuntimes } from './runtimes.ts'

/** What every command on one function takes. */
export const functionParameters = {
  function: { kind: 'function', about: 'its name, a glob (order-*) or its ARN', placeholder: 'order-intake' },
  ...placeParameters,
} as const satisfies Record<string, Parameter>

/** What a call of a function is planned with. */
export const callingActions = ['lambda:ListFunctions', 'lambda:GetFunction', 'lambda:ListTags'] as const

/** What `describeFunction` reads. */
export const describingFunctionActions = [
  'lambda:GetFunction',
  'lambda:ListTags',
  'lambda:ListVersionsByFunction',
  'lambda:ListAliases',
  'lambda:GetPolicy',
  'lambda:ListEventSourceMappings',
  'lambda:ListFunctionUrlConfigs',
  'lambda:ListProvisionedConcurrencyConfigs',
] as const

/** What one function is looked at with in full, to show it, explain it, or plan and follow a change of it. */
export const lookingActions = ['lambda:ListFunctions', ...describingFunctionActions] as const

/** From when on; `usual` where it is not said. */
export function sinceParameter(usual: string) {
  return {
    kind: 'option',
    about: `from when on: 2h, 3d, 2026-11-20; ${usual} where it is not said`,
    placeholder: usual,
    parse: (word: string): Parsed<Since> => parseSince(word),
  } as const satisfies Parameter
}

/** A runtime as AWS calls it, with wildcards for several, or `image`; AWS adds new ones, so that an unknown one is not refused. */
export function parseRuntime(word: string): Parsed<string> {
  const lower = word.toLowerCase()
  if (/^[a-z]+[\d.*?][a-z0-9.*?]*$/.test(lower) || ['image', ...knownRuntimes].includes(lower))
    return { ok: true, value: lower }
  const [instead] = nearest(lower, knownRuntimes, 1)
  const message = `${word} is not a runtime; those look like nodejs24.x, or python3.* for all of Python 3, or image.`
  return { ok: false, message, ...(instead === undefined ? {} : { instead }) }
}
