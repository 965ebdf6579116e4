import { system } from '../../system.ts'
import { ec2Service } from './ec2/service.ts'
import { faultReply } from './fault-reply.ts'
import { createFaults, type Fault, type Faults } from './faults.ts'
import { listen, type Sight } from './http.ts'
import { createIdentities } from './identity.ts'
import { type Admitted, createRouter, type Rejected, type Router } from './router.ts'
import type { WireRequest } from './signature.ts'
import { stsService } from './sts/service.ts'
import type { AwsWorld } from './world.ts'

export type AwsOptions = {
  readonly world: AwsWorld
  /** `sleep` is what a slow answer waits with. */
  readonly clock: { now(): number; sleep?(ms: number, signal?: AbortSignal): Promise<void> }
  /** Any free one without. */
  readonly port?: number
  readonly onCall?: (call: AwsCall) => void
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
  readonly world: AwsWorld
  /** The latest calls, oldest first. */
  readonly calls: readonly AwsCall[]
  readonly faults: Faults
  /** From now on only these actions (`ec2:DescribeInstances`) and STS; `undefined` lifts it. */
  allowOnly(actions: readonly string[] | undefined): void
  close(): Promise<void>
}

const mostCallsKept = 5000

export async function startAws({ world, clock, port = 0, onCall }: AwsOptions): Promise<AwsSimulation> {
  const closing = new AbortController()
  const faults = createFaults()
  const calls: AwsCall[] = []
  let declared: ReadonlySet<string> | undefined
  const now = (): number => clock.now()
  const router = createRouter({ services: [ec2Service, stsService], world, identities: createIdentities(world), now })

  async function handle(request: WireRequest): Promise<Sight> {
    const at = now()
    const admitted = router.admit(request)
    const fault = 'error' in admitted ? undefined : faults.take(targetOf(admitted))
    if (fault?.kind === 'slow') await (clock.sleep ?? system.sleep)(fault.ms, closing.signal)
    const { sight, ...result } = respond(router, admitted, { fault, declared })
    const call = { at, durationMs: now() - at, ...describe(admitted), ...result }
    if (calls.push(call) > mostCallsKept) calls.shift()
    onCall?.(call)
    return sight
  }

  const { url, close } = await listen(handle, port)
  return {
    url,
    world,
    calls,
    faults,
    allowOnly(actions) {
      declared = actions === undefined ? undefined : new Set(actions)
    },
    async close() {
      closing.abort()
      await close()
    },
  }
}

type Response = { readonly sight: Sight; readonly outcome: string; readonly isUndeclared: boolean }
type Circumstances = { readonly fault: Fault | undefined; readonly declared: ReadonlySet<string> | undefined }

function respond(router: Router, admitted: Admitted | Rejected, { fault, declared }: Circumstances): Response {
  const { requestId } = admitted
  if ('error' in admitted) {
    const sight: Sight = { kind: 'reply', reply: admitted.reply, requestId }
    return { sight, outcome: admitted.error.code, isUndeclared: false }
  }
  if (fault === undefined || fault.kind === 'slow' || fault.kind === 'cut') {
    const { reply, ...result } = router.answer(admitted, declared)
    if (fault?.kind !== 'cut') return { sight: { kind: 'reply', reply, requestId }, ...result }
    return { ...result, sight: { kind: 'cut', reply, requestId }, outcome: 'fault: cut' }
  }
  const outcome = `fault: ${fault.kind}`
  if (fault.kind === 'hang' || fault.kind === 'refuse')
    return { sight: { kind: fault.kind }, outcome, isUndeclared: false }
  return { sight: { kind: 'reply', reply: faultReply(fault.kind, admitted), requestId }, outcome, isUndeclared: false }
}

function targetOf({ service, action, caller, region }: Admitted) {
  return { service: service.name, action, account: caller.account, region }
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
