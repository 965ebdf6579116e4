import { type Diagnosis, known, type TrailEvent } from '../evidence.ts'
import { code, text } from '../text.ts'
import type { AclEntry, InstanceFacts, Route } from './evidence.ts'
import { type Change, changeOf, doneIn, newest, nobody } from './why-changes.ts'
import { anyone } from './why-network.ts'

const ofRoutes: ReadonlySet<string> = new Set(['no-route', 'no-way-out'])
const ofAcl: ReadonlySet<string> = new Set([
  'closed-by-acl',
  'open-to-few-by-acl',
  'closed-to-some-by-acl',
  'kept-in-by-acl',
])

/** By their ids, what somebody may have changed, so that it is cut off: known only once its network is. */
export function changeable({ network }: InstanceFacts, found: readonly Diagnosis[]): readonly string[] {
  const { acl, routeTable, routes = [] } = known(network) ?? {}
  const gone = routes.filter(({ isBlackhole }) => isBlackhole).map(({ target }) => target)
  const around = gone.length > 0 ? gone : [routeTable]
  const ids = [
    ...(found.some(({ rule }) => ofRoutes.has(rule)) ? around : []),
    ...(found.some(({ rule }) => ofAcl.has(rule)) ? [acl?.id] : []),
  ]
  return [...new Set(ids.flatMap((id) => id ?? []))]
}

/** Who made the route as it is, or ended what it led to; where there is none to everyone, who deleted it. */
export function routeChange(facts: InstanceFacts, route: Route | undefined): Change {
  const { network, networkTrail, now } = facts
  const events = doneIn(networkTrail)
  if (route?.isBlackhole === true) {
    const end = newest(events.filter((event) => ending.test(event.name) && isOf(event, route.target)))
    return end === undefined ? nobody : changeOf(end, text`${endWord(end)} ${code(route.target)}`, now)
  }
  const table = known(network)?.routeTable ?? ''
  const done = events.filter((event) => routing.test(event.name) && [table, anyone].every((id) => isOf(event, id)))
  const last = newest(done)
  // What was done last must have made it as it is.
  if (last === undefined || (last.name === 'DeleteRoute') !== (route === undefined)) return nobody
  // The first of a table changed nothing for anybody.
  if (last.name === 'CreateRoute' && done.every(({ name }) => name === 'CreateRoute')) return nobody
  if (route === undefined) return changeOf(last, text`deleted the route for ${anyone} from ${code(table)}`, now)
  return isOf(last, route.target)
    ? changeOf(last, text`pointed the route for ${anyone} in ${code(table)} to ${code(route.target)}`, now)
    : nobody
}

const routing = /^(?:Create|Replace|Delete)Route$/
const ending = /^(?:Delete|Detach)(?:\w*Gateway|NetworkInterface|VpcPeeringConnection)$|^TerminateInstances$/

function endWord({ name }: TrailEvent): string {
  if (name.startsWith('Terminate')) return 'terminated'
  return name.startsWith('Detach') ? 'detached' : 'deleted'
}

/** Who made the rules as they are that decide, or deleted one that came before them; `none`: they are the only ones. */
export function aclChange(
  { network, networkTrail, now }: InstanceFacts,
  direction: AclEntry['direction'],
  by: readonly (AclEntry | 'none')[],
): Change {
  const acl = known(network)?.acl
  if (acl === undefined) return nobody
  const here = acl.entries.filter((entry) => entry.direction === direction)
  const events = doneIn(networkTrail).filter(
    (event) => isOf(event, acl.id) && event.asked?.includes(`"egress":${direction === 'outbound'}`) === true,
  )
  const last = Math.max(...by.map((entry) => (entry === 'none' ? Number.POSITIVE_INFINITY : entry.number)))
  const isCause = (event: TrailEvent): boolean => {
    const number = numberIn(event)
    const entry = here.find((each) => each.number === number)
    if (event.name === 'DeleteNetworkAclEntry')
      return entry === undefined && number < last && !wasDenial(number, events)
    const decides = by.some((each) => each !== 'none' && each.number === number)
    // A new one that lets somebody in keeps nobody else out.
    return decides && (event.name === 'ReplaceNetworkAclEntry' || (isMade(event) && entry?.isAllowed === false))
  }
  const found = newest(events.filter((event) => acts.test(event.name) && isCause(event)))
  if (found === undefined) return nobody
  const rule = text`${direction} rule ${numberIn(found)} of ${code(acl.id)}`
  if (found.name.startsWith('Delete')) return changeOf(found, text`deleted ${rule}, which may have allowed that,`, now)
  return changeOf(found, text`${isMade(found) ? 'added' : 'changed'} ${rule}`, now)
}

const acts = /^(?:Create|Replace|Delete)NetworkAclEntry$/

function isMade({ name }: TrailEvent): boolean {
  return name === 'CreateNetworkAclEntry'
}

/** CloudTrail tells of a rule what it was only where it was made of late too. */
function wasDenial(number: number, events: readonly TrailEvent[]): boolean {
  const made = newest(
    events.filter((event) => /^(?:Create|Replace)NetworkAclEntry$/.test(event.name) && numberIn(event) === number),
  )
  return made?.asked?.includes('"ruleAction":"deny"') === true
}

/** Of `{"networkAclId":"acl-1","ruleNumber":100,"egress":false}`. */
function numberIn({ asked = '' }: TrailEvent): number {
  return Number(/"ruleNumber":(\d+)/.exec(asked)?.[1] ?? Number.NaN)
}

function isOf({ asked = '' }: TrailEvent, value: string): boolean {
  return asked.includes(`"${value}"`)
}
