import type { ReadPorts } from '../../core/command.ts'
import { groupNameOf, isUpState } from '../../core/ec2/affected.ts'
import type { InstanceFacts, InstanceTrouble, MeasureQuery } from '../../core/ec2/evidence.ts'
import type { Instance, InstanceDetails } from '../../core/ec2/instance.ts'
import { mayBurst } from '../../core/ec2/volume-bursts.ts'
import { isTimeless } from '../../core/ec2/why-end-time.ts'
import { whyNotRead } from '../../core/may-read.ts'
import { mayBeChanged, readChanged, withNetworkTrail } from './why-changed.ts'
import { readTrails } from './why-trail.ts'

type Asked = {
  readonly instance: Instance
  readonly about: InstanceTrouble | undefined
  readonly port: number | undefined
  readonly ipv6: boolean
  readonly protocol: InstanceFacts['protocol']
}

const hourMs = 3_600_000
// Of Windlass's own records, newest first: a change writes several.
const mostOwn = 200

/** First the instance, then only what may say why, all of it at once. */
export async function readFacts(
  { instance, about, port, ipv6, protocol }: Asked,
  ports: ReadPorts,
): Promise<InstanceFacts> {
  const { ec2, evidence, scope } = ports
  const details = await ec2.describeInstance(instance)
  const needed = { ...neededFor(about, details), changes: mayBeChanged(about, details, scope.now) }
  const barred = await barredReads(instance, needed, ports)
  const [own, trails, changed, output, activities, spot, measures, network, registrations] = await Promise.all([
    needed.ends || needed.changes ? readOwn(instance, ports) : [],
    needed.ends ? readTrails(details, barred.get('/ec2 history'), ports) : {},
    needed.changes ? readChanged({ about, details }, barred.get('/ec2 history'), ports) : {},
    needed.console ? readConsole(instance, barred, ports) : undefined,
    needed.group === undefined ? undefined : evidence.listScalingActivities(instance.place, needed.group),
    needed.spot ? evidence.findSpotRequest(instance) : undefined,
    needed.measures
      ? evidence.measureInstance({ instance, ...volumesOf(details), ...stretchOf(about, details, scope.now) })
      : undefined,
    needed.network ? evidence.readNetwork(details) : undefined,
    needed.registrations ? evidence.readRegistrations(details) : undefined,
  ])
  const facts: InstanceFacts = {
    about,
    port,
    isOverIpv6: ipv6,
    details,
    own,
    now: scope.now,
    ...(protocol === undefined ? {} : { protocol }),
    ...changed,
    ...trails,
    ...(output === undefined ? {} : { console: output }),
    ...(activities === undefined ? {} : { activities }),
    ...(spot === undefined ? {} : { spot }),
    ...(measures === undefined ? {} : { measures }),
    ...(network === undefined ? {} : { network }),
    ...(registrations === undefined ? {} : { registrations }),
  }
  return withNetworkTrail(facts, ports)
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
  const isAboutUp = about === undefined || about === 'slow' || about === 'check' || about === 'reboot' || isFailing
  return {
    ends: isEnded || ofEnds.has(about),
    console: (isEnded && isInside) || (isUp && (isAboutUp || about === 'unreachable')),
    group: isEnded && isGone ? groupNameOf(instance) : undefined,
    spot: isEnded && lifecycle === 'spot',
    measures: isUp
      ? isAboutUp || about === 'unreachable' || about === 'outbound' || about === 'cost'
      : isEnded && isTimeless(details),
    registrations:
      instance.state === 'running' && (about === undefined || about === 'unreachable' || about === 'check'),
    network: instance.state === 'running' && (about === undefined || ofNetwork.has(about)),
  }
}

const ofEnds: ReadonlySet<InstanceTrouble | undefined> = new Set(['stopped', 'terminated', 'start', 'reboot'])
const ofNetwork: ReadonlySet<InstanceTrouble> = new Set(['unreachable', 'outbound', 'check'])
// What shut it down its console may show.
const inside = 'Client.InstanceInitiatedShutdown'

function volumesOf({ volumes }: InstanceDetails): Pick<MeasureQuery, 'volumes'> {
  const ids = volumes.filter(mayBurst).map(({ id }) => id)
  return ids.length === 0 ? {} : { volumes: ids }
}

type Stretch = Omit<MeasureQuery, 'instance'>

function stretchOf(about: InstanceTrouble | undefined, { instance }: InstanceDetails, now: number): Stretch {
  // When it was last measured.
  if (!isUpState(instance.state) && about !== 'cost')
    return { from: now - 7 * 24 * hourMs, until: now, periodSeconds: 300 }
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
  needed: { readonly ends: boolean; readonly changes: boolean; readonly console: boolean },
  { may }: ReadPorts,
): Promise<Barred> {
  const commands = [
    ...(needed.console ? [['ec2', 'console', id]] : []),
    ...(needed.ends || needed.changes ? [['ec2', 'history', id]] : []),
  ]
  return whyNotRead(commands, { place, may })
}

async function readConsole(
  instance: Instance,
  barred: Barred,
  { evidence }: ReadPorts,
): Promise<NonNullable<InstanceFacts['console']>> {
  const unread = barred.get('/ec2 console')
  return unread === undefined ? evidence.readConsole(instance) : { unread }
}
