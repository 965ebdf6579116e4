import type { FunctionChange } from '../core/lambda/changer.ts'
import { quote } from '../core/words.ts'
import type { ChangingFunction } from './function-change-sentences.ts'

type Clause = (asked: ChangingFunction, code: string) => string

const notThere: Clause = ({ target, change }, code) => {
  const show = `/lambda show ${quote(target.name)}`
  if (change.kind === 'provision')
    return `it is not there any more, or has no version or alias "${change.qualifier}" (${code}). ${show} lists those that there are.`
  if (change.kind === 'point')
    return `it is not there any more, or one of its versions is not (${code}). ${show} lists those that there are.`
  if (change.kind === 'trigger') return `it is not there any more (${code}). ${show} lists the triggers that there are.`
  return `it is not there any more (${code}). Look with /lambda list ${quote(target.name)} for what is there now.`
}

const busy: Clause = ({ target }, code) =>
  `another update of it is in progress (${code}). Ask again once /lambda show ${quote(target.name)} says that it is through, mostly within a minute.`

const changedMeanwhile: Clause = (_asked, code) =>
  `it was changed meanwhile, by somebody else or a deployment (${code}). Ask again, which starts from what is there now.`

const noneProvisioned: Clause = (_asked, code) => `there is none that could be taken away (${code}).`

const noStorage: Clause = ({ account, target: { place } }, code) =>
  `${account.name} keeps as much code in ${place.region} as Lambda allows (${code}). Delete versions that nobody needs, or let an AWS administrator ask for more in Service Quotas.`

const wrongValue: Clause = ({ change }, code) => {
  const [what, rule] = limits[change.kind]
  return `Lambda does not take ${what} (${code}).${rule === '' ? '' : ` ${rule}`}`
}

/** What is wrong and what would be right (Lambda Developer Guide, "Lambda quotas", and the pages of each). */
const limits: Record<FunctionChange['kind'], readonly [string, string]> = {
  configure: [
    'this memory or this timeout',
    'Memory is from 128 to 10,240 MB, in some accounts 3,008, and a timeout from 1 to 900 s.',
  ],
  environment: [
    'these variables',
    'A name begins with a letter, has letters, digits and _ only, two at least, and is none that Lambda keeps for itself. All together are at most 4 KB.',
  ],
  reserve: [
    'that many',
    "AWS keeps 100 of the account's concurrency in a Region for all other functions. Reserve fewer.",
  ],
  provision: [
    'that',
    'It is for a published version or an alias, and at most what is reserved for the function, or else what nobody has reserved.',
  ],
  publish: ['that', 'A description is at most 256 characters.'],
  point: ['that', 'An alias with a weight names two different published versions, and the weight is from 0 to 100 %.'],
  trigger: ['that for this trigger', ''],
}

/** Lambda API reference, "Errors" of these actions: those after which it is certain that nothing was done. */
export const refusedChanges: ReadonlyMap<string, Clause> = new Map([
  ['ResourceNotFoundException', notThere],
  ['ProvisionedConcurrencyConfigNotFoundException', noneProvisioned],
  ['ResourceConflictException', busy],
  ['ResourceInUseException', busy],
  ['PreconditionFailedException', changedMeanwhile],
  ['InvalidParameterValueException', wrongValue],
  ['ValidationException', wrongValue],
  ['CodeStorageExceededException', noStorage],
])
