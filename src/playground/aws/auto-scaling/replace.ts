import type { Instance, Volume } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { moveAt } from '../ec2/instance-at.ts'
import { publicAssociation, withAssociation } from '../ec2/public-address.ts'
import { type Moment, terminate, without } from '../ec2/terminate.ts'
import { idOf, numbersOf, uuidOf } from '../id.ts'
import type { AwsPlace, Fleet, SimulatedInstance } from '../world.ts'
import { ending, launching } from './activities.ts'
import { asAutoScaling } from './trail.ts'

/** Without one of these a group leaves a lost member alone (EC2 Auto Scaling User Guide, "Types of processes"). */
const neededProcesses = ['HealthCheck', 'ReplaceUnhealthy', 'Terminate']

/** A member that stops or ends is lost to its group, which finds out after a while. */
export function noticeLoss({ id }: SimulatedInstance, { place, world, agenda, now, region }: Call): void {
  const fleet = place.fleets.find(({ members }) => members.includes(id))
  if (fleet === undefined) return
  agenda.at(now + world.pace.replacingMs, (time) => replace(id, fleet, { place, world, agenda, now: time, region }))
}

type There = Moment & { readonly region: string }

function replace(id: SimulatedInstance['id'], fleet: Fleet, there: There): void {
  const { place, now, agenda } = there
  const lost = place.instances.find((one) => one.id === id)
  const state = lost === undefined ? undefined : moveAt(lost, now)?.state
  if (lost === undefined || state === undefined || !fleet.members.includes(id)) return
  if (state === 'running' || state === 'pending') return
  if (neededProcesses.some((name) => fleet.suspended.includes(name))) return
  const endsAt = lost.moves.find((move) => move.state === 'terminated')?.at
  const terminatedAt = endsAt ?? (state === 'gone' ? now : terminate({ simulated: lost, state }, there))
  agenda.at(terminatedAt, () => without(fleet.members, id))
  fleet.activities.push(ending(id, { at: now, until: Math.max(now, terminatedAt) }))
  if (endsAt === undefined) place.past.push(asAutoScaling('TerminateInstances', id, now))
  if (!fleet.suspended.includes('Launch')) launch(lost, fleet, there)
}

function launch(lost: SimulatedInstance, fleet: Fleet, { place, world, now, region }: There): void {
  const seed = `${lost.id}/${now}`
  const id = idOf('i', seed)
  const volumes = volumesFor(lost, { id, seed, now, place })
  const { console: _itsOwn, ...alike } = lost
  place.volumes.push(...volumes)
  place.instances.push({
    ...alike,
    id,
    reservationId: idOf('r', seed),
    running: successorOf(lost.running, { id, seed, now, region, volumes }),
    moves: [
      { at: now, state: 'pending' },
      { at: now + world.pace.startingMs, state: 'running' },
    ],
    checks: { instance: { isPassed: true, since: now }, system: { isPassed: true, since: now } },
    events: [],
    load: [],
  })
  fleet.members.push(id)
  fleet.activities.push(launching(id, { at: now, until: now + world.pace.startingMs }))
  place.past.push(asAutoScaling('RunInstances', id, now))
  const arns = fleet.group.TargetGroupARNs ?? []
  for (const { group, targets } of place.balancing) if (arns.includes(group.TargetGroupArn)) targets.push(id)
}

type Birth = { readonly id: `i-${string}`; readonly seed: string; readonly now: number }

/** The disks that its launch template asks for: those that went with the one that is replaced. */
function volumesFor({ running }: SimulatedInstance, { id, seed, now, place }: Birth & { place: AwsPlace }): Volume[] {
  const mapped = (running.BlockDeviceMappings ?? []).map(({ DeviceName, Ebs }) => ({ DeviceName, ...Ebs }))
  return mapped.map(({ DeviceName, VolumeId, DeleteOnTermination }, index): Volume => {
    const known = place.volumes.find((volume) => volume.VolumeId === VolumeId)
    const volume = idOf('vol', `${index}/${seed}`)
    const times = { CreateTime: new Date(now), AttachTime: new Date(now) }
    const attachment = { VolumeId: volume, InstanceId: id, Device: DeviceName, AttachTime: times.AttachTime }
    return {
      ...(known ?? { Size: 16, VolumeType: 'gp3', Encrypted: false, Tags: running.Tags }),
      VolumeId: volume,
      State: 'in-use',
      CreateTime: times.CreateTime,
      Attachments: [{ ...attachment, State: 'attached', DeleteOnTermination }],
    }
  })
}

function successorOf(lost: Instance, born: Birth & { region: string; volumes: readonly Volume[] }): Instance {
  const { id, seed, now, region, volumes } = born
  const inside = neighbour(lost.PrivateIpAddress ?? '', seed)
  const names = { PrivateIpAddress: inside, PrivateDnsName: renamed(lost.PrivateDnsName ?? '', inside) }
  const next: Instance = {
    ...lost,
    ...names,
    InstanceId: id,
    ClientToken: uuidOf(`fleet/${seed}`),
    LaunchTime: new Date(now),
    UsageOperationUpdateTime: new Date(now),
    BlockDeviceMappings: volumes.map(({ VolumeId, Attachments: [attached] = [] }) => ({
      DeviceName: attached?.Device,
      Ebs: {
        VolumeId,
        Status: 'attached',
        AttachTime: attached?.AttachTime,
        DeleteOnTermination: attached?.DeleteOnTermination,
      },
    })),
    NetworkInterfaces: lost.NetworkInterfaces?.map((card) => ({
      ...card,
      ...names,
      NetworkInterfaceId: idOf('eni', seed),
      PrivateIpAddresses: [{ ...names, Primary: true }],
    })),
  }
  return lost.PublicIpAddress === undefined
    ? next
    : withAssociation(next, publicAssociation({ owner: 'amazon', region, seed }))
}

/** Another address of the same subnet. */
function neighbour(address: string, seed: string): string {
  const [host = 0] = numbersOf(`host/${seed}`, [250])
  return address.replace(/\d+$/, String(host + 4))
}

const renamed = (name: string, address: string): string =>
  name.replace(/^ip-[\d-]+/, `ip-${address.replaceAll('.', '-')}`)
