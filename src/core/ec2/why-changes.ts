import { type Evidence, known, type TrailEvent } from '../evidence.ts'
import { doerSpan } from '../history-rows.ts'
import { code, type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import { trailEvidence, whenText } from './why-calls.ts'
import { usualPorts } from './why-network.ts'

/** Longer ago, what somebody changed is not why people ask now. */
export const recentMs = 31 * 86_400_000

/** What somebody did: a sentence to add to a finding, and what shows it. Both are empty where nobody is known. */
export type Change = { readonly finding: Text; readonly evidence: readonly Evidence[] }

export const nobody: Change = { finding: [], evidence: [] }

/** Who last took a rule for one of the ports out of its security groups, or changed which groups it has. */
export function accessChange(facts: InstanceFacts, ports = portsOf(facts)): Change {
  const { trail, around, now } = facts
  const groups = known(facts.network)?.groups ?? []
  const nameOf = (event: TrailEvent) => groups.find(({ id }) => event.asked?.includes(`"${id}"`) === true)?.name
  const asked = { ports, protocol: facts.protocol }
  const found = newest([...doneIn(trail), ...doneIn(around)].filter((event) => isOfAccess(event, asked)))
  if (found === undefined) return nobody
  const group = nameOf(found) ?? 'a security group'
  return changeOf(found, wordsOfAccess(found, group, asked), now)
}

// Whoever misses what was closed earlier has mostly asked by then.
const lateMs = 2 * 86_400_000

/** The same, where that was done in the last two days. */
export function lateAccessChange(facts: InstanceFacts, ports: readonly number[]): Change {
  const late = (trail: InstanceFacts['trail']) => ({
    value: doneIn(trail).filter(({ at }) => facts.now - at < lateMs),
  })
  return accessChange({ ...facts, trail: late(facts.trail), around: late(facts.around) }, ports)
}

/** Of these ports, those of the rule that was taken away last, in the last two days. */
export function takenOfLate({ around, now, protocol }: InstanceFacts, ports: readonly number[]): readonly number[] {
  const late = doneIn(around).filter(({ name, at }) => name === 'RevokeSecurityGroupIngress' && now - at < lateMs)
  const portsIn = ({ asked = '' }: TrailEvent): readonly number[] =>
    ports.filter((port) => rulesIn(asked).some((rule) => isFor(rule, { ports: [port], protocol })))
  const last = newest(late.filter((event) => portsIn(event).length > 0))
  return last === undefined ? [] : portsIn(last)
}

/** Who last changed its type to what it is now; that is done only while it is stopped. */
export function typeChange({ trail, details, now }: InstanceFacts): Change {
  const [found, ...older] = doneIn(trail).filter((event) => typeIn(event) !== undefined)
  const type = found === undefined ? undefined : typeIn(found)
  if (found?.name !== 'ModifyInstanceAttribute' || type !== details.instance.type) return nobody
  const before = older.map(typeIn).find((each) => each !== type)
  return changeOf(found, text`changed its type ${before === undefined ? '' : `from ${before} `}to ${code(type)}`, now)
}

/** Who last took its Elastic IP address off, or gave it one, which it has no more. */
export function addressChange({ trail, now }: InstanceFacts): Change {
  const found = newest(doneIn(trail).filter(({ name }) => /^(?:Disa|A)ssociateAddress$/.test(name)))
  if (found === undefined) return nobody
  return found.name === 'DisassociateAddress'
    ? changeOf(found, text`took its Elastic IP address off`, now)
    : { ...changeOf(found, text`gave it an Elastic IP address, which it has no more,`, now) }
}

export function changeOf(event: TrailEvent, did: Text, now: number): Change {
  return {
    finding: text` ${doerSpan(event.doer)} ${did}${whenText(event.at, now)}.`,
    evidence: [trailEvidence(event)],
  }
}

export function doneIn(trail: InstanceFacts['trail']): readonly TrailEvent[] {
  return (known(trail) ?? []).filter(({ error }) => error === undefined)
}

export function newest(events: readonly TrailEvent[]): TrailEvent | undefined {
  return events.toSorted((one, other) => other.at - one.at)[0]
}

/** `{"instanceType":{"value":"m7g.large"}}`; of its launch without the braces. */
function typeIn({ name, asked = '' }: TrailEvent): string | undefined {
  if (name !== 'ModifyInstanceAttribute' && name !== 'RunInstances') return undefined
  return /"instanceType":(?:\{"value":)?"([\w.-]+)"/.exec(asked)?.[1]
}

type AskedAccess = Pick<InstanceFacts, 'protocol'> & { readonly ports: readonly number[] }

function portsOf({ port }: InstanceFacts): readonly number[] {
  return port === undefined ? usualPorts : [port]
}

function isOfAccess(event: TrailEvent, sought: AskedAccess): boolean {
  const { name, asked = '' } = event
  if (name === 'ModifyInstanceAttribute') return asked.includes('"groupSet"')
  if (name === 'ModifySecurityGroupRules') return true
  if (name !== 'RevokeSecurityGroupIngress') return false
  const rules = rulesIn(asked)
  // Where only the rules' ids are told, it may be any of them.
  return rules.length === 0 || rules.some((rule) => isFor(rule, sought))
}

type Rule = {
  readonly protocol: string
  readonly from: number | undefined
  readonly to: number | undefined
  readonly peers: readonly string[]
}

/** Of `{"ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,…}]}}`. */
function rulesIn(asked: string): readonly Rule[] {
  const parts = asked.split(/(?="ipProtocol":)/).slice(1)
  return parts.map((part) => {
    const [, protocol = ''] = /^"ipProtocol":"([\w-]+)/.exec(part) ?? []
    const [from, to] = [/"fromPort":(-?\d+)/, /"toPort":(-?\d+)/].map((pattern) => numberIn(part, pattern))
    const peers = [...part.matchAll(/"cidrIp(?:v6)?":"([\da-f.:/]+)"/gi)].map(([, cidr = '']) => cidr)
    return { protocol, from, to, peers }
  })
}

function numberIn(part: string, pattern: RegExp): number | undefined {
  const [, digits] = pattern.exec(part) ?? []
  return digits === undefined ? undefined : Number(digits)
}

function isFor(rule: Rule, { ports, protocol: asked }: AskedAccess): boolean {
  const { protocol, from = 0, to = 65_535 } = rule
  const wanted = asked ?? 'tcp'
  if (protocol === '-1' || wanted === 'icmp') return protocol === '-1' || protocol === 'icmp'
  return protocol === wanted && ports.some((each) => each >= from && each <= to)
}

function wordsOfAccess({ name, asked = '' }: TrailEvent, group: string, sought: AskedAccess): Text {
  if (name === 'ModifyInstanceAttribute') return ['changed which security groups it has']
  if (name === 'ModifySecurityGroupRules') return [`changed a rule of ${group}`]
  const rule = rulesIn(asked).find((each) => isFor(each, sought))
  if (rule === undefined) return [`took a rule out of ${group}`]
  const whom = rule.peers.length === 0 ? '' : ` from ${rule.peers.slice(0, 3).join(', ')}`
  return [`took ${ruleText(rule)}${whom} out of ${group}`]
}

function ruleText({ protocol, from, to }: Rule): string {
  if (protocol.startsWith('icmp')) return 'the rule for ping'
  if (protocol === '-1' || from === undefined) return 'a rule'
  return `the rule for ${protocol.toUpperCase()} ${from === to ? from : `${from}–${to}`}`
}
