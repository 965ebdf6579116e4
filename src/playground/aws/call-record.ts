import type { Aimed } from './faults.ts'
import type { Sight } from './http.ts'
import { functionNameIn } from './lambda/function-reference.ts'
import type { Response } from './respond.ts'
import type { Admitted, Rejected } from './router.ts'
import { type TrailEvent, trailEvent } from './trail.ts'

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

type Records = {
  /** The latest, oldest first. */
  readonly calls: readonly AwsCall[]
  readonly events: readonly TrailEvent[]
  /** Gives what the client sees of it. */
  add(admitted: Admitted | Rejected, response: Response, at: number): Sight
}

const mostCallsKept = 5000

export function createRecords(now: () => number, onCall: ((call: AwsCall) => void) | undefined): Records {
  const calls: AwsCall[] = []
  const events: TrailEvent[] = []
  return {
    calls,
    events,
    add(admitted, { sight, result, ...response }, at) {
      const call = { at, durationMs: now() - at, ...described(admitted), ...response }
      keep(calls, call)
      if (!('error' in admitted) && result !== undefined) keep(events, trailEvent(admitted, result, at))
      onCall?.(call)
      return sight
    },
  }
}

function keep<Item>(list: Item[], item: Item): void {
  if (list.push(item) > mostCallsKept) list.shift()
}

/** What of a request a fault may be aimed at. */
export function aimOf({ service, action, caller, region, input }: Admitted): Aimed {
  const { InstanceIds, DryRun, FunctionName, InvocationType }: Record<string, unknown> = {
    ...(typeof input === 'object' ? input : {}),
  }
  return {
    service: service.name,
    action,
    account: caller.account,
    region,
    instances: Array.isArray(InstanceIds) ? InstanceIds.map(String) : [],
    function: typeof FunctionName === 'string' ? functionNameIn(FunctionName) : undefined,
    isDryRun: DryRun === true || InvocationType === 'DryRun',
  }
}

/** What is known of a request, whether it got through or not. */
function described(admitted: Admitted | Rejected) {
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
    parameters: 'error' in admitted ? undefined : shownInput(admitted.input),
  }
}

const mostShown = 4000

/** Bytes as the text that they mostly are, and not all of it. */
function shownInput(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).subarray(0, mostShown).toString() : value,
    ]),
  )
}
