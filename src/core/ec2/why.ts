import type { Diagnosis } from '../evidence.ts'
import type { InstanceFacts, InstanceTrouble } from './evidence.ts'
import { byCall } from './why/by-call.ts'
import { byScaling } from './why/by-scaling.ts'
import { byUnknownCall } from './why/by-unknown-call.ts'
import { byWindlass } from './why/by-windlass.ts'
import { checksPass } from './why/checks-pass.ts'
import { closedByAcl } from './why/closed-by-acl.ts'
import { closedByGroup } from './why/closed-by-group.ts'
import { costs } from './why/costs.ts'
import { costsNothing } from './why/costs-nothing.ts'
import { cpuAtLimit } from './why/cpu-at-limit.ts'
import { creditsExhausted } from './why/credits-exhausted.ts'
import { fromInside } from './why/from-inside.ts'
import { hibernated } from './why/hibernated.ts'
import { idle } from './why/idle.ts'
import { instanceCheck } from './why/instance-check.ts'
import { justStarted } from './why/just-started.ts'
import { launchFailure } from './why/launch-failure.ts'
import { memoryFull } from './why/memory-full.ts'
import { noIpv6Address } from './why/no-ipv6-address.ts'
import { noIpv6Route } from './why/no-ipv6-route.ts'
import { noPublicAddress } from './why/no-public-address.ts'
import { noRoute } from './why/no-route.ts'
import { notRunning } from './why/not-running.ts'
import { notSo } from './why/not-so.ts'
import { nothingFound } from './why/nothing-found.ts'
import { oldGeneration } from './why/old-generation.ts'
import { openToFew } from './why/open-to-few.ts'
import { outOfMemory } from './why/out-of-memory.ts'
import { portsOpen } from './why/ports-open.ts'
import { scheduledEvent } from './why/scheduled-event.ts'
import { scheduledStop } from './why/scheduled-stop.ts'
import { spotInterruption } from './why/spot-interruption.ts'
import { startNotTried } from './why/start-not-tried.ts'
import { startRefused } from './why/start-refused.ts'
import { surplusCredits } from './why/surplus-credits.ts'
import { systemCheck } from './why/system-check.ts'
import { targetClosed } from './why/target-closed.ts'
import { targetLeaving } from './why/target-leaving.ts'
import { targetUnhealthy } from './why/target-unhealthy.ts'
import { targetUnused } from './why/target-unused.ts'
import { targetWaiting } from './why/target-waiting.ts'
import { volumeBalance } from './why/volume-balance.ts'
import { volumeCheck } from './why/volume-check.ts'
import { ofItsPort } from './why-targets.ts'

type Rule = (facts: InstanceFacts) => Diagnosis | undefined

/** Rules that explain the same, the most exact first: one of them is enough. */
type Group = readonly Rule[]

const whyEnded: Group = [
  spotInterruption,
  scheduledStop,
  launchFailure,
  hibernated,
  fromInside,
  byWindlass,
  byCall,
  byScaling,
  byUnknownCall,
]
const whyFailing: Group = [systemCheck, instanceCheck, volumeCheck]
const whyUnhealthy: Group = [targetClosed, targetUnhealthy, targetWaiting]
const whyLeftOut: Group = [targetLeaving, targetUnused]
const whyNoRequests: Group = [...whyUnhealthy, ...whyLeftOut]
const whySlow: readonly Group[] = [[creditsExhausted, cpuAtLimit], [volumeBalance], [memoryFull, outOfMemory]]

/** Who is let in from a network does not help whoever comes from the internet, where the instance has no address. */
const noneFromOutside: Rule = (facts) => (openToFew(facts) === undefined ? undefined : noPublicAddress(facts))

/** Whoever asks for another port than that of a target group does not come through its load balancer, or may not. */
const onTheirPort: (rules: Group) => Group = (rules) => rules.map((rule) => (facts) => rule(ofItsPort(facts)))

