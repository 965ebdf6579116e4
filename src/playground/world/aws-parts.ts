import type { Placement, Tag } from '@aws-sdk/client-ec2'
import type { Group, Row } from './aws-row.ts'

/** Where a row is built and from when; the environment is the value of its `env` tag. */
export type Place = {
  readonly account: string
  readonly region: string
  readonly environment: string
  readonly now: number
}

/** What everything of one instance is built from; the seed makes its ids its own. */
export type Parts = {
  readonly row: Row
  readonly group: Omit<Group, 'account' | 'rows'>
  readonly place: Place
  readonly seed: string
}

/** An instance that nobody named was made by hand, without a thought for tags. */
export function tagsOf({ row: [name, , , , { tags = {} } = {}], group, place }: Parts): Tag[] {
  if (name === '') return []
  const usual = { Name: name, owner: group.owner, team: group.team, service: group.service, env: place.environment }
  const fleet = group.fleet === undefined ? {} : { 'aws:autoscaling:groupName': group.fleet }
  return Object.entries({ ...usual, ...fleet, ...tags }).map(([Key, Value]) => ({ Key, Value }))
}

const sides: Readonly<Record<string, string>> = { central: 'c', east: 'e', west: 'w', southeast: 'se' }

export function placementOf(region: string, zone: string): Placement {
  const [area = '', side = '', number = ''] = region.split('-')
  return {
    AvailabilityZone: `${region}${zone}`,
    AvailabilityZoneId: `${area}${sides[side] ?? side}${number}-az${zone.charCodeAt(0) - 96}`,
    GroupName: '',
    Tenancy: 'default',
  }
}
