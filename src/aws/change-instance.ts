import type { EC2 } from '@aws-sdk/client-ec2'
import type { Acted } from '../core/acted.ts'
import type { InstanceChanger } from '../core/ec2/changer.ts'
import { UserError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { type Account, placeName } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { assumeRole } from './assume-role.ts'
import { accessTo, unasked } from './change-access.ts'
import { answeredAs, failedAs, isOpen } from './change-outcome.ts'
import { type ChangeCall, didNothing } from './change-sentences.ts'
import { type ChangingCall, hibernation, reboot, start, stop, terminate } from './changing-calls.ts'
import type { ChangingClient, Clients } from './clients.ts'
import { decodeChangeDenial } from './decode-denial.ts'
import { type ChangeUse, changeSession } from './session-input.ts'
import { sessionPolicy } from './session-policy.ts'

export type ChangerUse = ChangeUse & {
  /** Only asks AWS whether it would. */
  readonly isRehearsal: boolean
}

type Ports = {
  readonly accounts: readonly Account[]
  readonly clients: Clients
  readonly log: Log
  /** For the session. */
  readonly withinMs: number
  /** For the whole step. */
  readonly stepWithinMs: number
}

type Calling = ChangingCall & { readonly target: Target }

/** One call each, on one instance, in a session that allows that and nothing else, and that is kept nowhere. */
export function createChanger(use: ChangerUse, ports: Ports): InstanceChanger {
  const change = (calling: Calling) => changeInstance(calling, use, ports)
  return {
    startInstance: (target) => change({ ...start, target }),
    stopInstance: (target, { hibernate }) => change({ ...(hibernate ? hibernation : stop), target }),
    rebootInstance: (target) => change({ ...reboot, target }),
    terminateInstance: (target) => change({ ...terminate, target }),
  }
}

async function changeInstance(calling: Calling, use: ChangerUse, ports: Ports): Promise<Acted> {
  const signal = AbortSignal.timeout(ports.stepWithinMs)
  const { target } = calling
  if (!instanceId.test(target.id)) return unasked('NoTarget', notAnInstance(target))
  const access = accessTo(target, ports.accounts)
  if ('kind' in access) return access
  const call: ChangeCall = { ...calling, ...access, isRehearsal: use.isRehearsal }
  const changing = await clientFor(call, { use, ports })
  if ('kind' in changing) return changing
  const { client, attempts } = changing
  const dryRun = use.isRehearsal ? { DryRun: true } : {}
  try {
    const answer = await calling.send(client, { InstanceIds: [target.id], ...dryRun }, { abortSignal: signal })
    return answeredAs(answer, call)
  } catch (error) {
    const { region } = target.place
    const denial = await decodeChangeDenial(error, { ...access, region, use, signal }, ports)
    const acted = failedAs(error, { ...call, denial }, attempts)
    if (acted.kind !== 'accepted') logged(acted, { call, error, log: ports.log })
    return acted
  }
}

// Nothing else may come into the ARN that the session is narrowed to: a wildcard there would be every instance.
const instanceId = /^i-[0-9a-z]+$/

function notAnInstance({ id }: Target): string {
  return `"${id}" is not the id of an instance, so nothing was done.`
}

type Making = { readonly use: ChangerUse; readonly ports: Ports }

/** A client for this one call, or why there is none: then EC2 was not asked. */
async function clientFor(call: ChangeCall, { use, ports }: Making): Promise<ChangingClient<EC2> | Acted> {
  const { action, target, account, role } = call
  const policy = sessionPolicy({ action, id: target.id, place: target.place, roleArn: role })
  try {
    const { credentials } = await assumeRole(account, changeSession({ account, role, policy }, use), ports)
    const { region } = target.place
    // A rehearsal changes nothing, however often it is sent.
    return await ports.clients.changing({ credentials, region, repeats: use.isRehearsal, isOpen })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const acted = { kind: 'refused', code: error.code, message: didNothing(error.message, call) } as const
    logged(acted, { call, error, log: ports.log })
    return { ...acted, requestId: undefined, spreads: 'account' }
  }
}

type Ended = { readonly call: ChangeCall; readonly error: unknown; readonly log: Log }

function logged({ kind, code }: { kind: string; code: string }, { call, error, log }: Ended): void {
  const { action, target, isRehearsal } = call
  log.warn({ place: placeName(target.place), id: target.id, action, isRehearsal, code, error }, `A change was ${kind}`)
}
