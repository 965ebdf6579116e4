import type { Lambda } from '@aws-sdk/client-lambda'
import type { Acted } from '../core/acted.ts'
import { UserError } from '../core/errors.ts'
import type { Call } from '../core/lambda/call.ts'
import type { FunctionCaller } from '../core/lambda/caller.ts'
import type { Log } from '../core/log.ts'
import { type Account, placeName } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { assumeRole } from './assume-role.ts'
import { calledAs, uncalledAs } from './call-outcome.ts'
import { whyTooLong } from './call-payload.ts'
import { type FunctionCall, notBegun, notCalled } from './call-sentences.ts'
import { accessTo, unasked } from './change-access.ts'
import type { ChangerUse } from './change-instance.ts'
import type { Clients } from './clients.ts'
import { calledArn, isFunctionOf, isQualifier } from './function-arn.ts'
import { errorName } from './names.ts'
import { changeSession } from './session-input.ts'
import { callPolicy } from './session-policy.ts'
import { withoutBody } from './without-body.ts'

type Ports = {
  readonly accounts: readonly Account[]
  readonly clients: Clients
  readonly now: () => number
  readonly log: Log
  /** For the session. */
  readonly withinMs: number
  /** For the call. */
  readonly callWithinMs: number
}

/** One call each, of one function, in a session that allows that and nothing else, and that is kept nowhere. */
export function createCaller(use: ChangerUse, ports: Ports): FunctionCaller {
  return {
    async callFunction(target, call) {
      const access = accessTo(target, ports.accounts)
      if ('kind' in access) return access
      const asked: FunctionCall = { target, call, ...access, isRehearsal: use.isRehearsal }
      return whyNever(asked) ?? (await callOnce(asked, use, ports))
    },
  }
}

/** What can be told of a call without AWS. */
function whyNever(asked: FunctionCall): Acted | undefined {
  const { target, call, role } = asked
  if (!isFunctionOf(target, role)) return unasked('NoTarget', notAFunction(target))
  const { qualifier } = call
  if (qualifier !== undefined && !isQualifier(qualifier))
    return unasked('NoTarget', notCalled(`"${qualifier}" cannot be a version or an alias.`, asked))
  const tooLong = whyTooLong(call)
  return tooLong === undefined ? undefined : unasked('PayloadTooLong', notCalled(tooLong, asked))
}

function notAFunction({ id, place }: Target): string {
  return `"${id}" is not the ARN of a function in ${placeName(place)}, so nothing was called.`
}

async function callOnce(asked: FunctionCall, use: ChangerUse, ports: Ports): Promise<Acted> {
  const client = await clientFor(asked, use, ports)
  if ('kind' in client) return client
  const at = ports.now()
  const signal = AbortSignal.timeout(ports.callWithinMs)
  try {
    const answer = await client.invoke(inputOf(asked), { abortSignal: signal })
    const ended = ports.now()
    return noted(calledAs(answer, asked, { at: ended, tookMs: ended - at }), { asked, log: ports.log })
  } catch (error) {
    return noted(uncalledAs(error, asked), { asked, log: ports.log, error })
  } finally {
    client.destroy()
  }
}

function inputOf({ target, call, isRehearsal }: FunctionCall) {
  const { payload, qualifier, isAsync } = call
  return {
    FunctionName: target.id,
    Qualifier: qualifier,
    Payload: Buffer.from(payload),
    ...waysOf({ isRehearsal, isAsync }),
  }
}

function waysOf({ isRehearsal, isAsync }: { isRehearsal: boolean } & Pick<Call, 'isAsync'>) {
  if (isRehearsal) return { InvocationType: 'DryRun' } as const
  return isAsync
    ? ({ InvocationType: 'Event' } as const)
    : ({ InvocationType: 'RequestResponse', LogType: 'Tail' } as const)
}

/** A client for this one call, or why there is none: then Lambda was not asked. */
async function clientFor(asked: FunctionCall, use: ChangerUse, ports: Ports): Promise<Lambda | Acted> {
  const { target, call, account, role } = asked
  const policy = callPolicy(calledArn(target.id, call.qualifier))
  try {
    const { credentials } = await assumeRole(account, changeSession({ account, role, policy }, use), ports)
    return await ports.clients.calling({ credentials, region: target.place.region })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return noted(unasked(error.code, notBegun(error.message, asked)), { asked, log: ports.log, error })
  }
}

// Lambda quotes in this what it could not read of the payload, which may hold a secret.
const quoting = 'InvalidRequestContentException'

type Noting = { readonly asked: FunctionCall; readonly log: Log; readonly error?: unknown }

function noted(acted: Acted, { asked, log, error }: Noting): Acted {
  if (acted.kind === 'accepted') return acted
  const { target, isRehearsal } = asked
  const known = errorName(error) === quoting ? {} : { error: withoutBody(error) }
  const fields = { place: placeName(target.place), id: target.id, isRehearsal, code: acted.code, ...known }
  log.warn(fields, `A call was ${acted.kind}`)
  return acted
}
