import { resolve } from 'node:path'
import { commands } from '../commands/index.ts'
import { defaultTags } from '../config/organisation.ts'
import { type ConfigProblem, problemSentence } from '../config/problem.ts'
import type { Decision, Policy } from '../core/decision.ts'
import { UserError } from '../core/errors.ts'
import { createRegistry, type Registry } from '../core/registry.ts'
import { namedIn } from '../policy/names.ts'
import { decideBy } from '../policy/policy.ts'
import { readPolicies } from '../policy/read-policies.ts'
import { loadOrganisation } from './load-config.ts'
import { loadPolicies, loadTables } from './load-policies.ts'
import { findCaseDoubts, findCaseProblems } from './policy-case-names.ts'
import { type PolicyCase, parseCases } from './policy-cases.ts'
import { type Organised, toQuestion } from './policy-question.ts'
import type { Process } from './process.ts'

/** `policy check [folder]` looks at the policies, `policy test [folder]` also puts the questions of `*.test.yaml` to them. */
export async function policy(process: Process): Promise<number> {
  return runPolicy(process, createRegistry(commands))
}

/** The same for the commands of that registry. */
export async function runPolicy(process: Process, registry: Registry): Promise<number> {
  const [, verb, asked, ...more] = process.words
  if ((verb !== 'check' && verb !== 'test') || more.length > 0)
    throw new UserError('BadInput', 'It is policy check or policy test, with a folder where windlass.yaml names none.')
  const result = loadOrganisation(process)
  if (result?.ok === false) return refuse(process, result.problems)
  const folder = asked === undefined ? result?.policies : resolve(process.folder, asked)
  const organised = result === undefined ? nothingConfigured : { ...result, groups: Object.keys(result.groups) }
  const sources = folder === undefined ? undefined : await readable(folder, loadPolicies)
  const policies = readPolicies(sources, { ...organised, registry })
  if (!policies.ok) return refuse(process, policies.problems)
  warn(process, policies.warnings)
  const count = policies.rules.length === 1 ? 'One rule is' : `${policies.rules.length} rules are`
  process.print(`${count} right${folder === undefined ? ': those of the built-in policy' : ''}.`)
  if (verb === 'check') return 0
  if (folder === undefined)
    throw new UserError('BadInput', 'No folder of tables is named.', {
      hint: 'Give it: npm start -- policy test policies',
    })
  const decider = decideBy(policies.rules, { ...organised, accounts: organised.accounts ?? [], registry })
  const entities = policies.rules.flatMap(({ json }) => namedIn(json))
  const named = entities.flatMap(({ type, id }) => (type === 'Group' ? [id] : []))
  return testTables(await readable(folder, loadTables), { process, registry, organised, named, decider })
}

const nothingConfigured: Organised = {
  accounts: undefined,
  groups: undefined,
  timeZone: 'UTC',
  tags: defaultTags,
}

type Testing = {
  readonly process: Process
  readonly registry: Registry
  readonly organised: Organised
  readonly named: readonly string[]
  readonly decider: Policy
}

function testTables(tables: readonly { path: string; text: string }[], testing: Testing): number {
  const { process } = testing
  const parsed = tables.map(parseCases)
  const problems = parsed.flatMap((each) => (each.ok ? [] : each.problems))
  if (problems.length > 0) return refuse(process, problems)
  const cases = parsed.flatMap((each) => (each.ok ? each.cases : []))
  if (cases.length === 0)
    throw new UserError('BadInput', 'No *.test.yaml is beside the policies, so nothing was tested.')
  const wrong = cases.flatMap((each) => findCaseProblems(each, testing))
  if (wrong.length > 0) return refuse(process, wrong)
  warn(
    process,
    cases.flatMap((each) => findCaseDoubts(each, testing)),
  )
  const failures = cases.flatMap((each) => testCase(each, testing) ?? [])
  for (const failure of failures) process.complain(failure)
  const failed = failures.length === 0 ? 'each as expected' : `${failures.length} not as expected`
  process.print(`${cases.length} ${cases.length === 1 ? 'case' : 'cases'}, ${failed}.`)
  return failures.length === 0 ? 0 : 1
}

/** What is said of a case that is not answered as it expects. */
function testCase(each: PolicyCase, { decider, ...given }: Testing): string | undefined {
  const question = toQuestion(each, given)
  if (typeof question === 'string') return `✕ ${each.where}: ${question}`
  const decision = decider.decide(question)
  if (decision.answer === each.expect && (each.rule === undefined || decision.rule.name === each.rule)) return undefined
  const who = each.groups.length === 0 ? 'in no group' : `in ${each.groups.join(', ')}`
  const expected = `${each.expect}${each.rule === undefined ? '' : ` by ${each.rule}`}`
  const about = each.about === undefined ? '' : ` ${each.about}`
  return `✕ ${each.where}:${about} /${question.action.name}, asked by somebody ${who}\n    Expected ${expected}; it is ${saying(decision)}`
}

function saying(decision: Decision): string {
  const { name, where } = decision.rule
  const rule = `${decision.answer} by ${name}${where === undefined ? '' : ` (${where})`}`
  return decision.answer === 'deny' ? `${rule}: ${decision.reason}` : `${rule}.`
}

async function readable<Found>(folder: string, load: (folder: string) => Promise<Found>): Promise<Found> {
  try {
    return await load(folder)
  } catch (error) {
    throw new UserError('BadInput', `${folder} is not a folder that can be read.`, { cause: error })
  }
}

function warn(process: Process, warnings: readonly ConfigProblem[]): void {
  for (const warning of warnings) process.print(`⚠ ${problemSentence(warning)} ${warning.help}`)
}

function refuse(process: Process, problems: readonly ConfigProblem[]): number {
  const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`
  const each = problems.map((problem) => `\n  ${problemSentence(problem)}\n    ${problem.help}`)
  process.complain([`${count} not right:`, ...each].join('\n'))
  return 1
}
