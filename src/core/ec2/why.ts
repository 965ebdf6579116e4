import type { Diagnosis } from '../evidence.ts'
import { text } from '../text.ts'
import type { InstanceFacts, InstanceTrouble } from './evidence.ts'
import { sentTraffic } from './sent-traffic.ts'
import { surplusCharge } from './surplus-charge.ts'
import { byCall } from './why/by-call.ts'
import { byScaling } from './why/by-scaling.ts'
import { byUnknownCall } from './why/by-unknown-call.ts'
import { byWindlass } from './why/by-windlass.ts'
import { checksPass } from './why/checks-pass.ts'
import { closedByAcl } from './why/closed-by-acl.ts'
import { closedByGroup } from './why/closed-by-group.ts'
import { closedToSomeByAcl } from './why/closed-to-some-by-acl.ts'
import { costs, knownCosts } from './why/costs.ts'
import { costsNothing } from './why/costs-nothing.ts'
import { cpuAtLimit } from './why/cpu-at-limit.ts'
import { creditsExhausted } from './why/credits-exhausted.ts'
import { diskFull } from './why/disk-full.ts'
import { duringImage } from './why/during-image.ts'
import { fromInside } from './why/from-inside.ts'
import { hibernated } from './why/hibernated.ts'
import { hungTasks } from './why/hung-tasks.ts'
import { idle } from './why/idle.ts'
import { instanceCheck } from './why/instance-check.ts'
import { justStarted } from './why/just-started.ts'
import { keptInByAcl } from './why/kept-in-by-acl.ts'
import { keptInByGroup } from './why/kept-in-by-group.ts'
import { launchFailure } from './why/launch-failure.ts'
import { memoryFull } from './why/memory-full.ts'
import { muchTraffic } from './why/much-traffic.ts'
import { networkAtLimit } from './why/network-at-limit.ts'
import { noIpv6Address } from './why/no-ipv6-address.ts'
import { noIpv6Route } from './why/no-ipv6-route.ts'
import { noPing } from './why/no-ping.ts'
import { noPingByAcl } from './why/no-ping-by-acl.ts'
import { noPublicAddress } from './why/no-public-address.ts'
import { noRootVolume } from './why/no-root-volume.ts'
import { noRoute } from './why/no-route.ts'
import { noWayOut } from './why/no-way-out.ts'
import { notRunning } from './why/not-running.ts'
import { notSo } from './why/not-so.ts'
import { nothingFound } from './why/nothing-found.ts'
import { oldGeneration } from './why/old-generation.ts'
import { openToFew } from './why/open-to-few.ts'
import { openToFewByAcl } from './why/open-to-few-by-acl.ts'
import { outOfMemory } from './why/out-of-memory.ts'
import { pingOpen } from './why/ping-open.ts'
import { portsOpen } from './why/ports-open.ts'
import { rebooted } from './why/rebooted.ts'
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
import { tooBusy } from './why/too-busy.ts'
import { volumeBalance } from './why/volume-balance.ts'
import { volumeBurst } from './why/volume-burst.ts'
import { volumeCheck } from './why/volume-check.ts'
import { wayOutOpen } from './why/way-out-open.ts'
import { typeChange } from './why-changes.ts'
import { isServedElsewhere, ofItsPort } from './why-targets.ts'

type Rule = (facts: InstanceFacts) => Diagnosis | undefined

/** Rules that explain the same, the most exact first: one of them is enough. */
type Group = readonly Rule[]

const whyEnded: Group = [
  spotInterruption,
  scheduledStop,
  launchFailure,
  duringImage,
  hibernated,
  fromInside,
  byWindlass,
  byCall,
  byScaling,
  byUnknownCall,
]
const whyRefused: Group = [noRootVolume, startRefused]
const whyFailing: Group = [systemCheck, instanceCheck, volumeCheck]
const whyUnhealthy: Group = [targetClosed, targetUnhealthy, targetWaiting]
const whyLeftOut: Group = [targetLeaving, targetUnused]
const whyNoRequests: Group = [...whyUnhealthy, ...whyLeftOut]
const whySlow: readonly Group[] = [
  [creditsExhausted, cpuAtLimit],
  [volumeBalance],
  [volumeBurst],
  [networkAtLimit],
  [memoryFull, outOfMemory, hungTasks],
  [diskFull],
]

/** They come before what everybody knows it costs. */
const dearCredits: Rule = (facts) => ((surplusCharge(facts)?.monthly ?? 0) < 10 ? undefined : surplusCredits(facts))

/** The same of what it sends, where that may be more than all the rest. */
const dearTraffic: Rule = (facts) => {
  const { running, storage, address } = knownCosts(facts.details)
  const rest = running + storage + address + (surplusCharge(facts)?.monthly ?? 0)
  return running > 0 && (sentTraffic(facts)?.most ?? 0) > rest ? muchTraffic(facts) : undefined
}

/** What AWS will do is no reason of what was, and it may be what is asked about. */
const rebootToCome: Rule = (facts) => {
  const event = scheduledEvent(facts)
  if (event === undefined) return undefined
  return {
    ...event,
    finding: text`${event.finding} If it was rebooted before, nothing that Windlass can read says why.`,
  }
}

/** Who is let in from a network does not help whoever comes from the internet, where the instance has no address. */
const noneFromOutside: Rule = (facts) =>
  (openToFew(facts) ?? openToFewByAcl(facts)) === undefined ? undefined : noPublicAddress(facts)

/** Whoever asks for another port than that of a target group does not come through its load balancer, or may not. */
const onTheirPort: (rules: Group) => Group = (rules) => rules.map((rule) => (facts) => rule(ofItsPort(facts)))

