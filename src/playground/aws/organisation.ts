import { system } from '../../system.ts'
import { createAgenda } from './agenda.ts'
import { autoScalingService } from './auto-scaling/service.ts'
import { ec2Service } from './ec2/service.ts'
import { type Aimed, createFaults, type Faults } from './faults.ts'
import { listen, type Sight } from './http.ts'
import { createIdentities } from './identity.ts'
import { loadBalancingService } from './load-balancing/service.ts'
import { respond } from './respond.ts'
import { type Admitted, createRouter, type Rejected } from './router.ts'
import type { WireRequest } from './signature.ts'
import { stsService } from './sts/service.ts'
import { type TrailEvent, trailEvent } from './trail.ts'
import type { AwsWorld } from './world.ts'

export type AwsOptions = {
  readonly world: AwsWorld
  /** `sleep` is what a slow answer waits with. */
  readonly clock: { now(): number; sleep?(ms: number, signal?: AbortSignal): Promise<void> }
  /** Any free one without. */
  readonly port?: number
  readonly onCall?: (call: AwsCall) => void
  /** What goes wrong; nothing at first. */
  readonly faults?: Faults
}

/** One request as the wire inspector shows it and a test asks about it. */
export type AwsCall = {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly durationMs: number
  readonly service: string
  readonly action: string
  /** Empty where nobody could be made out. */
  readonly account: string
  readonly region: string
  readonly callerArn: string
  readonly sessionName: string | undefined
  readonly sourceIdentity: string | undefined
  readonly sessionTags: Readonly<Record<string, string>>
  readonly parameters: unknown
  /** `ok`, an error code of AWS, or `fault: <kind>`. */
  readonly outcome: string
  /** True where `allowOnly` had no such action. */
  readonly isUndeclared: boolean
}

export type AwsSimulation = {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string
  /** What happens by itself, a replacement for one, has happened in it by the next request. */
  readonly world: AwsWorld
  /** The latest calls, oldest first. */
  readonly calls: readonly AwsCall[]
  readonly faults: Faults
  /** What CloudTrail has of every account, oldest first: calls of which AWS knows who made them. */
  trail(): readonly TrailEvent[]
  /** From now on only these actions (`ec2:DescribeInstances`) and STS; `undefined` lifts it. */
  allowOnly(actions: readonly string[] | undefined): void
  close(): Promise<void>
}

const mostCallsKept = 5000
const services = [autoScalingService, ec2Service, loadBalancingService, stsService]

export async function startAws(options: AwsOptions): Promise<AwsSimulation> {
  const { world, clock, port = 0, onCall, faults = createFaults() } = options
  const closing = new AbortController()
  const calls: AwsCall[] = []
  const events: TrailEvent[] = []
  const agenda = createAgenda()
  let declared: ReadonlySet<string> | undefined
  const now = (): number => clock.now()
  const router = createRouter({ services, world, identities: createIdentities(world), agenda, now })

  async function handle(request: WireRequest): Promise<Sight> {
    const at = now()
    agenda.catchUp(at)
    const admitted = router.admit(request)
    const fault = 'error' in admitted ? undefined : faults.take(aimOf(admitted))
    if (fault?.kind === 'slow') await (clock.sleep ?? system.sleep)(fault.ms, closing.signal)
    const { sight, result, ...response } = respond(router, admitted, { fault, declared })
    const call = { at, durationMs: now() - at, ...describe(admitted), ...response }
    keep(calls, call)
    if (!('error' in admitted) && result !== undefined) keep(events, trailEvent(admitted, result, at))
    onCall?.(call)
    return sight
  }

  const { url, close } = await listen(handle, port)
  return {
    url,
    world,
    calls,
    faults,
    trail: () => events,
    allowOnly(actions) {
      declared = actions === undefined ? undefined : new Set(actions)
    },
    async close() {
      closing.abort()
      await close()
    },
  }
}

function keep<Item>(list: Item[], item: Item): void {
  if (list.push(item) > mostCallsKept) list.shift()
}

function aimOf({ service, action, caller, region, input }: Admitted): Aimed {
  const { InstanceIds, DryRun }: Record<string, unknown> = { ...(typeof input === 'object' ? input : {}) }
  const instances = Array.isArray(InstanceIds) ? InstanceIds.map(String) : []
  return { service: service.name, action, account: caller.account, region, instances, isDryRun: DryRun === true }
}

function describe(admitted: Admitted | Rejected) {
  const { service, action, region } = admitted
  const caller = 'error' in admitted ? undefined : admitted.caller
  return {
    service: service.name,
    action,
    account: caller?.account ?? '',
    region,
    callerArn: caller?.arn ?? '',
    sessionName: caller?.session?.name,
    sourceIdentity: caller?.session?.sourceIdentity,
    sessionTags: Object.fromEntries(caller?.session?.tags ?? []),
    parameters: 'error' in admitted ? undefined : admitted.input,
  }
}
