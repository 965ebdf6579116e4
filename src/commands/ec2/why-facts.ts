import type { ReadPorts } from '../../core/command.ts'
import { groupNameOf, isUpState } from '../../core/ec2/affected.ts'
import type { InstanceFacts, InstanceTrouble, MeasureQuery } from '../../core/ec2/evidence.ts'
import type { Instance, InstanceDetails } from '../../core/ec2/instance.ts'
import { whyNotRead } from '../../core/may-read.ts'

type Asked = {
  readonly instance: Instance
  readonly about: InstanceTrouble | undefined
  readonly port: number | undefined
  readonly ipv6: boolean
}

const hourMs = 3_600_000
// CloudTrail's event history has no more.
export const trailMs = 90 * 24 * hourMs
// Of Windlass's own records, newest first: a change writes several.
const mostOwn = 200

/** First the instance, then only what may say why, all of it at once. */
export async function readFacts({ instance, about, port, ipv6 }: Asked, ports: ReadPorts): Promise<InstanceFacts> {
  const { ec2, evidence, scope } = ports
  const details = await ec2.describeInstance(instance)
  const needed = neededFor(about, details)
  const barred = await barredReads(instance, needed, ports)
  const [own, trail, output, activities, spot, measures, network, registrations] = await Promise.all([
    needed.ends ? readOwn(instance, ports) : [],
    needed.ends ? readTrail(instance, barred, ports) : undefined,
    needed.console ? readConsole(instance, barred, ports) : undefined,
    needed.group === undefined ? undefined : evidence.listScalingActivities(instance.place, needed.group),
    needed.spot ? evidence.findSpotRequest(instance) : undefined,
    needed.measures ? evidence.measureInstance({ instance, ...stretchOf(about, scope.now) }) : undefined,
    needed.network ? evidence.readNetwork(details) : undefined,
    needed.registrations ? evidence.readRegistrations(details) : undefined,
  ])
  return {
    about,
    port,
    isOverIpv6: ipv6,
    details,
    own,
    now: scope.now,
    ...(trail === undefined ? {} : { trail }),
    ...(output === undefined ? {} : { console: output }),
    ...(activities === undefined ? {} : { activities }),
    ...(spot === undefined ? {} : { spot }),
    ...(measures === undefined ? {} : { measures }),
    ...(network === undefined ? {} : { network }),
    ...(registrations === undefined ? {} : { registrations }),
  }
}

function neededFor(about: InstanceTrouble | undefined, details: InstanceDetails) {
  const { instance, stateReason, lifecycle, instanceCheck, systemCheck } = details
  const isUp = isUpState(instance.state)
  const isEnded = !isUp && about !== 'cost'
  const isGone = instance.state === 'terminated' || instance.state === 'shutting-down'
  const isInside = (stateReason?.code ?? inside) === inside
  const isImpaired = instanceCheck === 'impaired' || systemCheck === 'impaired'
  // Of what runs and does not work, people say that it does not start, and that it stopped.
  const isFailing = isImpaired && (about === 'start' || about === 'stopped')
  const isAboutUp = about === undefined || about === 'slow' || about === 'check' || isFailing
  return {
    ends: isEnded || about === 'stopped' || about === 'terminated' || about === 'start',
    console: (isEnded && isInside) || (isUp && (isAboutUp || about === 'unreachable')),
    group: isEnded && isGone ? groupNameOf(instance) : undefined,
    spot: isEnded && lifecycle === 'spot',
    measures: isUp && (isAboutUp || about === 'unreachable' || about === 'outbound' || about === 'cost'),
    registrations:
      instance.state === 'running' && (about === undefined || about === 'unreachable' || about === 'check'),
    network: instance.state === 'running' && (about === undefined || ofNetwork.has(about)),
  }
}

const ofNetwork: ReadonlySet<InstanceTrouble> = new Set(['unreachable', 'outbound', 'check'])
// What shut it down its console may show.
const inside = 'Client.InstanceInitiatedShutdown'

function stretchOf(about: InstanceTrouble | undefined, now: number): Omit<MeasureQuery, 'instance'> {
  if (about === 'cost') return { from: now - 7 * 24 * hourMs, until: now, periodSeconds: 3600 }
  return { from: now - (about === 'slow' ? 12 : 3) * hourMs, until: now, periodSeconds: 300 }
}

export async function readOwn({ id }: Pick<Instance, 'id'>, { audit }: ReadPorts): Promise<InstanceFacts['own']> {
  const any = { user: undefined, command: undefined, change: undefined, since: undefined }
  const { events } = await audit.listEvents({ ...any, target: id, offset: 0, limit: mostOwn })
  return events.filter(({ change }) => change !== undefined)
}

type Barred = ReadonlyMap<string, string>

/** What a command of its own reads is read here too only for whom that command is allowed. */
async function barredReads(
  { id, place }: Instance,
  needed: { readonly ends: boolean; readonly console: boolean },
  { may }: ReadPorts,
): Promise<Barred> {
  const commands = [
    ...(needed.console ? [['ec2', 'console', id]] : []),
    ...(needed.ends ? [['ec2', 'history', id]] : []),
  ]
  return whyNotRead(commands, { place, may })
}

async function readTrail(
  { id, place }: Instance,
  barred: Barred,
  { evidence, scope: { now } }: ReadPorts,
): Promise<NonNullable<InstanceFacts['trail']>> {
  const unread = barred.get('/ec2 history')
  return unread === undefined
    ? evidence.listTrail({ place, resource: id, from: now - trailMs, until: now })
    : { unread }
}

async function readConsole(
  instance: Instance,
  barred: Barred,
  { evidence }: ReadPorts,
): Promise<NonNullable<InstanceFacts['console']>> {
  const unread = barred.get('/ec2 console')
  return unread === undefined ? evidence.readConsole(instance) : { unread }
}
