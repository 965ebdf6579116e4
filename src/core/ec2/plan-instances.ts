import type { PlanPorts } from '../command.ts'
import { UserError } from '../errors.ts'
import type { Plan, Step, Target } from '../plan.ts'
import { type Affected, groupNameOf } from './affected.ts'
import { costOf } from './cost.ts'
import { impactOf } from './impact.ts'
import { type Instance, visibleName } from './instance.ts'
import { findBarAround, findStateBar, type InstanceVerb } from './standing.ts'
import type { Surroundings } from './surroundings.ts'
import { takesOf } from './takes.ts'

export type InstanceChange = {
  readonly verb: InstanceVerb
  readonly words: readonly string[]
  readonly action: string
  readonly hibernate?: boolean
}

/** One step an instance, in a stable order; those that are as wanted already, or that cannot be changed, are left out. */
export async function planInstances(
  instances: readonly Instance[],
  change: InstanceChange,
  ports: PlanPorts,
): Promise<Plan> {
  const { verb, words, hibernate = false } = change
  const sorted = [...new Map(instances.map((each) => [each.id, each])).values()].toSorted(byNameAndId)
  const possible = sorted.filter(({ state }) => findStateBar(verb, state) === undefined)
  if (possible.length > ports.mostTargets) throw tooMany(possible.length, ports)
  const { surroundings, unread } = await surroundingsOf(possible, ports)
  const affected: Affected[] = []
  const skipped: { target: Target; reason: string }[] = []
  for (const instance of sorted) {
    const target = ports.targetOf(instance)
    const around = surroundings.get(instance.id)
    const reason =
      findStateBar(verb, instance.state) ??
      (around === undefined ? notSeen : findBarAround(verb, around, { hibernate }))
    if (reason !== undefined || around === undefined) skipped.push({ target, reason: reason ?? notSeen })
    else affected.push({ target, instance, around })
  }
  const takes = await takesOf(verb, affected, ports)
  const cost = costOf(verb, affected)
  return {
    words,
    parameters: verb === 'stop' ? { hibernate } : {},
    targets: affected.map(({ target }) => target),
    steps: affected.map((each) => stepFor(each, change)),
    skipped,
    impact: impactOf(verb, affected, { hibernate, cost: cost.hourly }),
    unread: [...unread, ...cost.unread],
    takes,
    cost: cost.hourly,
  }
}

/** Before each of them is asked about: two calls an instance, of hundreds, would starve whoever else asks AWS. */
function tooMany(count: number, { mostTargets }: PlanPorts): UserError {
  return new UserError('Cap', `That would change ${count} at once.`, {
    hint: `At most ${mostTargets} may be changed with one command: name fewer. Nothing was changed.`,
  })
}

const notSeen = 'not to be seen any more'

/** AWS is not asked about nothing. */
async function surroundingsOf(instances: readonly Instance[], { ec2 }: PlanPorts) {
  return instances.length === 0 ? { surroundings: new Map(), unread: [] } : ec2.describeSurroundings(instances)
}

// Numbers inside of names count as numbers: web-2 comes before web-10.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function byNameAndId(one: Instance, other: Instance): number {
  return collator.compare(visibleName(one), visibleName(other)) || (one.id < other.id ? -1 : 1)
}

function stepFor({ instance, around }: Affected, { verb, action, hibernate }: InstanceChange): Step {
  return {
    target: instance.id,
    action,
    input: { InstanceIds: [instance.id], ...(hibernate === true ? { Hibernate: true } : {}) },
    precondition: {
      state: instance.state,
      'Auto Scaling group': groupNameOf(instance) ?? null,
      ...(verb === 'start' ? { type: instance.type } : {}),
      ...(verb === 'terminate' ? { 'volumes deleted with it': deletedVolumes(around) } : {}),
    },
  }
}

function deletedVolumes({ volumes }: Surroundings): readonly string[] | null {
  if (volumes === undefined) return null
  return volumes
    .filter(({ isDeletedOnTermination }) => isDeletedOnTermination)
    .map(({ id }) => id)
    .toSorted()
}
