import { age } from '../../core/age.ts'
import type { Scope } from '../../core/command.ts'
import type { Instance, InstanceDetails, Volume } from '../../core/ec2/instance.ts'
import { markedState } from '../../core/ec2/state.ts'
import type { Fact } from '../../core/view.ts'

/** In the order in which a person on call asks: is it well, since when, how do I reach it, what is it, whose is it. */
export function factsOf(details: InstanceDetails, scope: Pick<Scope, 'now' | 'tagKeys'>): Fact[] {
  return [
    ...healthFacts(details, scope.now),
    ...networkFacts(details),
    ...machineFacts(details),
    ...details.volumes.map(volumeFact),
    ...tagFacts(details),
  ].flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

type Known = readonly [label: string, value: string | undefined]

function healthFacts({ instance, ...details }: InstanceDetails, now: number): Known[] {
  return [
    ['Instance', instance.id],
    ['State', markedState(instance.state)],
    ['Status checks', checks(details)],
    ['Latest start', latestStart(instance, now)],
    ['Latest transition', details.stateTransition],
    [
      'Termination protection',
      details.isTerminationProtected === undefined ? undefined : details.isTerminationProtected ? 'on' : 'off',
    ],
  ]
}

function latestStart({ launchedAt }: Instance, now: number): string | undefined {
  if (launchedAt === undefined) return undefined
  return `${new Date(launchedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${age(now - launchedAt)} ago`
}

function checks({
  instanceCheck,
  systemCheck,
}: Pick<InstanceDetails, 'instanceCheck' | 'systemCheck'>): string | undefined {
  if (instanceCheck === undefined && systemCheck === undefined) return undefined
  return `system ${systemCheck ?? 'unknown'}, instance ${instanceCheck ?? 'unknown'}`
}

function networkFacts({ instance, ...details }: InstanceDetails): Known[] {
  const publicAddress = instance.publicAddress
  const kept = details.isPublicAddressElastic ? 'Elastic, stays after a stop' : 'changes with a stop'
  return [
    ['Private address', instance.privateAddress],
    ['Public address', publicAddress === undefined ? undefined : `${publicAddress} (${kept})`],
    ['Zone', instance.zone],
    ['Network', [details.vpcId, details.subnetId].filter((id) => id !== undefined).join(', ')],
    ['Security groups', details.securityGroups.map(({ id, name }) => `${name} (${id})`).join(', ')],
    ['Role', details.role],
  ]
}

function machineFacts({ instance, ...details }: InstanceDetails): Known[] {
  const size = [
    ...(details.vcpus === undefined ? [] : [`${details.vcpus} vCPU`]),
    ...(details.memoryMib === undefined ? [] : [`${(details.memoryMib / 1024).toLocaleString('en')} GiB`]),
    ...(details.architecture === undefined ? [] : [details.architecture]),
  ]
  return [
    ['Type', [instance.type, ...size].join(' · ')],
    ['Bought as', details.lifecycle],
    ['Image', [details.imageName, instance.imageId].filter((part) => part !== undefined).join(' · ')],
    ['Platform', details.platform],
    ['Key pair', details.keyName],
  ]
}

function volumeFact({ id, device, ...volume }: Volume): Known {
  const facts = [
    id,
    ...(volume.sizeGib === undefined ? [] : [`${volume.sizeGib} GiB ${volume.type ?? ''}`.trim()]),
    ...(volume.isEncrypted === undefined ? [] : [volume.isEncrypted ? 'encrypted' : 'not encrypted']),
    volume.isDeletedOnTermination ? 'deleted on termination' : 'kept on termination',
  ]
  return [`Volume ${device}`, facts.join(', ')]
}

/** The Name is in the first line already; AWS's own tags come last. */
function tagFacts({ instance }: InstanceDetails): Known[] {
  return [...instance.tags.keys()]
    .filter((key) => key !== 'Name')
    .toSorted((a, b) => Number(isAwsTag(a)) - Number(isAwsTag(b)) || a.localeCompare(b, 'en'))
    .map((key) => [`Tag ${key}`, instance.tags.get(key)])
}

function isAwsTag(key: string): boolean {
  return key.startsWith('aws:')
}
