import type { Seen } from '../acted.ts'
import type { LookPorts, PlannedStep, PlanPorts } from '../command.ts'
import { UserError } from '../errors.ts'
import type { Parameter } from '../parameter.ts'
import type { Plan } from '../plan.ts'
import { type Text, text } from '../text.ts'
import { quote } from '../words.ts'
import { reasonParameter } from './change-parameters.ts'
import type { FunctionDetails, LambdaFunction, Trigger } from './function.ts'
import { lookAtFunctions } from './look-at-function.ts'
import { functionParameters } from './parameters.ts'
import { alreadySo, changeOf, functionPlan } from './plan-function.ts'
import { readForChange } from './read-for-change.ts'
import { wordsOnFunction } from './words-on.ts'

type Mapping = Trigger & { readonly id: string }

type Asked = {
  readonly function: LambdaFunction
  /** The name of its source, or the mapping's id; not needed where there is one alone. */
  readonly trigger: string | undefined
  readonly isOn: boolean
}

/** One event source mapping turned on or off. */
export async function planTrigger({ function: found, trigger, isOn }: Asked, ports: PlanPorts): Promise<Plan> {
  const { target, details } = await readForChange(found, ports)
  const mapping = theMapping(details, trigger)
  const [verb, other] = isOn ? ['enable', 'disable'] : ['disable', 'enable']
  const words = ['lambda', verb]
  const { state } = mapping
  if (state === (isOn ? 'enabled' : 'disabled'))
    return alreadySo(
      target,
      words,
      `${isOn ? '' : 'not '}called by ${named(mapping)}: that trigger is ${state} already`,
    )
  return functionPlan({
    target,
    words,
    action: 'lambda:UpdateEventSourceMapping',
    change: { kind: 'trigger', mapping: mapping.id, isOn },
    precondition: { [`trigger ${mapping.name}`]: state ?? null },
    parameters: { trigger: mapping.id },
    summary: text`trigger ${named(mapping)}: ${verb}d${state === undefined ? '' : ` instead of ${state}`}`,
    undo: {
      label: `Undo: ${other} the trigger`,
      words: [...wordsOnFunction(other, target), '--trigger', mapping.id],
    },
    ...(isOn ? {} : { stops: true }),
    impact: isOn ? [text`What has gathered in ${mapping.name} comes to it at once.`] : impactOfOff(mapping, details),
    unread: details.unread,
  })
}

function named({ name, kind }: Pick<Trigger, 'name' | 'kind'>): string {
  return `${name} (${kind})`
}

function theMapping({ triggers, unread, function: { name } }: FunctionDetails, wanted: string | undefined): Mapping {
  const mappings = triggers.filter(isMapping)
  const fitting = mappings.filter(({ id, name: source }) => wanted === undefined || wanted === id || wanted === source)
  const [first, second] = fitting
  if (first !== undefined && second === undefined) return first
  if (mappings.length === 0) throw new UserError('NoTrigger', noneMessage(name, unread), { hint: noneHint })
  const message =
    first === undefined
      ? `${name} has no trigger "${wanted}" that can be turned on and off.`
      : `${name} has ${fitting.length} triggers that can be turned on and off: say which one.`
  const listed = (first === undefined ? mappings : fitting).map(choice).join('; ')
  throw new UserError('WhichTrigger', message, { hint: `There are: ${listed}.` })
}

function isMapping(trigger: Trigger): trigger is Mapping {
  return trigger.id !== undefined
}

function choice({ id, qualifier, state, ...trigger }: Mapping, _: number, all: readonly Mapping[]): string {
  const isAlone = all.filter(({ name }) => name === trigger.name).length === 1
  const where = qualifier === undefined ? '' : `, calls ${qualifier}`
  return `${named(trigger)}${where}, ${state ?? 'unknown'}: --trigger ${isAlone ? quote(trigger.name) : id}`
}

function noneMessage(name: string, unread: readonly string[]): string {
  return [`${name} has no event source mapping that could be turned on and off.`, ...unread].join(' ')
}

const noneHint =
  'Only what Lambda fetches itself (SQS, Kinesis, DynamoDB, Kafka, MQ) has one. S3, SNS, EventBridge, API Gateway and others call by permission: they are turned off where they are set up.'

function impactOfOff(mapping: Mapping, { triggers }: FunctionDetails): Text[] {
  const others = triggers.filter((each) => each !== mapping && each.state !== 'disabled').map(named)
  return [
    text`What comes into ${mapping.name} stays there until the trigger is enabled again, and is lost when its retention ends${retention[mapping.kind] ?? ''}.`,
    ...(others.length === 0 ? [] : [text`It is still called by ${[...new Set(others)].join(', ')}.`]),
  ]
}

// SQS API, MessageRetentionPeriod; Kinesis API, RetentionPeriodHours; DynamoDB Developer Guide, "DynamoDB Streams".
const retention: Readonly<Record<string, string>> = {
  SQS: ' (4 days where nothing else is set)',
  Kinesis: ' (24 hours where nothing else is set)',
  DynamoDB: ' (24 hours)',
}

/** By the state of the mapping. */
export function lookAtTrigger(steps: readonly PlannedStep[], { lambda }: LookPorts) {
  return lookAtFunctions(steps, async (found, { step }): Promise<Seen> => {
    const change = changeOf(step)
    if (change.kind !== 'trigger') throw new Error('a step that changes no trigger')
    const { triggers, unread } = await lambda.describeFunction(found)
    const mapping = triggers.find(({ id }) => id === change.mapping)
    if (mapping === undefined) return unread.length > 0 ? { kind: 'unseen', why: unread.join(' ') } : gone
    const { state = 'unknown' } = mapping
    if (state === (change.isOn ? 'enabled' : 'disabled')) return { kind: 'there', state }
    if (state === 'enabled' || state === 'disabled') return { kind: 'untouched', state }
    return state === 'deleting' ? gone : { kind: 'moving', state }
  })
}

const gone: Seen = { kind: 'astray', state: 'gone', why: 'the trigger is not there any more.' }

/** What turning a trigger off and on takes, and how it is said. */
export const triggerParameters = {
  ...functionParameters,
  trigger: {
    kind: 'option',
    about: 'the queue, stream or topic that it reads; not needed where there is one alone',
    placeholder: 'orders-queue',
    parse: (word: string) => ({ ok: true, value: word }) as const,
  },
  reason: reasonParameter,
} as const satisfies Record<string, Parameter>
