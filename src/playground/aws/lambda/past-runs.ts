import { numbersOf, uuidOf } from '../id.ts'
import { linesOf } from './report.ts'
import type { Ended } from './run-event.ts'
import { isNodeRuntime, runtimeVersion } from './runtime.ts'
import type { Manner, Run, SimulatedFunction, Throttle, Traffic, Version } from './simulated-function.ts'

export type Past = { readonly runs: Run[]; readonly throttles: Throttle[] }

const minuteMs = 60_000
const dayMs = 86_400_000
const million = 1_000_000
/** An environment that others keep warm lasts about so long. */
const streamMs = 7_200_000
const restSays = 1.645

/** What others invoked from one full minute to another: the same every time, and in the manner of the code that is in force. */
export function runsBetween(
  simulated: SimulatedFunction,
  { from, until, unreserved }: { readonly from: number; readonly until: number; readonly unreserved: number },
): Past {
  const past: Past = { runs: [], throttles: [] }
  const { traffic } = simulated
  if (traffic === undefined) return past
  for (let minute = from; minute < until; minute += minuteMs) {
    const count = countIn(traffic, minute, simulated.arn)
    for (let index = 0; index < count; index += 1) addRun(simulated, past, { traffic, minute, index, unreserved })
  }
  return past
}

type Place = {
  readonly traffic: Traffic
  readonly minute: number
  readonly index: number
  /** What it shares with the others, where nothing is reserved for it. */
  readonly unreserved: number
}

function countIn({ load }: Traffic, minute: number, arn: string): number {
  if ('everyMinutes' in load) return (minute / minuteMs) % load.everyMinutes === 0 ? 1 : 0
  if ('perMinute' in load) return load.perMinute
  // Most in the early afternoon, a quarter of that in the night.
  const share = 0.625 + 0.375 * Math.cos(((minute % dayMs) / dayMs - 13.5 / 24) * 2 * Math.PI)
  const [chance = 0] = numbersOf(`${arn}/${minute}`, [million])
  return Math.floor((load.perHour / 60) * share + chance / million)
}

function addRun(simulated: SimulatedFunction, past: Past, { traffic, minute, index, unreserved }: Place): void {
  const seed = `${simulated.arn}/${minute}/${index}`
  const [offset = 0, squeeze = 0, weight = 0, ...luck] = numbersOf(seed, Array(8).fill(million))
  const at = 'everyMinutes' in traffic.load ? minute + 1000 : minute + (offset / million) * minuteMs
  const { alias } = traffic
  const { reserved } = simulated
  const throttled = Math.max(0, 1 - (reserved ?? unreserved) / (traffic.needs ?? 1))
  if (squeeze / million < throttled)
    past.throttles.push({ at, alias, ...(reserved === undefined ? {} : { atOnce: reserved }) })
  else past.runs.push(runOf(versionFor(simulated, alias, weight / million), { seed, at, alias, luck, simulated }))
}

/** The version that an alias sends this one to; `chance` is from 0 to below 1. */
export function versionFor(simulated: SimulatedFunction, alias: string | undefined, chance: number): Version {
  const known = simulated.aliases.find(({ Name }) => Name === alias)
  const [[other, weight] = ['', 0]] = Object.entries(known?.RoutingConfig?.AdditionalVersionWeights ?? {})
  const name = chance < weight ? other : known?.FunctionVersion
  return simulated.published.find((one) => one.name === name) ?? simulated.latest
}

type Seeded = {
  readonly seed: string
  readonly at: number
  readonly alias: string | undefined
  readonly luck: readonly number[]
  readonly simulated: SimulatedFunction
}

function runOf(version: Version, { seed, at, alias, luck, simulated }: Seeded): Run {
  const { configuration, code, name } = version
  const manner = mannerAt(code.manner, at)
  const requestId = uuidOf(seed)
  const ended = endedBy(manner, configuration, luck)
  const isCold = (luck[3] ?? 0) / million < 0.012
  const { Runtime: runtime } = configuration
  const lines = () =>
    (manner.writes ?? linesOf)({
      requestId,
      at,
      version: name,
      isNode: isNodeRuntime(runtime),
      runtime: runtimeVersion(runtime, simulated.arn),
      memoryMb: configuration.MemorySize,
      timeoutMs: configuration.Timeout * 1000,
      initMs: isCold ? code.initMs + 150 + (luck[4] ?? 0) / 10_000 : undefined,
      ended: { ...ended, said: saysOf(manner, seed) },
    })
  const stream = streamName(at, name, `${simulated.arn}/${Math.floor(at / streamMs)}`)
  const isError = ended.end.kind !== 'result'
  return { requestId, at, version: name, alias, durationMs: ended.durationMs, isError, stream, lines }
}

function mannerAt(manner: Manner, at: number): Manner {
  const { earlier } = manner
  return earlier !== undefined && at < earlier.until ? mannerAt(earlier.manner, at) : manner
}

function endedBy(
  manner: Manner,
  { MemorySize, Timeout }: Version['configuration'],
  luck: readonly number[],
): Omit<Ended, 'said'> {
  const durationMs = durationOf(manner, luck)
  const usedMb = Math.min(MemorySize, Math.round(manner.memoryMb * (0.97 + (luck[2] ?? 0) / (16 * million))))
  if (manner.memoryMb > MemorySize) return { end: { kind: 'memory' }, durationMs, usedMb: MemorySize }
  if (durationMs >= Timeout * 1000) return { end: { kind: 'timeout' }, durationMs: Timeout * 1000, usedMb }
  const { failing } = manner
  if (failing !== undefined && (luck[2] ?? 0) / million < failing.share) {
    const failure = { type: failing.type, message: failing.message, trace: [`${failing.type}: ${failing.message}`] }
    return { end: { kind: 'failed', failure }, durationMs: durationMs / 2, usedMb }
  }
  return { end: { kind: 'result', json: 'null' }, durationMs, usedMb }
}

/** Log-normal, as durations are: half below p50, one in twenty above p95. */
function durationOf({ p50Ms, p95Ms }: Manner, [one = 0, other = 0]: readonly number[]): number {
  const normal = Math.sqrt(-2 * Math.log((one + 1) / (million + 1))) * Math.cos((2 * Math.PI * other) / million)
  return p50Ms * (p95Ms / p50Ms) ** (normal / restSays)
}

function saysOf({ says }: Manner, seed: string): Ended['said'] {
  const [number = 0] = numbersOf(`says/${seed}`, [90_000])
  return says.map((text, index) => ({
    afterMs: index + 1,
    level: text.startsWith('WARN ') ? 'WARN' : 'INFO',
    text: text.replace(/^WARN /, '').replaceAll('{id}', String(number + 10_000)),
  }))
}

/** `2026/11/23/[$LATEST]` and thirty-two hexadecimal digits. */
export function streamName(at: number, version: string, seed: string): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[${version}]${uuidOf(`stream/${version}/${seed}`).replaceAll('-', '')}`
}
