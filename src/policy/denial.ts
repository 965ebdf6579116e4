import type { Command } from '../core/command.ts'
import { type Decision, noRuleName, type Question, type Resource } from '../core/decision.ts'
import { isUserGroup } from '../core/groups.ts'
import { entitiesIn, namedIn } from './names.ts'
import type { PolicyRule } from './rules.ts'
import { actionGroups } from './schema.ts'

/** What is asked; without a resource, in general. */
export type Asked = Pick<Question, 'principal' | 'action'> & { readonly resource?: Resource | undefined }

/** Nothing permits it; `because` is what can be said of the rules that might have. */
export function noRule(question: Asked, because?: Because): Decision {
  return { answer: 'deny', rule: { name: noRuleName, where: undefined }, reason: reasonFor(question, because) }
}

type Because =
  /** It would permit it to somebody in one more group. */
  | { readonly kind: 'group'; readonly rule: PolicyRule }
  /** It is about this person and this command, and its conditions do not hold. */
  | { readonly kind: 'conditions'; readonly rule: PolicyRule }

/** A `forbid` that holds. */
export function forbidden({ name, where, reason }: PolicyRule): Decision {
  return { answer: 'deny', rule: { name, where }, reason: reason ?? `The rule ${name} forbids it.` }
}

/** Every group that a permit asks for. */
export function groupsAskedFor(rules: readonly PolicyRule[]): string[] {
  const permits = rules.filter(({ effect }) => effect === 'permit')
  const named = permits.flatMap(({ json }) => namedIn(json)).filter(({ type }) => type === 'Group')
  return [...new Set(named.map(({ id }) => id))]
}

/** The first of those that would permit it, given more groups, which can say so. */
export function byGroup(decisive: readonly PolicyRule[], own: readonly string[]): Because | undefined {
  const rule = decisive.find(({ groups, reason }) => reason !== undefined || missingOf(groups, own) !== undefined)
  return rule === undefined ? undefined : { kind: 'group', rule }
}

/** The first permit with a `@reason` whose first line is about this person and this command. */
export function byConditions(
  rules: readonly PolicyRule[],
  { principal, action }: Asked,
  command: Command,
): Because | undefined {
  const actions = [action.name, ...actionGroups(command)]
  const rule = rules.find(({ effect, reason, groups, json }) => {
    const isAboutPerson = json.principal.op === 'All' || groups.some((group) => principal.groups.includes(group))
    const isAboutAction = json.action.op === 'All' || entitiesIn(json.action).some(({ id }) => actions.includes(id))
    return effect === 'permit' && reason !== undefined && isAboutPerson && isAboutAction
  })
  return rule === undefined ? undefined : { kind: 'conditions', rule }
}

/** The first permit with a `@reason` that names one of the person's own groups and this very command. */
export function byOwnConditions(rules: readonly PolicyRule[], { principal, action }: Asked): Because | undefined {
  const rule = rules.find(({ effect, reason, groups, json }) => {
    const isOwn = groups.some((group) => principal.groups.includes(group))
    return effect === 'permit' && reason !== undefined && isOwn && namesCommand(json.action, action.name)
  })
  return rule === undefined ? undefined : { kind: 'conditions', rule }
}

function namesCommand(scope: unknown, name: string): boolean {
  return entitiesIn(scope).some(({ id }) => id === name)
}

/** `/ec2 stop on web-1 (production)`. */
export function actedOn({ action, resource }: Pick<Asked, 'action' | 'resource'>): string {
  return `/${action.name}${resource === undefined ? '' : ` ${whereabouts(resource)}`}`
}

function reasonFor(question: Asked, because: Because | undefined): string {
  const sentence = `No rule allows ${actedOn(question)} for you.`
  if (because === undefined) return sentence
  const { kind, rule } = because
  if (rule.reason !== undefined) return kind === 'group' ? rule.reason : `${sentence} ${rule.reason}`
  const group = missingOf(rule.groups, question.principal.groups)
  return group === undefined ? sentence : `${sentence} The rule ${rule.name} allows it to ${groupName(group)}.`
}

function missingOf(groups: readonly string[], own: readonly string[]): string | undefined {
  return groups.find((group) => !own.includes(group))
}

function groupName(group: string): string {
  return isUserGroup(group) ? `Slack’s user group ${group}` : `the group ${group}`
}

function whereabouts(resource: Resource): string {
  if (resource.kind === 'place') return `in ${resource.place.account}, ${resource.place.region}`
  const { name, environment, isProduction } = resource.target
  const kind = isProduction ? 'production' : environment
  return `on ${name}${kind === undefined ? '' : ` (${kind})`}`
}