const whereAskedFor: (rules: Group) => Group = (rules) =>
  onTheirPort(rules).map((rule) => (facts) => (facts.port === undefined ? undefined : rule(facts)))

/** The cause first; groups are independent of each other. */
const groups: Readonly<Record<InstanceTrouble, readonly Group[]>> = {
  stopped: [[notSo], whyEnded],
  terminated: [[notSo], whyEnded],
  start: [[notSo], [startRefused, launchFailure, startNotTried], whyEnded],
  unreachable: [
    [...whyEnded, notRunning],
    whyFailing,
    [justStarted],
    [...onTheirPort(whyUnhealthy), ...whereAskedFor(whyLeftOut)],
    [closedByGroup],
    [noneFromOutside],
    [openToFew],
    [closedByAcl],
    [noRoute],
    onTheirPort(whyLeftOut),
    [noPublicAddress],
  ],
  slow: [[...whyEnded, notRunning], whyFailing, [justStarted], ...whySlow],
  check: [[...whyEnded, notRunning], [...whyFailing, justStarted, ...whyNoRequests, checksPass], whyNoRequests],
  cost: [[costs, costsNothing], [idle], [surplusCredits], [oldGeneration]],
}

/** Rules of IPv4 alone say nothing of it. */
const overIpv6: readonly Group[] = [
  [...whyEnded, notRunning],
  whyFailing,
  [justStarted],
  [noIpv6Address],
  [closedByGroup],
  [openToFew],
  [closedByAcl],
  [noIpv6Route],
  onTheirPort(whyNoRequests),
]

/** What is said beside the cause and is none itself. */
const asides: readonly Group[] = [[surplusCredits], [scheduledEvent]]

// Where nothing is asked, a machine that is well gets no lecture on ports: many need none.
const whatIsWrong: readonly Group[] = [
  whyFailing,
  [justStarted],
  [...whyUnhealthy, targetLeaving],
  ...whySlow,
  [closedByAcl],
  [noRoute],
  [scheduledEvent],
]

const mostBeside = 2

/** The cause first, with what else was found; where no rule finds one, that and what was looked at. */
export function diagnoseInstance(facts: InstanceFacts): readonly [Diagnosis, ...Diagnosis[]] {
  const found = findIn(groupsFor(facts), facts)
  const [cause = nothingFound(facts), ...others] = [...found, ...findIn(lastGroups(found, facts), facts)]
  const beside = withoutRepeats([cause, ...others, ...findIn(asides, facts)]).slice(1)
  return [cause, ...beside.slice(0, mostBeside)]
}

/** That all is open says something only where nothing keeps people out; not having a public address keeps out some. */
function lastGroups(found: readonly Diagnosis[], { about }: InstanceFacts): readonly Group[] {
  return about === 'unreachable' && found.every(({ rule }) => rule === 'no-public-address') ? [[portsOpen]] : []
}

function findIn(all: readonly Group[], facts: InstanceFacts): readonly Diagnosis[] {
  return all.flatMap((group) => firstOf(group, facts) ?? [])
}

function withoutRepeats(found: readonly Diagnosis[]): readonly Diagnosis[] {
  return found.filter(({ rule }, index) => found.findIndex((other) => other.rule === rule) === index)
}

function firstOf(group: Group, facts: InstanceFacts): Diagnosis | undefined {
  for (const rule of group) {
    const found = rule(facts)
    if (found !== undefined) return found
  }
  return undefined
}

function groupsFor({ about, details, isOverIpv6 }: InstanceFacts): readonly Group[] {
  if (about === 'unreachable' && isOverIpv6) return overIpv6
  if (about !== undefined) return groups[about]
  switch (details.instance.state) {
    case 'stopping':
    case 'stopped':
      return groups.stopped
    case 'shutting-down':
    case 'terminated':
      return groups.terminated
    case 'pending':
    case 'running':
      return whatIsWrong
  }
}
