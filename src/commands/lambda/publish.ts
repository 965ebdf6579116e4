import type { Acted } from '../../core/acted.ts'
import type { Canonical } from '../../core/canonical-json.ts'
import { changeCommand, type PlanPorts } from '../../core/command.ts'
import { reasonParameter } from '../../core/lambda/change-parameters.ts'
import type { FunctionDetails, LambdaFunction } from '../../core/lambda/function.ts'
import { lookAtFunctions, versionState } from '../../core/lambda/look-at-function.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf, functionPlan } from '../../core/lambda/plan-function.ts'
import { readForChange, revisionOf } from '../../core/lambda/read-for-change.ts'
import type { Parsed } from '../../core/parsed.ts'
import type { Plan } from '../../core/plan.ts'
import { code, type Text, text } from '../../core/text.ts'
import { quote } from '../../core/words.ts'

const words = ['lambda', 'publish'] as const
const action = 'lambda:PublishVersion'
const newestKey = 'newest version'

export const lambdaPublish = changeCommand({
  words,
  about: 'Keep the newest code of a function, as it is, as a version',
  examples: ['order-intake', 'order-intake --description "gift cards" --reason "OPS-412 release"'],
  parameters: {
    ...functionParameters,
    description: {
      kind: 'option',
      about: 'what is in it, at most 256 characters',
      placeholder: '"gift cards"',
      parse: parseDescription,
    },
    reason: reasonParameter,
  },
  aws: { read: lookingActions, change: [action] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Publish', doing: 'Publishing', done: 'Published', noun: 'version', part: 'a version of' },
  takesMs: { usually: 10_000, atMost: 10 * 60_000 },
  plan,
  apply: async (step, target, { lambda }) =>
    unlessTheSame(await lambda.changeFunction(target, changeOf(step)), step.precondition[newestKey]),
  look: (steps, { lambda }) =>
    lookAtFunctions(steps, async (found, { step }) => {
      const details = await lambda.describeFunction(found)
      const [before, now] = [step.precondition[newestKey], newestOf(details)]
      if (now === undefined) return { kind: 'unseen', why: details.unread.join(' ') }
      const state = now === 0 ? 'without a version' : versionState(now)
      if (typeof before !== 'number') return { kind: 'unclear', state }
      return { kind: now > before ? 'there' : 'untouched', state }
    }),
})

type Wanted = { readonly function: LambdaFunction; readonly description: string | undefined }

async function plan({ function: found, description }: Wanted, ports: PlanPorts): Promise<Plan> {
  const { target, details } = await readForChange(found, ports)
  const newest = newestOf(details)
  const revision = revisionOf(details)
  const next = newest === undefined ? 'a new version' : `version ${newest + 1}`
  return functionPlan({
    target,
    words,
    action,
    change: { kind: 'publish', description, revision },
    precondition: { [newestKey]: newest ?? null, revision },
    parameters: { description },
    summary: text`$LATEST as ${next}${description === undefined ? '' : ` (${description})`}`,
    impact: [...aliasesStay(details, newest), ...mayBeTheSame(newest)],
    unread: details.unread,
  })
}

/** 0 where there is none, nothing where it could not be read. */
function newestOf({ versions, unread }: FunctionDetails): number | undefined {
  if (versions.length === 0 && unread.length > 0) return undefined
  return Math.max(0, ...versions.map(({ version }) => Number(version)).filter(Number.isInteger))
}

function aliasesStay({ aliases, function: { name } }: FunctionDetails, newest: number | undefined): Text[] {
  const [first] = aliases
  if (first === undefined) return []
  const stay = aliases.map((alias) => `${alias.name} (version ${alias.version})`).join(', ')
  const which = newest === undefined ? 'N' : newest + 1
  const move = `/lambda alias ${quote(name)} --alias ${first.name} --version ${which}`
  return [text`No alias moves by it: ${stay} stays as it is. ${code(move)} moves one.`]
}

// Lambda API, PublishVersion: nothing is published where code and configuration are those of the last version.
function mayBeTheSame(newest: number | undefined): Text[] {
  if (newest === undefined || newest === 0) return []
  return [text`Where nothing changed since version ${newest}, AWS publishes none.`]
}

/** Then AWS takes the call and answers with the version that there is: nobody would ever see another. */
function unlessTheSame(acted: Acted, newest: Canonical | undefined): Acted {
  if (acted.kind !== 'accepted' || typeof newest !== 'number' || acted.state !== versionState(newest)) return acted
  const message = `AWS published none: nothing changed since version ${newest}.`
  return { kind: 'refused', code: 'NothingChanged', message, requestId: acted.requestId, spreads: 'nowhere' }
}

function parseDescription(word: string): Parsed<string> {
  if (word.length <= 256) return { ok: true, value: word }
  return { ok: false, message: `At most 256 characters; these are ${word.length}.` }
}
