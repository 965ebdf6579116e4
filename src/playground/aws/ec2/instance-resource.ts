import type { Call, Resource } from '../action.ts'
import { instanceAt } from './instance-at.ts'

/** Unlike lists, an action on one instance is something that a policy can allow by ARN and tag. */
export function instanceResource(id: string, { caller, region, place, now }: Call): Resource {
  const simulated = place.instances.find((one) => one.id === id)
  const tags = simulated === undefined ? [] : (instanceAt(simulated, now)?.Tags ?? [])
  return {
    arn: `arn:aws:ec2:${region}:${caller.account}:instance/${id}`,
    tags: new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
  }
}
