import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { config as loadDotenv } from 'dotenv'
import { type ConfigResult, type OrganisationResult, readConfig, readOrganisation } from '../config/config.ts'
import { type ConfigProblem, type ConfigText, problemSentence } from '../config/problem.ts'
import { loadTopics, topicsFolder } from '../knowledge/load.ts'
import { findAuthoritiesProblem, trustAlso } from './authorities.ts'
import type { Process } from './process.ts'

type Place = Pick<Process, 'env' | 'folder'>

/** Settings from `.env`, the environment (which wins) and windlass.yaml; what they name must be there. */
export function loadConfig(place: Place): ConfigResult {
  const isKnownToNode = place.env['NODE_EXTRA_CA_CERTS'] !== undefined
  const { set, file } = loadTexts(place)
  const authorities = set['NODE_EXTRA_CA_CERTS']
  const path = authorities === undefined ? undefined : resolve(place.folder, authorities)
  const untrusted = path === undefined ? undefined : findAuthoritiesProblem(path)
  // Node reads the variable only from the environment that it was started in, never from `.env`.
  if (path !== undefined && untrusted === undefined && !isKnownToNode) trustAlso(path)
  const result = file !== undefined && 'problem' in file ? refused([file]) : readConfig(set, file)
  const missing = result.ok ? findPoliciesProblem(result.config.policies) : undefined
  const topics = result.ok ? findTopicProblems(result.config.knowledge) : []
  const found = [...(result.ok ? [] : result.problems), untrusted, missing, ...topics]
  const problems = found.filter((each) => each !== undefined)
  return problems.length > 0 ? refused(problems) : result
}

/** The accounts alone; nothing where none is described yet. */
export function loadOrganisation(place: Place): OrganisationResult | undefined {
  const { set, file } = loadTexts(place)
  return file !== undefined && 'problem' in file ? refused([file]) : readOrganisation(set, file)
}

function refused(problems: readonly ConfigProblem[]) {
  return { ok: false, problems } as const
}

function loadTexts({ env, folder }: Place) {
  loadDotenv({ path: resolve(folder, '.env'), quiet: true, processEnv: writable(env) })
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  return { set, file: readFile(set['WINDLASS_CONFIG'], folder) }
}

function findPoliciesProblem(policies: string | undefined): ConfigProblem | undefined {
  if (policies === undefined || statSync(policies, { throwIfNoEntry: false })?.isDirectory() === true) return undefined
  const help =
    'It is the folder of your Cedar files, as seen from windlass.yaml; without it the built-in policy decides.'
  return { setting: 'policies', found: JSON.stringify(policies), problem: 'is not a folder that is there', help }
}

/** Of the team's own topics, which may name Windlass's. */
function findTopicProblems(knowledge: string | undefined): readonly ConfigProblem[] {
  if (knowledge === undefined) return []
  if (statSync(knowledge, { throwIfNoEntry: false })?.isDirectory() === true)
    return loadTopics([topicsFolder, knowledge]).problems
  const help = 'It is the folder of your own topics, as seen from windlass.yaml; without it Windlass has its own alone.'
  return [{ setting: 'knowledge', found: JSON.stringify(knowledge), problem: 'is not a folder that is there', help }]
}

function readFile(asked: string | undefined, folder: string): ConfigText | ConfigProblem | undefined {
  const path = asked ?? 'windlass.yaml'
  const full = resolve(folder, path)
  const found = statSync(full, { throwIfNoEntry: false })
  if (found?.isFile() === true) return { path, text: readFileSync(full, 'utf8'), folder: dirname(full) }
  if (found !== undefined)
    return { setting: path, problem: 'is not a file', help: 'Windlass reads its organisation there.' }
  if (asked === undefined) return undefined
  return {
    setting: 'WINDLASS_CONFIG',
    problem: `names ${asked}, and there is no such file`,
    help: 'Give the path of your windlass.yaml.',
  }
}

/** Every problem at once, as a person reads them. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? 'One setting is' : `${problems.length} settings are`
  return [
    `${count} not right:`,
    ...problems.map((problem) => `\n  ${problemSentence(problem)}\n    ${problem.help}`),
  ].join('\n')
}

/** dotenv writes into what it is given, and wants no undefined in it. */
function writable(env: NodeJS.ProcessEnv): Record<string, string> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the environment never holds undefined: Node makes every value a string
  return env as Record<string, string>
}