const whereAskedFor: (rules: Group) => Group = (rules) =>
  onTheirPort(rules).map((rule) => (facts) => (facts.port === undefined ? undefined : rule(facts)))

/** The cause first; groups are independent of each other. */
const groups: Readonly<Record<InstanceTrouble, readonly Group[]>> = {
  stopped: [whyFailing, [notSo], whyEnded],
  terminated: [[notSo], whyEnded],
  start: [[...whyFailing, justStarted, notSo], [...whyRefused, launchFailure, startNotTried], whyEnded],
  unreachable: [
    [...whyEnded, notRunning],
    whyFailing,
    [justStarted],
    [...onTheirPort(whyUnhealthy), ...whereAskedFor(whyLeftOut)],
    [closedByGroup],
    [closedByAcl],
    [noneFromOutside],
    [openToFewByAcl],
    [openToFew],
    [closedToSomeByAcl],
    [noRoute],
    onTheirPort(whyLeftOut),
    [noPublicAddress],
  ],
  outbound: [[...whyEnded, notRunning], whyFailing, [justStarted], [keptInByGroup], [keptInByAcl], [noWayOut]],
  slow: [[...whyEnded, notRunning], whyFailing, [justStarted], ...whySlow],
  check: [[...whyEnded, notRunning], [...whyFailing, justStarted, ...whyNoRequests, checksPass], whyNoRequests],
  reboot: [[...whyEnded, notRunning], [rebooted], whyFailing, [justStarted]],
  cost: [[dearTraffic], [dearCredits], [costs, costsNothing], [muchTraffic], [idle], [surplusCredits], [oldGeneration]],
}

/** Rules of IPv4 alone say nothing of it. */
const overIpv6: readonly Group[] = [
  [...whyEnded, notRunning],
  whyFailing,
  [justStarted],
  [noIpv6Address],
  [closedByGroup],
  [openToFew],
  [closedByAcl, openToFewByAcl],
  [closedToSomeByAcl],
  [noIpv6Route],
  onTheirPort(whyNoRequests),
]

function overIpv4(rule: Rule): Rule {
  return (facts) => (facts.isOverIpv6 ? undefined : rule(facts))
}

/** What keeps its ports open or closed says nothing of ping. */
const overPing: readonly Group[] = [
  [...whyEnded, notRunning],
  whyFailing,
  [justStarted],
  [noIpv6Address],
  [noPing],
  [noPingByAcl],
  [noIpv6Route, overIpv4(noRoute)],
  [overIpv4(noPublicAddress)],
]

/** What is said beside the cause and is none itself. */
const asides: readonly Group[] = [whyRefused, [surplusCredits], [scheduledEvent]]

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
  const [cause = nothingFound(facts), ...others] = unlessKeptOut(found, facts)
  const beside = withoutRepeats([cause, ...others, ...findIn(asides, facts)]).slice(1)
  return [sinceTypeChanged(cause, facts), ...beside.slice(0, mostBeside)]
}

/** Whoever finds it slow or dear now may not know that it is another machine since. */
function sinceTypeChanged(cause: Diagnosis, facts: InstanceFacts): Diagnosis {
  const { about, details } = facts
  if ((about !== 'slow' && about !== 'cost') || details.instance.state !== 'running') return cause
  const { finding, evidence } = typeChange(facts)
  return { ...cause, finding: [...cause.finding, ...finding], evidence: [...cause.evidence, ...evidence] }
}

/** It is always so: what is not as usual is the likelier cause. */
const always: ReadonlySet<string> = new Set(['no-public-address', 'open-to-few', 'closed-to-some-by-acl'])

/** Beside these it may still be that nothing listens. */
const leaveOpen: ReadonlySet<string> = new Set(['no-public-address', 'closed-to-some-by-acl'])

/** That all is open, or that it is too busy to answer, says something only where nothing keeps people out. */
function unlessKeptOut(found: readonly Diagnosis[], facts: InstanceFacts): readonly Diagnosis[] {
  const { about } = facts
  if (about === 'check' && found.length > 0 && found.every(({ rule }) => rule === 'target-unhealthy'))
    return [...found, ...findIn(whySlow, facts)]
  if (about === 'reboot' && found.length === 0) return findIn([[rebootToCome]], facts)
  if (about === 'outbound' && found.length === 0) return findIn([[wayOutOpen]], facts)
  if (about === 'unreachable' && facts.protocol === 'icmp')
    return found.length > 0 ? found : findIn([[pingOpen]], facts)
  const exact = found.filter(({ rule }) => !always.has(rule))
  if (about !== 'unreachable' || exact.some(({ rule }) => rule !== 'target-unhealthy')) return found
  const open = found.every(({ rule }) => leaveOpen.has(rule)) ? portsOpen(facts) : undefined
  const slow = findIn(whySlow, facts)
  // Whoever is answered there finds it not too busy.
  const [busy] = isServedElsewhere(ofItsPort(facts)) ? [] : slow
  if (busy === undefined) return [...found, ...(open === undefined ? [] : [open]), ...slow]
  return [...exact, tooBusy(busy, open), ...found.filter(({ rule }) => always.has(rule)), ...slow.slice(1)]
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

function groupsFor({ about, details, isOverIpv6, protocol }: InstanceFacts): readonly Group[] {
  if (about === 'unreachable' && protocol === 'icmp') return overPing
  if (about === 'unreachable' && isOverIpv6) return overIpv6
  if (about !== undefined) return groups[about]
  switch (details.instance.state) {
    case 'stopping':
    case 'stopped':
      // That it could not be started since is why it is stopped still.
      return [whyRefused, whyEnded]
    case 'shutting-down':
    case 'terminated':
      return groups.terminated
    case 'pending':
    case 'running':
      return whatIsWrong
  }
}
