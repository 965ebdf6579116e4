import type { Address, Instance, Volume } from '@aws-sdk/client-ec2'
import { idOf, principalId, uuidOf } from '../aws/id.ts'
import type { CheckResult, SimulatedInstance } from '../aws/world.ts'
import { addressesOf } from './aws-addresses.ts'
import { imageIdOf, platformFields, rootDeviceOf } from './aws-images.ts'
import { architectureOf, instanceTypes } from './aws-instance-types.ts'
import { movesOf } from './aws-life.ts'
import { loadOf } from './aws-load.ts'
import { networkOf } from './aws-network.ts'
import { type Parts, type Place, placementOf, tagsOf } from './aws-parts.ts'
import { agoMs, type Particulars, type Row } from './aws-row.ts'
import { devicesOf, volumesOf } from './aws-volumes.ts'

export type Built = {
  readonly simulated: SimulatedInstance
  readonly volumes: Volume[]
  readonly addresses: Address[]
}

/** The account in which AWS runs Auto Scaling, as real reservations show it. */
const autoScaling = '940372691376'

/** One row with what its group and its place add: an instance with its volumes, as AWS would have it. */
export function buildInstance(row: Row, group: Parts['group'], place: Place): Built {
  const [name, , , launched, particulars = {}] = row
  const seed = `${place.account}/${place.region}/${group.service}/${name}`
  const parts = { row, group, place, seed }
  const volumes = volumesOf(parts)
  const launchedAt = place.now - agoMs(launched)
  const simulated: SimulatedInstance = {
    id: idOf('i', seed),
    reservationId: idOf('r', seed),
    requesterId: group.fleet === undefined ? undefined : autoScaling,
    running: { ...usualOptions, ...identityOf(parts), ...machineOf(parts), BlockDeviceMappings: devicesOf(volumes) },
    moves: movesOf(launchedAt, particulars.life, place.now),
    checks: checksOf(particulars, place.now),
    events: eventsOf(particulars, seed, place.now),
    load: loadOf(row, place.now),
    attributes: {
      isTerminationProtected: particulars.isProtected ?? false,
      isStopProtected: particulars.isStopProtected ?? false,
      shutdownBehavior: 'stop',
      userData: undefined,
    },
  }
  return { simulated, volumes, addresses: addressesOf(simulated.running, parts) }
}

function identityOf(parts: Parts): Instance {
  const { row, group, place, seed } = parts
  const [, type, zone, launched, { isSpot = false, address } = {}] = row
  const { account, region } = place
  const launchedAt = new Date(place.now - agoMs(launched))
  return {
    InstanceId: idOf('i', seed),
    InstanceType: type,
    LaunchTime: launchedAt,
    UsageOperationUpdateTime: launchedAt,
    Placement: placementOf(region, zone),
    ...networkOf({ account, region, zone, seed, service: group.service, attachedAt: launchedAt, address }),
    KeyName: `harbour-${place.environment}`,
    ClientToken: group.fleet === undefined ? '' : uuidOf(`fleet/${seed}`),
    ...(isSpot ? { InstanceLifecycle: 'spot' as const, SpotInstanceRequestId: idOf('sir', seed) } : {}),
    ...(group.role === undefined ? {} : { IamInstanceProfile: profileOf(account, group.role) }),
    Tags: tagsOf(parts),
  }
}

function machineOf({ row: [, type, , , particulars = {}], group, place }: Parts): Instance {
  const image = particulars.image ?? group.image
  const architecture = architectureOf(type) === 'arm64' ? 'arm64' : 'x86_64'
  const cpu = instanceTypes.find(({ InstanceType }) => InstanceType === type)?.VCpuInfo
  return {
    ImageId: imageIdOf(image, place.region, architecture),
    Architecture: architecture,
    CpuOptions: { CoreCount: cpu?.DefaultCores, ThreadsPerCore: cpu?.DefaultThreadsPerCore },
    RootDeviceName: rootDeviceOf(image),
    HibernationOptions: { Configured: particulars.mayHibernate ?? false },
    Monitoring: { State: group.team === 'orders' ? 'enabled' : 'disabled' },
    ...platformFields(image),
  }
}

/** What is the same for every instance that nobody fiddled with. */
const usualOptions: Instance = {
  AmiLaunchIndex: 0,
  ProductCodes: [],
  Hypervisor: 'xen',
  VirtualizationType: 'hvm',
  EnaSupport: true,
  EbsOptimized: true,
  SourceDestCheck: true,
  RootDeviceType: 'ebs',
  BootMode: 'uefi-preferred',
  CurrentInstanceBootMode: 'uefi',
  CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
  EnclaveOptions: { Enabled: false },
  MetadataOptions: {
    State: 'applied',
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 2,
    HttpEndpoint: 'enabled',
    HttpProtocolIpv6: 'disabled',
    InstanceMetadataTags: 'disabled',
  },
  MaintenanceOptions: { AutoRecovery: 'default', RebootMigration: 'default' },
  PrivateDnsNameOptions: {
    HostnameType: 'ip-name',
    EnableResourceNameDnsARecord: false,
    EnableResourceNameDnsAAAARecord: false,
  },
  NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
  Operator: { Managed: false },
}

const profileOf = (account: string, role: string) => ({
  Arn: `arn:aws:iam::${account}:instance-profile/${role}`,
  Id: principalId('AIPA', `${account}/${role}`),
})

function checksOf({ failing }: Particulars, now: number): SimulatedInstance['checks'] {
  const passed: CheckResult = { isPassed: true, since: now }
  return { instance: failing === undefined ? passed : { isPassed: false, since: now - agoMs(failing) }, system: passed }
}

function eventsOf({ event }: Particulars, seed: string, now: number): SimulatedInstance['events'] {
  if (event === undefined) return []
  const { code, description, inMs } = event
  const NotBefore = new Date(now + inMs)
  return [{ InstanceEventId: idOf('instance-event', seed), Code: code, Description: description, NotBefore }]
}
