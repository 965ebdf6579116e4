import { bold, type Text, text } from '../text.ts'
import type { Affected } from './affected.ts'
import type { Finding } from './finding.ts'
import { volumeFindings } from './impact-volumes.ts'
import type { InstanceVerb } from './standing.ts'
import type { ScalingGroup } from './surroundings.ts'

/** In the order of their weight: what is lost, what is replaced, who notices, what changes. */
export function findingsOf(
  verb: InstanceVerb,
  affected: Affected,
  { hibernate }: { readonly hibernate: boolean },
): (Finding & { readonly rank: number })[] {
  const byWeight: readonly (readonly Found[])[] = [
    [storeLoss(verb, affected)],
    volumeFindings(verb, affected),
    [replacement(verb, affected)],
    serving(verb, affected),
    [address(verb, affected)],
    [elasticAddress(verb, affected)],
    [spot(verb, affected)],
    [verb === 'stop' && hibernate ? hibernation : undefined, verb === 'reboot' ? restart : undefined],
  ]
  return byWeight.flatMap((found, rank) => found.flatMap((each) => (each === undefined ? [] : [{ ...each, rank }])))
}

type Found = Finding | undefined

const its = (all: readonly Affected[]) => (all.length === 1 ? 'its' : 'their')
const it = (all: readonly Affected[]) => (all.length === 1 ? 'it' : 'them')
const s = (all: readonly Affected[]) => (all.length === 1 ? 's' : '')

const isEnding = (verb: InstanceVerb) => verb === 'stop' || verb === 'terminate'

function storeLoss(verb: InstanceVerb, { around }: Affected): Found {
  // 0 is none; not known is said with what could not be read.
  if (!isEnding(verb) || (around.instanceStoreGb ?? 0) === 0) return undefined
  return {
    key: 'store',
    says: (all) => {
      const size = all.reduce((sum, each) => sum + (each.around.instanceStoreGb ?? 0), 0)
      return `lose${s(all)} what is on ${its(all)} instance store, ${size.toLocaleString('en')} GB on disks of the host.`
    },
  }
}

function replacement(verb: InstanceVerb, { around: { group }, target: { place } }: Affected): Found {
  if (group === undefined || verb === 'start') return undefined
  return {
    key: `group ${place.accountId} ${place.region} ${group.name} ${group.replaces}`,
    says: (all) =>
      text`belong${s(all)} to the Auto Scaling group ${bold(group.name)} (${all.length} of ${group.members}): ${whatGroupDoes(verb, group, all)}`,
  }
}

function whatGroupDoes(verb: InstanceVerb, { replaces }: ScalingGroup, all: readonly Affected[]): string {
  if (!replaces) return `it does not replace ${it(all)} as it is set now.`
  const others = all.length === 1 ? 'another' : 'others'
  switch (verb) {
    // Auto Scaling user guide, "Health checks": any state but running is unhealthy, and unhealthy instances are terminated.
    case 'stop':
      return `it will replace ${it(all)} within minutes, and that terminates ${it(all)}.`
    case 'terminate':
      return `it will launch ${others} within minutes.`
    case 'reboot':
    case 'start':
      return `it replaces ${it(all)} if ${its(all)} health check fails meanwhile.`
  }
}

// Elastic Load Balancing user guide, "Target health status": no requests go to these.
const idle = new Set(['unused', 'draining', 'unavailable'])

function serving(verb: InstanceVerb, { around: { targetGroups = [] } }: Affected): Finding[] {
  return targetGroups
    .filter(({ health }) => verb === 'start' || !idle.has(health))
    .map(({ name, health }) => ({
      key: `target group ${name} ${verb === 'start' ? '' : health}`,
      says: (all) =>
        verb === 'start'
          ? text`will get requests from the load balancer target group ${bold(name)} once ${all.length === 1 ? 'it is' : 'they are'} healthy there.`
          : text`serve${s(all)} the load balancer target group ${bold(name)} (${health}): requests no longer reach ${it(all)}${verb === 'reboot' ? ' until the health check passes again' : ''}.`,
    }))
}

function address(verb: InstanceVerb, { instance, around }: Affected): Found {
  if (!isEnding(verb) || instance.publicAddress === undefined || around.elasticAddress !== undefined) return undefined
  return {
    key: 'address',
    says: (all) => {
      const addresses = all.flatMap((each) => each.instance.publicAddress ?? []).join(', ')
      return `lose${s(all)} ${its(all)} public address${all.length === 1 ? '' : 'es'} ${addresses}; ${all.length === 1 ? 'it has' : 'they have'} no Elastic address.`
    },
  }
}

function elasticAddress(verb: InstanceVerb, { around }: Affected): Found {
  if (!isEnding(verb) || around.elasticAddress === undefined) return undefined
  return {
    key: 'elastic',
    says: (all) => {
      const addresses = all.flatMap((each) => each.around.elasticAddress ?? []).join(', ')
      const noun = `Elastic address${all.length === 1 ? '' : 'es'} ${addresses}`
      const go = `go${all.length === 1 ? 'es' : ''} on costing ${addressPrice} an hour${all.length === 1 ? '' : ' each'}`
      return verb === 'stop'
        ? `keep${s(all)} ${its(all)} ${noun}, which ${go}.`
        : `leave${s(all)} ${its(all)} ${noun} behind, which ${go} until released.`
    },
  }
}

// Amazon VPC pricing, "Public IPv4 address", the same in every Region; checked 2026-11-26.
const addressPrice = '$0.005'

function spot(verb: InstanceVerb, { around }: Affected): Found {
  if (around.lifecycle !== 'spot' || verb === 'reboot') return undefined
  const says: Record<'start' | 'stop' | 'terminate', string> = {
    start: 'starts only while there is Spot capacity at its price',
    stop: 'can be stopped only where its Spot request is persistent',
    terminate: 'is launched anew by its Spot request where that is persistent',
  }
  return {
    key: 'spot',
    says: (all) => `${all.length === 1 ? 'is a Spot Instance: it' : 'are Spot Instances: each'} ${says[verb]}.`,
  }
}

const hibernation: Finding = {
  key: 'hibernation',
  says: (all) =>
    `keep${s(all)} ${its(all)} memory on disk and go${all.length === 1 ? 'es' : ''} on from there when started.`,
}

const restart: Finding = {
  key: 'restart',
  says: (all): Text | string =>
    `do${all.length === 1 ? 'es' : ''} not answer for a minute or so and lose${s(all)} what is only in memory; addresses and disks stay.`,
}
