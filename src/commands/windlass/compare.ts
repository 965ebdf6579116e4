import { again } from '../../core/again.ts'
import { type ReadCommand, readCommand, type Scope } from '../../core/command.ts'
import { compare } from '../../core/compare/compare.ts'
import {
  parseDuration,
  parseMemory,
  parseRequests,
  spelledCount,
  spelledDuration,
  spelledMemory,
} from '../../core/compare/quantities.ts'
import { type CompareAsked, hasFigures, readCompareWords, type Work, wordsOfWork } from '../../core/compare/question.ts'
import { findSize, knownFamilies } from '../../core/compare/sizes.ts'
import { patterns, type Workload } from '../../core/compare/workload.ts'
import { oneOf } from '../../core/ec2/parameters.ts'
import { instancePrice } from '../../core/ec2/prices.ts'
import { lambdaRegions } from '../../core/lambda/prices.ts'
import type { ArgumentsOf, Parameters } from '../../core/parameter.ts'
import type { Parsed } from '../../core/parsed.ts'
import type { PriceReader } from '../../core/prices.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { findLivePrices, typesToPrice, usualRegion } from './compare-prices.ts'
import { compareTypes, twoForms } from './compare-types.ts'
import { compareView } from './compare-view.ts'

const usual = { requests: 1_000_000, durationMs: 100, memoryMb: 512, pattern: 'steady', arch: 'x86' } as const

const parameters = {
  question: {
    kind: 'words',
    about: 'instance types whose prices are compared, or the work in words',
    placeholder: 't3.medium t4g.medium',
  },
  requests: {
    kind: 'option',
    about: 'requests a month: 3M, 500k, or 20/s; 1M where it is not said',
    placeholder: '3M',
    parse: parseRequests,
  },
  duration: {
    kind: 'option',
    about: 'how long one takes; 100ms where it is not said',
    placeholder: '120ms',
    parse: parseDuration,
  },
  memory: {
    kind: 'option',
    about: 'what one needs, in MB or as 2GB; 512 where it is not said',
    placeholder: '512',
    parse: parseMemory,
  },
  pattern: {
    kind: 'option',
    about:
      'steady, office (10 hours on 5 days), spiky (in bursts) or schedule (one after the other); steady where it is not said',
    placeholder: 'office',
    parse: (word) => oneOf(word, 'a pattern', patterns),
  },
  region: {
    kind: 'option',
    about: "whose prices; where it is not said, of your accounts' first Region that Windlass has prices of",
    placeholder: 'eu-central-1',
    parse: (word) => oneOf(word, 'a Region that Windlass has prices of', lambdaRegions),
  },
  arch: {
    kind: 'option',
    about: 'x86 or arm64; x86 where it is not said, or what the type is',
    placeholder: 'arm64',
    parse: (word) => oneOf(word, 'an architecture', ['x86', 'arm64'] as const),
  },
  type: {
    kind: 'option',
    about: 'the instance type; without, the cheapest that carries it',
    placeholder: 't3.small',
    parse: parseKnownType,
  },
  single: { kind: 'flag', about: 'one instance in one zone, none to spare' },
  'free-tier': { kind: 'flag', about: "with Lambda's free tier of every month" },
} as const satisfies Parameters

export const windlassCompare: ReadCommand = readCommand({
  words: ['windlass', 'compare'],
  about: 'What the same work costs on EC2 and on Lambda, and from how many requests on',
  examples: [
    '--requests 3M --duration 120ms --memory 512',
    '--requests 20/s --pattern office --arch arm64',
    't3.medium t4g.medium',
  ],
  parameters,
  aws: { read: ['pricing:GetProducts'] },
  async run(values, { prices, scope }) {
    const said = values.question
    const typed = typedWork(values)
    if (said.length === 0) return compareWork(typed, { prices, scope, again: scope.again })
    const asked = readCompareWords(said.join(' '))
    if (asked === undefined) return notUnderstood(said)
    const work = { ...workOf(asked), ...typed }
    if (asked.kind === 'work' || (asked.types.length === 1 && hasFigures(typed)))
      return compareWork(work, { prices, scope, again: again(windlassCompare, wordsOfWork(work)) })
    const types = [...new Set([...asked.types, ...(values.type === undefined ? [] : [values.type])])]
    if (hasFigures(typed)) return oneType(types, typed)
    return compareTypes({ types, region: work.region ?? usualRegion(scope) }, prices, scope)
  },
})

