import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChangeCommand, type Command, changeCommand, readCommand, switchCommand } from '../../src/core/command.ts'
import type { Circumstances, Decision, Principal, Question, Resource } from '../../src/core/decision.ts'
import type { Target } from '../../src/core/plan.ts'
import { createRegistry } from '../../src/core/registry.ts'
import { text } from '../../src/core/text.ts'
import type { View } from '../../src/core/view.ts'
import { createPolicy } from '../../src/policy/policy.ts'
import type { Source } from '../../src/policy/source.ts'
import { frankfurt, noon, production, sandbox } from '../fixtures/values.ts'

const view: View = { lead: text``, parts: [], actions: [] }
const nothing = { about: 'Nothing', examples: [], parameters: {} }
const oneFunction = { about: 'Which', kind: 'function', placeholder: 'NAME' } as const

const reads = (words: readonly [string, ...string[]], effect: 'read' | 'sensitive', actions: readonly string[] = []) =>
  readCommand({ ...nothing, words, effect, aws: { read: actions }, run: async () => view })

const switches = (words: readonly [string, ...string[]]) => switchCommand({ ...nothing, words, run: async () => view })

const changes = (verb: string, isFinal = false) => changesBy({ words: ['ec2', verb], isFinal, parameters: {} })

type Change = Pick<ChangeCommand, 'isFinal' | 'parameters' | 'words'>

const changesBy = ({ words, isFinal, parameters }: Change) =>
  changeCommand({
    ...nothing,
    words,
    isFinal,
    parameters,
    aws: { read: [], change: [] },
    repeat: 'safe',
    wording: { ask: 'Do', doing: 'Doing', done: 'Done', noun: 'thing' },
    takesMs: { usually: 1, atMost: 1 },
    plan: () => Promise.reject(new Error('nobody plans here')),
    apply: () => Promise.reject(new Error('nobody applies here')),
    look: async () => new Map(),
  })

/** One command of each kind and effect, every change to an instance, and the call of a function. */
export const registry = createRegistry([
  reads(['ec2', 'list'], 'read', ['ec2:DescribeInstances']),
  reads(['windlass', 'help'], 'read'),
  reads(['windlass', 'audit'], 'sensitive'),
  changes('start'),
  changes('stop'),
  changes('reboot'),
  changes('terminate', true),
  {
    ...changesBy({ words: ['lambda', 'invoke'], isFinal: false, parameters: { name: oneFunction } }),
    answer: async () => view,
  },
  changesBy({ words: ['lambda', 'configure'], isFinal: false, parameters: { name: oneFunction } }),
  switches(['windlass', 'pause']),
  switches(['windlass', 'resume']),
] satisfies Command[])

export const accounts = [production, sandbox]
export const timeZone = 'Europe/Berlin'

const policies = (cedar: string): Source[] => [{ path: 'policies/own.cedar', text: cedar }]

const page = readFileSync(join(import.meta.dirname, '../../docs/policies.md'), 'utf8')

/** What docs/policies.md shows in that language. */
export function documented(language: 'cedar' | 'yaml'): string[] {
  return [...page.matchAll(/```(\w+)\n([^]*?)```/g)].flatMap(([, of, block = '']) => (of === language ? [block] : []))
}

/** The policy of that text, or the built-in one. */
export function aPolicy(cedar?: string) {
  const sources = cedar === undefined ? undefined : policies(cedar)
  return createPolicy({ registry, accounts, timeZone, groups: ['changers', 'leads', 'auditors', 'invokers'], sources })
    .policy
}

export function aPerson(...groups: string[]): Principal {
  return { team: 'T0HARBOUR', user: 'U0ADA', groups }
}

export function aTarget(given: Partial<Target> = {}): Resource {
  const target: Target = {
    kind: 'instance',
    id: 'i-00000000000000001',
    place: frankfurt,
    name: 'web-1',
    owner: undefined,
    environment: undefined,
    isProduction: false,
    state: 'running',
    type: 't3.large',
    tags: {},
    ...given,
  }
  return { kind: 'target', target }
}

export function aFunction(given: Partial<Target> = {}): Resource {
  const id = 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake'
  return aTarget({ kind: 'function', id, name: 'order-intake', state: 'Active', type: 'nodejs24.x', ...given })
}

export function aPlace(isProduction = false): Resource {
  return { kind: 'place', place: frankfurt, environment: isProduction ? 'production' : undefined, isProduction }
}

type Asked = Partial<Omit<Question, 'action' | 'context'>> & { readonly context?: Partial<Circumstances> }

/** A changer in #ops at noon of a Monday, about one target that is not production, but for what is said otherwise. */
export function aQuestion(command: string, { context, ...given }: Asked = {}): Question {
  const effect = registry.find(command.split(' '))?.command.effect ?? 'change'
  return {
    principal: aPerson('changers'),
    action: { name: command, effect },
    resource: aTarget(),
    context: { channel: 'C0OPS', surface: 'slash', now: noon, count: 1, costChange: undefined, ...context },
    ...given,
  }
}

/** `allow by everyone-reads`. */
export function shown({ answer, rule }: Decision): string {
  return `${answer} by ${rule.name}`
}
