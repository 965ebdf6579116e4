import type { ReadPorts } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import type { Read } from '../../core/evidence.ts'
import type { CallCounts, FunctionDetails, LambdaFunction } from '../../core/lambda/function.ts'
import type { LoggedCall } from '../../core/lambda/functions.ts'
import { foldCalls } from '../../core/lambda/log-calls.ts'
import { callsWithErrors } from '../../core/lambda/log-errors.ts'
import { isOff } from '../../core/lambda/trigger-state.ts'
import type { FunctionFacts, FunctionTrouble } from '../../core/lambda/why/facts.ts'
import { failurePattern, reportPattern } from '../../core/lambda/why/log-patterns.ts'
import { mostThrottled } from '../../core/lambda/why/readings.ts'
import { bucketNames, offMappings, ruleNames, topicsOf, unusableKeys } from '../../core/lambda/why/switches.ts'
import { whyNotRead } from '../../core/may-read.ts'
import { dayMs } from './list-counts.ts'
import { asksOfSwitches, readSwitches, readTrail, type Switched } from './why-trail.ts'

type Asked = { readonly found: LambdaFunction; readonly about: FunctionTrouble | undefined }

/** So fine that it shows within which minutes something began. */
const periodSeconds = 300

/** First what says whether anything is wrong, then only what may say why, all of it at once. */
export async function readFacts({ found, about }: Asked, ports: ReadPorts): Promise<FunctionFacts> {
  const { lambda, scope } = ports
  const stretch = { from: scope.now - dayMs, until: scope.now }
  const [details, { counts: all }, measured] = await Promise.all([
    lambda.describeFunction(found),
    lambda.countCalls([found], stretch),
    unlessUnread(() => lambda.measure({ function: found, stretch, periodSeconds })),
  ])
  const counts = all.get(found.arn)
  const needed = neededFor(about, counts, details)
  const { function: shown } = details
  const barred = await barredReads(found, needed, ports)
  const noLog = barred.get('/lambda logs')
  const noTrail = barred.get('/lambda history')
  const throttled = needed.account ? mostThrottled(measured) : undefined
  const [calls, reports, logBytes, account, trail, switches, subnetRoutes] = await Promise.all([
    needed.failures ? readCalls({ shown, pattern: failurePattern, lines: 500, noLog }, ports) : undefined,
    needed.reports ? readCalls({ shown, pattern: reportPattern, lines: 1000, noLog }, ports) : undefined,
    needed.log ? ports.evidence.measureLog(shown, stretch) : undefined,
    throttled && ports.evidence.readAccountConcurrency(found.place, throttled),
    needed.trail ? readTrail(found, noTrail, ports) : undefined,
    readSwitches({ ...needed.switches, found }, noTrail, ports),
    needed.failures && details.vpc?.subnetIds?.length ? ports.evidence.readSubnetRoutes(details) : undefined,
  ])
  return {
    about,
    details,
    counts,
    measured,
    now: scope.now,
    ...(calls === undefined ? {} : { calls }),
    ...(reports === undefined ? {} : { reports }),
    ...(logBytes === undefined ? {} : { logBytes }),
    ...(account === undefined ? {} : { account }),
    ...(subnetRoutes === undefined ? {} : { subnetRoutes }),
    ...(trail === undefined ? {} : { trail }),
    ...(switches === undefined ? {} : { switches }),
  }
}

/** What is not known may be there: it is read. */
function neededFor(about: FunctionTrouble | undefined, counts: CallCounts | undefined, details: FunctionDetails) {
  const mayFail = counts === undefined || counts.errors > 0
  const mayRun = counts === undefined || counts.invocations > 0
  // Who took away what called it, where nothing does.
  const isUncalled = counts === undefined || counts.invocations + counts.throttles === 0
  const isSwitchedOff = details.reservedConcurrency === 0 || details.triggers.some(isOff)
  const isAboutCalls = about === undefined || about === 'failing' || about === 'slow'
  const isReserved = about === 'throttled' && details.reservedConcurrency !== undefined
  const isAboutIdle = about === undefined || about === 'idle'
  return {
    failures: (isAboutCalls || about === 'throttled') && mayFail,
    reports: mayRun && (about === 'slow' || about === 'cost' || (about === undefined && !mayFail)),
    log: mayRun && about === 'cost',
    account: details.reservedConcurrency === undefined && (isAboutCalls || about === 'throttled') && about !== 'slow',
    trail: about !== 'cost' && (isSwitchedOff || (isAboutCalls && mayRun) || (isAboutIdle && isUncalled) || isReserved),
    switches: neededSwitches(about, isUncalled, details),
  }
}

function neededSwitches(about: FunctionTrouble | undefined, isUncalled: boolean, details: FunctionDetails): Switched {
  const isAboutIdle = about === undefined || about === 'idle'
  const whereUncalled = (names: readonly string[]) => (isAboutIdle && isUncalled ? names : [])
  return {
    mappings: isAboutIdle ? offMappings(details) : [],
    deletedOf: whereUncalled([details.function.arn]),
    rules: whereUncalled(ruleNames(details)),
    buckets: whereUncalled(bucketNames(details)),
    topics: whereUncalled(topicsOf(details).map(({ arn }) => arn)),
    keys: isAboutIdle || about === 'failing' ? unusableKeys(details) : [],
  }
}

type Needed = ReturnType<typeof neededFor>

/** What a command of its own reads is read here too only for whom that command is allowed. */
async function barredReads({ name, place }: LambdaFunction, needed: Needed, { may }: ReadPorts) {
  const commands = [
    ...(needed.failures || needed.reports ? [['lambda', 'logs', name]] : []),
    ...(needed.trail || asksOfSwitches(needed.switches) ? [['lambda', 'history', name]] : []),
  ]
  return whyNotRead(commands, { place, may })
}

type CallsAsked = {
  readonly shown: LambdaFunction
  readonly pattern: string
  readonly lines: number
  /** Why it may not be read. */
  readonly noLog: string | undefined
}

async function readCalls(
  { shown, pattern, lines, noLog }: CallsAsked,
  { lambda, scope }: ReadPorts,
): Promise<Read<readonly LoggedCall[]>> {
  if (noLog !== undefined) return { unread: noLog }
  const stretch = { from: scope.now - dayMs, until: scope.now }
  return unlessUnread(async () => {
    const found = await lambda.findLogs({ function: shown, stretch, pattern, lines })
    const calls = callsWithErrors(foldCalls(found.lines)).toReversed()
    // Where older lines were left out, the oldest call may lack those that say how it failed.
    return found.isCut && calls.length > 1 ? calls.slice(0, -1) : calls
  })
}

async function unlessUnread<Value>(read: () => Promise<Value>): Promise<Read<Value>> {
  try {
    return { value: await read() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { unread: error.message }
  }
}
