import type { Call, Resource } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import type { Line, Run, SimulatedFunction } from '../lambda/simulated-function.ts'

/** An event as the log keeps it. */
export type LogEvent = Line & { readonly stream: string; readonly id: string; readonly writtenAt: number }

type Chosen = {
  readonly logGroupName?: string | undefined
  /** A name or an ARN. */
  readonly logGroupIdentifier?: string | undefined
}

export const groupNameOf = ({ name, latest }: SimulatedFunction): string =>
  latest.configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`

export const groupArn = (name: string, { region, caller }: Pick<Call, 'region' | 'caller'>): string =>
  `arn:aws:logs:${region}:${caller.account}:log-group:${name}`

export function nameIn({ logGroupName, logGroupIdentifier = '' }: Chosen): string {
  if (logGroupName !== undefined) return logGroupName
  const [, name = logGroupIdentifier] = /^arn:[^:]+:logs:[^:]+:\d+:log-group:([^:]+)/.exec(logGroupIdentifier) ?? []
  return name
}

/** What is read of a group is asked of IAM as `…:log-group:name:*`, of one stream with its name. */
export const groupResource = (chosen: Chosen, call: Call): readonly Resource[] => [
  { arn: `${groupArn(nameIn(chosen), call)}:*`, tags: new Map() },
]

export function findGroup(chosen: Chosen, call: Call): { simulated: SimulatedFunction; runs: readonly Run[] } {
  const name = nameIn(chosen)
  const simulated = call.place.functions.find((one) => groupNameOf(one) === name)
  const runs = simulated === undefined ? [] : call.lambdas.pastOf(simulated.arn, call).runs
  // A function that never ran has no log group: its first run makes it.
  if (simulated === undefined || runs.length === 0)
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
  return { simulated, runs }
}

/** The events of these runs that have been written by now, oldest first. */
export function eventsOf(runs: readonly Run[], now: number): LogEvent[] {
  return runs
    .flatMap((run) =>
      run.lines().map(({ at, message }, index): LogEvent => {
        const time = Math.round(at)
        return { at: time, message, stream: run.stream, id: idOf(time, run, index), writtenAt: time + 900 }
      }),
    )
    .filter(({ at }) => at <= now)
    .toSorted((left, right) => left.at - right.at)
}

/** Fifty-six digits that sort by time. */
function idOf(time: number, { requestId }: Run, index: number): string {
  const mark = BigInt(`0x${requestId.replaceAll('-', '').slice(0, 16)}`).toString()
  return `3${String(time).padStart(14, '0')}${mark.padStart(20, '0').slice(-20)}${String(index).padStart(21, '0')}`
}