type Values = ArgumentsOf<typeof parameters>

/** What words said; one instance type may be what the work is to be compared with. */
function workOf(asked: CompareAsked): Work {
  if (asked.kind === 'work') return asked.work
  const [type] = asked.types
  return asked.types.length === 1 ? { type, region: asked.region } : { region: asked.region }
}

/** What flags said, and nothing of what they did not. */
function typedWork(values: Values): Work {
  const { requests, duration, memory, pattern, region, arch, type, single } = values
  return {
    ...(requests === undefined ? {} : { requests }),
    ...(duration === undefined ? {} : { durationMs: duration }),
    ...(memory === undefined ? {} : { memoryMb: memory }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(region === undefined ? {} : { region }),
    ...(arch === undefined ? {} : { architecture: arch }),
    ...(type === undefined ? {} : { type }),
    ...(single ? { isSingle: true } : {}),
    ...(values['free-tier'] ? { hasFreeTier: true } : {}),
  }
}

type Asking = { readonly prices: PriceReader; readonly scope: Scope; readonly again: Scope['again'] }

async function compareWork(work: Work, { prices, scope, again: withFlags }: Asking): Promise<View> {
  const { type } = work
  const workload: Workload = {
    requests: work.requests ?? usual.requests,
    durationMs: work.durationMs ?? usual.durationMs,
    memoryMb: work.memoryMb ?? usual.memoryMb,
    pattern: work.pattern ?? usual.pattern,
    region: work.region ?? usualRegion(scope),
    architecture: work.architecture ?? (type === undefined ? undefined : findSize(type)?.architecture) ?? usual.arch,
    type,
    isSingle: work.isSingle === true,
    hasFreeTier: work.hasFreeTier === true,
  }
  const taken = [
    ...(work.requests === undefined ? [`${spelledCount(workload.requests)} requests a month`] : []),
    ...(work.durationMs === undefined ? [`${spelledDuration(workload.durationMs)} each`] : []),
    ...(work.memoryMb === undefined ? [spelledMemory(workload.memoryMb)] : []),
  ]
  const { region } = workload
  const live = await findLivePrices({ region, types: typesToPrice(workload) }, prices, scope)
  const compared = compare(workload, (each) => live.get(each)?.dollars ?? instancePrice(each, region))
  if ('because' in compared) return notCompared(workload, compared.because, withFlags)
  const { comparison } = compared
  return compareView({ comparison, price: live.get(comparison.ec2.machine.type), taken }, withFlags)
}

function parseKnownType(word: string): Parsed<string> {
  const type = word.toLowerCase()
  if (findSize(type) !== undefined) return { ok: true, value: type }
  const message = `${word} is not an instance type that Windlass can compare. It knows the sizes of ${knownFamilies.join(', ')}, like t3.small.`
  return { ok: false, message }
}

function notCompared({ type, region }: Workload, because: 'unpriced' | 'too-small', withFlags: Scope['again']): View {
  const lead =
    because === 'unpriced'
      ? text`${bold(`Windlass has no price of ${type ?? 'such instances'} in ${region}.`)} Take another type or Region.`
      : text`${bold(`${type ?? 'No instance that Windlass knows'} cannot carry one such request`)} without being full. Take a larger type, or less memory.`
  const another = type === undefined ? [] : [runs('cheapest', 'The cheapest type', withFlags({ type: undefined }))]
  return { lead, parts: [], actions: [...another, runs('help', 'Help', ['windlass', 'help', 'compare'])] }
}

function notUnderstood(said: readonly string[]): View {
  const words = said.join(' ')
  const shown = code(words.length > 80 ? `${words.slice(0, 80)}…` : words)
  const lead = text`${bold('It is not clear what is to be compared')} in ${shown}. Say how much work it is, for EC2 or Lambda, or name instance types.`
  return { lead, parts: [], actions: [...twoForms, runs('help', 'Help', ['windlass', 'help', 'compare'])] }
}

function oneType(types: readonly string[], work: Work): View {
  const lead = text`${bold('Work is compared with one instance type')}, and prices without any work. Which of these?`
  const choices = types
    .slice(0, 4)
    .map((type, index) => runs(`type-${index + 1}`, `${type} or Lambda`, wordsOfWork({ ...work, type })))
  return { lead, parts: [], actions: [...choices, runs('types', 'Their prices', ['windlass', 'compare', ...types])] }
}
