import type { Lambda } from '@aws-sdk/client-lambda'
import type { Acted } from '../core/acted.ts'
import { UserError } from '../core/errors.ts'
import type { FunctionChange, FunctionChanger } from '../core/lambda/changer.ts'
import type { Log } from '../core/log.ts'
import { type Account, placeName } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import type { Sealer } from '../core/sealer.ts'
import { assumeRole } from './assume-role.ts'
import { accessTo, unasked } from './change-access.ts'
import { NotRead, sendEnvironment, unsealed } from './change-environment.ts'
import type { ChangerUse } from './change-instance.ts'
import { isOpen } from './change-outcome.ts'
import type { ChangingClient, Clients } from './clients.ts'
import { decodeChangeDenial } from './decode-denial.ts'
import { actionOf } from './function-actions.ts'
import { isFunctionOf, isQualifier } from './function-arn.ts'
import { changedAs, unchangedAs } from './function-change-outcome.ts'
import { type ChangingFunction, notBegun } from './function-change-sentences.ts'
import { functionPolicy } from './function-policy.ts'
import { type Answer, type SendOptions, sendChange } from './send-change.ts'
import { changeSession } from './session-input.ts'
import { withoutBody } from './without-body.ts'
import { withoutWords } from './without-words.ts'

type Ports = {
  readonly accounts: readonly Account[]
  readonly clients: Clients
  readonly log: Log
  readonly sealer: Sealer
  /** For the session. */
  readonly withinMs: number
  /** For the whole step. */
  readonly stepWithinMs: number
}

/** One call each, of one function, in a session that allows that and nothing else, and that is kept nowhere. */
export function createFunctionChanger(use: ChangerUse, ports: Ports): FunctionChanger {
  return {
    async changeFunction(target, change) {
      const signal = AbortSignal.timeout(ports.stepWithinMs)
      const access = accessTo(target, ports.accounts)
      if ('kind' in access) return access
      const asked: ChangingFunction = { target, change, ...access, isRehearsal: use.isRehearsal }
      const send = sendingOf(asked, ports.sealer)
      if ('kind' in send) return send
      const changing = await clientFor(asked, use, ports)
      if ('kind' in changing) return changing
      // Lambda cannot be asked whether it would.
      if (use.isRehearsal) return { kind: 'accepted', requestId: undefined, isRehearsed: false }
      const decode = (error: unknown) =>
        decodeChangeDenial(error, { ...access, region: target.place.region, use, signal }, ports)
      return sent(changing, (client) => send(client, { abortSignal: signal }), { asked, decode, log: ports.log })
    },
  }
}

type Send = (client: Lambda, options: SendOptions) => Promise<Answer>

/** The call, or what can be told of it without AWS. */
function sendingOf(asked: ChangingFunction, sealer: Sealer): Send | (Acted & { readonly kind: 'refused' }) {
  const { target, change, role } = asked
  const arn = target.id
  if (!isFunctionOf(target, role)) return unasked('NoTarget', notAFunction(target))
  const wrong = wrongName(change)
  if (wrong !== undefined) return unasked('NoTarget', notBegun(wrong, asked))
  if (change.kind !== 'environment') return (client, options) => sendChange(client, { arn, change }, options)
  const values = unsealed(change, sealer)
  if (values === undefined) return unasked('StillSealed', notBegun(stillSealed, asked))
  return (client, options) => sendEnvironment(client, { arn, change, values }, options)
}

// Nothing else may come into the ARN that a session is narrowed to: a wildcard there would be every mapping.
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function wrongName(change: FunctionChange): string | undefined {
  if (change.kind === 'trigger')
    return uuid.test(change.mapping) ? undefined : `"${change.mapping}" is not the id of a trigger.`
  const name = change.kind === 'point' ? change.alias : change.kind === 'provision' ? change.qualifier : undefined
  return name === undefined || isQualifier(name) ? undefined : `"${name}" cannot be a version or an alias.`
}

const stillSealed = "The values were sealed before Windlass's Slack token changed. Type them again."

function notAFunction({ id, place }: Target): string {
  return `"${id}" is not the ARN of a function in ${placeName(place)}, so nothing was changed.`
}

type Noting = { readonly asked: ChangingFunction; readonly log: Log }
type Sending = Noting & { decode(error: unknown): Promise<string | undefined> }

async function sent(
  { client, attempts }: ChangingClient<Lambda>,
  send: (client: Lambda) => Promise<Answer>,
  noting: Sending,
): Promise<Acted> {
  const { asked, decode } = noting
  try {
    return noted(changedAs(await send(client), asked), undefined, noting)
  } catch (error) {
    const denial = await decode(error instanceof NotRead ? error.cause : error)
    return noted(unchangedAs(error, { ...asked, denial }, attempts), error, noting)
  }
}

/** A client for this one call, or why there is none: then Lambda was not asked. */
async function clientFor(
  asked: ChangingFunction,
  use: ChangerUse,
  ports: Ports,
): Promise<ChangingClient<Lambda> | Acted> {
  const { target, change, account, role } = asked
  const { id: arn, place } = target
  const policy = functionPolicy({ arn, place, change })
  try {
    const { credentials } = await assumeRole(account, changeSession({ account, role, policy }, use), ports)
    return await ports.clients.changingFunction({ credentials, region: place.region, repeats: false, isOpen })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return noted(unasked(error.code, notBegun(error.message, asked)), error, { asked, log: ports.log })
  }
}

function noted(acted: Acted, error: unknown, { asked, log }: Noting): Acted {
  if (acted.kind === 'accepted') return acted
  const { target, change, isRehearsal } = asked
  // Lambda quotes in its own words what it does not take, and of an environment that may be a secret.
  const known = change.kind === 'environment' ? withoutWords(error) : withoutBody(error)
  const fields = { place: placeName(target.place), id: target.id, action: actionOf(change), isRehearsal }
  log.warn({ ...fields, code: acted.code, error: known }, `A change was ${acted.kind}`)
  return acted
}
