import { type Evidence, known } from '../evidence.ts'
import { bold, code, text } from '../text.ts'
import type { InstanceFacts, RegisteredTarget } from './evidence.ts'

/** The target groups that a running instance is in; none where that was not read. */
export function targetsOf({ details, registrations }: InstanceFacts): readonly RegisteredTarget[] {
  return details.instance.state === 'running' ? (known(registrations)?.targets ?? []) : []
}

/** The same facts, of target groups only those of the port that is asked for. */
export function ofItsPort(facts: InstanceFacts): InstanceFacts {
  const { port: asked, registrations } = facts
  const read = known(registrations)
  if (asked === undefined || read === undefined) return facts
  const targets = read.targets.filter(({ port, check }) => port === asked || check.port === asked)
  return { ...facts, registrations: { value: { ...read, targets } } }
}

/** A group that it leaves or that nobody uses is nothing wrong beside that: blue and green take turns. */
export function isServedElsewhere(facts: InstanceFacts): boolean {
  return targetsOf(facts).some(({ state }) => state === 'healthy')
}

/** That one first, then the others. */
export function targetEvidence(first: RegisteredTarget, facts: InstanceFacts): readonly Evidence[] {
  const others = targetsOf(facts).filter((target) => target !== first)
  return [first, ...others].map(({ group, port, state, reason, says }) => ({
    says: text`${bold(group)}${port === undefined ? '' : ` on port ${port}`}: ${state}${reason === undefined ? [] : text` (${code(reason)})`}${says === undefined ? '' : `, ${says}`}`,
    source: 'balancing',
  }))
}

/** `the health check (/healthz on port 8080)`. */
export function checkName({ check: { path, port } }: RegisteredTarget): string {
  const where = [...(path === undefined ? [] : [path]), ...(port === undefined ? [] : [`on port ${port}`])].join(' ')
  return where === '' ? 'the health check' : `the health check (${where})`
}

/** Of `Health checks failed with these codes: [503]`. */
export function answeredCodes({ says = '' }: RegisteredTarget): string | undefined {
  return /codes?:\s*\[\s*([\d,\s]+?)\s*\]/i.exec(says)?.[1]
}

/** `the load balancer shop`, as far as it is known. */
export function balancerNames({ balancers = [] }: RegisteredTarget): string {
  const names = balancers.map(({ name }) => name).join(', ')
  if (names === '') return 'its load balancer'
  return balancers.length === 1 ? `the load balancer ${names}` : `the load balancers ${names}`
}
