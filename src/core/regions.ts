import { nearest } from './suggest.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Regions that every account has. Newer ones are off until an account turns them on. */
export const regionsOnByDefault: readonly string[] = [
  // Before March 2019 (AWS Account Management guide, "Enable or disable AWS Regions"); no Region will be added to these.
  words(`ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1
    eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`),
  // China and GovCloud accounts have all of theirs.
  words('cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1'),
].flat()

// Without those of the partitions aws-iso… (partitions of @aws-sdk/core 3.981.0).
const knownRegions: readonly string[] = [
  ...regionsOnByDefault,
  ...words(`af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6
    ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 eusc-de-east-1 il-central-1 me-central-1 me-south-1
    me-west-1 mx-central-1 sa-west-1`),
]

const form = /^(?<area>[a-z]{2,4}(?:-[a-z]+)?)-(?<direction>[a-z]+)-\d{1,2}$/
const directions = words('central north south east west northeast northwest southeast southwest')

export type RegionVerdict =
  | { readonly isRegion: true }
  | { readonly isRegion: false; readonly meant: string | undefined }

/**
 * Whether a name can be a Region's. AWS adds Regions, so one that is not known is refused only where a word of it is no
 * direction, or has the letters of a known area in another order: `eu-west-4` may come, `eu-cental-1` will not.
 */
export function judgeRegion(name: string): RegionVerdict {
  if (knownRegions.includes(name)) return { isRegion: true }
  const [meant] = nearest(name, knownRegions, 1)
  const { area, direction } = form.exec(name)?.groups ?? {}
  if (area === undefined || direction === undefined) return { isRegion: false, meant }
  const isMisspelt = !directions.includes(direction) || isSwapped(area)
  return isMisspelt && meant !== undefined ? { isRegion: false, meant } : { isRegion: true }
}

function isSwapped(area: string): boolean {
  const areas = knownRegions.map((region) => form.exec(region)?.groups?.['area'] ?? '')
  return !areas.includes(area) && areas.some((known) => lettersOf(known) === lettersOf(area))
}

function lettersOf(word: string): string {
  return Array.from(word).toSorted().join('')
}
