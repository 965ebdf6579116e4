import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { config as loadDotenv } from 'dotenv'
import { type ConfigResult, type OrganisationResult, readConfig, readOrganisation } from '../config/config.ts'
import type { ConfigProblem, ConfigText } from '../config/problem.ts'
import { UserError } from '../core/errors.ts'
import type { Process } from './process.ts'

type Place = Pick<Process, 'env' | 'folder'>

/** Settings from `.env`, the environment (which wins) and windlass.yaml. */
export function loadConfig(place: Place): ConfigResult {
  const { set, file } = loadTexts(place)
  if (file !== undefined && 'problem' in file) return { ok: false, problems: [file] }
  return readConfig(set, file)
}

/** The accounts alone; nothing where none is described yet. */
export function loadOrganisation(place: Place): OrganisationResult | undefined {
  const { set, file } = loadTexts(place)
  if (file !== undefined && 'problem' in file) return { ok: false, problems: [file] }
  return readOrganisation(set, file)
}

function loadTexts({ env, folder }: Place) {
  const { parsed = {} } = loadDotenv({ path: resolve(folder, '.env'), quiet: true, processEnv: writable(env) })
  // Node reads this one only from the environment that it was started in.
  const authorities = parsed['NODE_EXTRA_CA_CERTS']
  if (authorities !== undefined && authorities === env['NODE_EXTRA_CA_CERTS']) trustAlso(resolve(folder, authorities))
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  return { set, file: readFile(set['WINDLASS_CONFIG'], folder) }
}

function trustAlso(path: string): void {
  try {
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(path, 'utf8')])
  } catch (cause) {
    throw new UserError('BadAuthorities', `NODE_EXTRA_CA_CERTS names ${path}, and no certificates can be read there.`, {
      hint: 'Give the path of a PEM file.',
      cause,
    })
  }
}

function readFile(asked: string | undefined, folder: string): ConfigText | ConfigProblem | undefined {
  const path = asked ?? 'windlass.yaml'
  const full = resolve(folder, path)
  const found = statSync(full, { throwIfNoEntry: false })
  if (found?.isFile() === true) return { path, text: readFileSync(full, 'utf8') }
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
    ...problems.map(({ setting, problem, help }) => `\n  ${setting} ${problem}.\n    ${help}`),
  ].join('\n')
}

/** dotenv writes into what it is given, and wants no undefined in it. */
function writable(env: NodeJS.ProcessEnv): Record<string, string> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the environment never holds undefined: Node makes every value a string
  return env as Record<string, string>
}
