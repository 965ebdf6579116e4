import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { config as loadDotenv } from 'dotenv'
import { type ConfigResult, readConfig } from '../config/config.ts'
import type { ConfigProblem, ConfigText } from '../config/problem.ts'
import type { Process } from './process.ts'

/** Settings from `.env`, the environment (which wins) and windlass.yaml. */
export function loadConfig({ env, folder }: Pick<Process, 'env' | 'folder'>): ConfigResult {
  loadDotenv({ path: resolve(folder, '.env'), quiet: true, processEnv: writable(env) })
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const file = readFile(set['WINDLASS_CONFIG'], folder)
  if (file !== undefined && 'problem' in file) return { ok: false, problems: [file] }
  return readConfig(set, file)
}

function readFile(asked: string | undefined, folder: string): ConfigText | ConfigProblem | undefined {
  const path = asked ?? 'windlass.yaml'
  const full = resolve(folder, path)
  if (existsSync(full)) return { path, text: readFileSync(full, 'utf8') }
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
    ...problems.map(({ setting, problem, help }) => `\n  ${setting} ${problem}.\n    ${help}`),
  ].join('\n')
}

/** dotenv writes into what it is given, and wants no undefined in it. */
function writable(env: NodeJS.ProcessEnv): Record<string, string> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the environment never holds undefined: Node makes every value a string
  return env as Record<string, string>
}
