import type { Affected } from './affected.ts'
import type { Finding } from './finding.ts'
import type { Volume } from './instance.ts'
import type { InstanceVerb } from './standing.ts'
import { storageLine } from './storage-cost.ts'

/** What happens to the disks. Not known is said with what could not be read. */
export function volumeFindings(verb: InstanceVerb, { around: { volumes = [] } }: Affected): Finding[] {
  if (verb === 'terminate') return [...deletion(volumes), ...leftover(volumes)]
  return verb === 'start' && volumes.some(({ isEncrypted }) => isEncrypted === true) ? [encryption] : []
}

function deletion(volumes: readonly Volume[]): Finding[] {
  if (!volumes.some(({ isDeletedOnTermination }) => isDeletedOnTermination)) return []
  return [
    {
      key: 'volumes deleted',
      says: (all) => {
        const deleted = volumesIn(all, true)
        const many = deleted.length === 1 ? 'the volume' : `${deleted.length} volumes`
        return `take${all.length === 1 ? 's' : ''} ${many} along, with all that is on ${deleted.length === 1 ? 'it' : 'them'}: ${named(deleted)}.`
      },
    },
  ]
}

function leftover(volumes: readonly Volume[]): Finding[] {
  if (volumes.every(({ isDeletedOnTermination }) => isDeletedOnTermination)) return []
  return [
    {
      key: 'volumes kept',
      says: (all) => {
        const kept = volumesIn(all, false)
        const priced = all.flatMap(({ instance: { place }, around }) =>
          (around.volumes ?? [])
            .filter(({ isDeletedOnTermination }) => !isDeletedOnTermination)
            .map((volume) => ({ volume, region: place.region })),
        )
        const many = kept.length === 1 ? 'a volume' : `${kept.length} volumes`
        return `leave${all.length === 1 ? 's' : ''} ${many} behind, ${named(kept)}. ${storageLine(priced)}`
      },
    },
  ]
}

function volumesIn(all: readonly Affected[], isDeletedOnTermination: boolean): Volume[] {
  return all.flatMap(({ around: { volumes = [] } }) =>
    volumes.filter((volume) => volume.isDeletedOnTermination === isDeletedOnTermination),
  )
}

function named(volumes: readonly Volume[]): string {
  return volumes.map(({ id, sizeGib }) => `${id}${sizeGib === undefined ? '' : ` (${sizeGib} GiB)`}`).join(', ')
}

// EC2 user guide, "EBS encryption": without the grant EC2 stops the instance again, after it took the call.
const encryption: Finding = {
  key: 'encrypted',
  says: (all) =>
    `${all.length === 1 ? 'has' : 'have'} encrypted volumes: AWS stops ${all.length === 1 ? 'it' : 'them'} again if the changing role may not use their keys (kms:CreateGrant).`,
}
