import type { FunctionChange } from '../core/lambda/changer.ts'
import { type Account, placeName } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { quote } from '../core/words.ts'
import { troublesOf } from './change-troubles.ts'
import { refusedChanges } from './refused-changes.ts'
import type { Trouble } from './trouble.ts'

/** The change of a function, as a sentence about its end has to name it. */
export type ChangingFunction = {
  readonly target: Target
  readonly change: FunctionChange
  readonly account: Account
  /** The ARN of its change role. */
  readonly role: string
  readonly isRehearsal: boolean
  /** What AWS's encoded message says where it said no. */
  readonly denial?: string | undefined
}

/** It was not done, for this reason: a clause and what helps. */
export function notChanged(reason: string, asked: ChangingFunction): string {
  return `${leadOf(asked)}: ${reason}`
}

/** The same, where the reason is whole sentences of its own. */
export function notBegun(reason: string, asked: ChangingFunction): string {
  return `${leadOf(asked)}. ${reason}`
}

/** AWS said no to this action, or was never reached. */
export function whyNotChanged({ kind, code, detail }: Trouble, asked: ChangingFunction, action: string): string {
  const known = refusedChanges.get(code)
  if (known !== undefined) return known(asked, code)
  // Lambda may quote the values in its own words, which are therefore not even in the log.
  if (kind === 'refused' && asked.change.kind === 'environment')
    return `Lambda refused ${action} with the code ${detail}. Look at it with /lambda show ${quote(asked.target.name)} and ask again.`
  const { account, role, target, denial } = asked
  return troublesOf(detail, { service: 'Lambda', action, account, role, region: target.place.region, denial })[kind]
}

/** It may have been done. */
export function perhapsChanged(why: string, asked: ChangingFunction): string {
  const look = `/lambda show ${quote(asked.target.name)}`
  return `It is not known whether ${subjectOf(asked)} was ${verbOf(asked.change)}: ${why}. Look at it with ${look} before it is tried again.`
}

function leadOf(asked: ChangingFunction): string {
  const subject = subjectOf(asked)
  const done = asked.isRehearsal ? 'cannot be' : 'was not'
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${done} ${verbOf(asked.change)}`
}

function subjectOf({ change, target: { name, place } }: ChangingFunction): string {
  const of = `of ${name} in ${placeName(place)}`
  switch (change.kind) {
    case 'configure':
      return `the configuration ${of}`
    case 'environment':
      return `the environment ${of}`
    case 'reserve':
      return `the reserved concurrency ${of}`
    case 'provision':
      return `the provisioned concurrency of ${name}:${change.qualifier} in ${placeName(place)}`
    case 'publish':
      return `a new version ${of}`
    case 'point':
      return `the alias ${change.alias} ${of}`
    case 'trigger':
      return `the trigger ${change.mapping} ${of}`
    default:
      return change satisfies never
  }
}

function verbOf(change: FunctionChange): string {
  if (change.kind === 'publish') return 'published'
  if (change.kind === 'trigger') return change.isOn ? 'enabled' : 'disabled'
  return 'changed'
}
