import { system } from '../../system.ts'
import { createAgenda } from './agenda.ts'
import { autoScalingService } from './auto-scaling/service.ts'
import { bedrockService } from './bedrock/service.ts'
import { type AwsCall, aimOf, createRecords } from './call-record.ts'
import { cloudTrailService } from './cloudtrail/service.ts'
import { ec2Service } from './ec2/service.ts'
import { createFaults, type Faults } from './faults.ts'
import { listen, type Sight } from './http.ts'
import { createIdentities } from './identity.ts'
import { createLambdas } from './lambda/lambdas.ts'
import { lambdaService } from './lambda/service.ts'
import { loadBalancingService } from './load-balancing/service.ts'
import { logsService } from './logs/service.ts'
import { monitoringService } from './monitoring/service.ts'
import { pricingService } from './pricing/service.ts'
import { respond } from './respond.ts'
import { createRouter } from './router.ts'
import type { WireRequest } from './signature.ts'
import { stsService } from './sts/service.ts'
import type { TrailEvent } from './trail.ts'
import type { AwsWorld } from './world.ts'

export type { AwsCall } from './call-record.ts'

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
  /** How often code of the functions of this name has run, whether anybody heard of it or not. */
  runs(functionName: string): number
  /** From now on only these actions (`ec2:DescribeInstances`) and STS; `undefined` lifts it. */
  allowOnly(actions: readonly string[] | undefined): void
  close(): Promise<void>
}

const services = [
  autoScalingService,
  bedrockService,
  ec2Service,
  lambdaService,
  loadBalancingService,
  logsService,
  monitoringService,
  pricingService,
  stsService,
]

export async function startAws(options: AwsOptions): Promise<AwsSimulation> {
  const { world, clock, port = 0, onCall, faults = createFaults() } = options
  const closing = new AbortController()
  const agenda = createAgenda()
  let declared: ReadonlySet<string> | undefined
  const now = (): number => clock.now()
  const records = createRecords(now, onCall)
  const sleep = clock.sleep ?? system.sleep
  const lambdas = createLambdas({ now, sleep: (ms) => sleep(ms, closing.signal) })
  const all = [...services, cloudTrailService(records.events)]
  const router = createRouter({ services: all, world, identities: createIdentities(world), agenda, lambdas, now })

  async function handle(request: WireRequest): Promise<Sight> {
    const at = now()
    agenda.catchUp(at)
    const admitted = router.admit(request)
    const fault = 'error' in admitted ? undefined : faults.take(aimOf(admitted))
    if (fault?.kind === 'slow') await sleep(fault.ms, closing.signal)
    const sight = respond(router, admitted, { fault, declared }).then((response) => records.add(admitted, response, at))
    return fault?.kind === 'drop' ? { kind: 'refuse' } : sight
  }

  const { url, close } = await listen(handle, port)
  return {
    url,
    world,
    calls: records.calls,
    faults,
    trail: () => records.events,
    runs: lambdas.runs,
    allowOnly(actions) {
      declared = actions === undefined ? undefined : new Set(actions)
    },
    async close() {
      closing.abort()
      await Promise.all([lambdas.close(), close()])
    },
  }
}
