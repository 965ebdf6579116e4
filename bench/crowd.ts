/** Who changes and what there is to change, for both the process that is AWS and the one that is Slack. */
import type { AwsPlace } from '../src/playground/aws/world.ts'
import type { WorkspaceSeed } from '../src/playground/slack/seed.ts'
import { homeAccount } from '../src/playground/world/aws-access.ts'
import { buildInstance } from '../src/playground/world/aws-instance.ts'
import { makeInstances } from '../src/playground/world/aws-many.ts'
import { people, slackSeed } from '../src/playground/world/slack.ts'
import { regions } from './setting.ts'

export const rounds = 6
const total = 1000
const stoppedEach = 3

export type Person = { readonly id: string; readonly name: string; readonly channel: string }

const known = slackSeed.users.find(({ id }) => id === people.ada.id) ?? people.ada
const numbered = (prefix: string, count: number): Person[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0')
    return {
      id: `U0${prefix.toUpperCase()}${number}`,
      name: `${prefix}${number}`,
      channel: `C0${prefix.toUpperCase()}${number}`,
    }
  })

/** Each with a channel of their own: Slack takes one message a second in any one, which would be what is measured. */
export const changers = numbered('changer', 10)
export const listers = numbered('lister', 2)

export function instancesOf({ name }: Person, round: number): string[] {
  return Array.from({ length: stoppedEach }, (_, index) => `${name}-r${round}-${index + 1}`)
}

export const workspace: WorkspaceSeed = {
  ...slackSeed,
  users: [
    ...slackSeed.users,
    ...[...changers, ...listers].map(({ id, name }) => ({ ...known, id, name, realName: name })),
  ],
  channels: [
    ...slackSeed.channels,
    ...[...changers, ...listers].map(({ id, name, channel }) => ({
      id: channel,
      name,
      topic: '',
      members: [id, slackSeed.app.user],
      sharedWith: [],
    })),
  ],
}

/** Half of what is listed in each Region; in the first, among them, everything that will be stopped. */
export function placeOf(region: string, now: number): AwsPlace {
  const place = makeInstances(0, { account: homeAccount, region, now })
  if (region === regions[0]) {
    for (const name of changers.flatMap((person) => everyRound.flatMap((round) => instancesOf(person, round)))) {
      const group = { region, service: 'team', team: 'shop', owner: 'ada', image: 'al2023', role: 'team' } as const
      const where = { account: homeAccount, region, environment: 'staging', now }
      const built = buildInstance([name, 'm7g.large', 'a', '40d'], group, where)
      place.instances.push(built.simulated)
      place.volumes.push(...built.volumes)
    }
  }
  const others = makeInstances(total / regions.length - place.instances.length, { account: homeAccount, region, now })
  place.instances.push(...others.instances)
  place.volumes.push(...others.volumes)
  return place
}

const everyRound = Array.from({ length: rounds }, (_, round) => round)
