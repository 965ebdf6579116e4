import { inspect } from 'node:util'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import type { Acted } from '../../src/core/acted.ts'
import type { FunctionChange } from '../../src/core/lambda/changer.ts'
import type { Alias, FunctionDetails } from '../../src/core/lambda/function.ts'
import type { Log } from '../../src/core/log.ts'
import { type Place, placesOf } from '../../src/core/place.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { functionTarget } from './calling.ts'
import { functionNamed } from './function-answers.ts'
import { ada, sealer, useEndpoint } from './surroundings.ts'

export const noon = Date.UTC(2026, 10, 23, 12)

export type Changing = {
  readonly simulation: AwsSimulation
  readonly aws: Aws
  readonly clock: { time: number }
  /** Every line that Windlass wrote into its log, with what is in an error. */
  readonly logged: string[]
  change(name: string, change: FunctionChange, isRehearsal?: boolean): Promise<Acted>
  described(name: string): Promise<FunctionDetails>
  /** Every call to Lambda that was to change something. */
  changes(): AwsSimulation['calls']
  aliasOf(name: string, alias: string): Promise<Alias>
  /** The id of its first trigger. */
  mappingOf(name: string): Promise<string>
  /** Its alias `live` at this version, as of now. */
  pointing(name: string, version: string, weights?: Readonly<Record<string, number>>): Promise<FunctionChange>
  close(): Promise<void>
}

/** The playground's organisation, and Windlass's changing edge in front of it. */
export async function startChanging(options: { readonly stepWithinMs?: number } = {}): Promise<Changing> {
  const clock = { time: noon, now: () => clock.time, sleep: () => Promise.resolve() }
  const simulation = await startAws({ world: awsWorld(noon), clock })
  enterSimulation(simulation)
  const logged: string[] = []
  const aws = createAws({ accounts: awsAccounts, now: clock.now, log: keeping(logged), sealer, ...options })
  await aws.warmUp()
  const described = (name: string) => aws.functionsFor(ada).describeFunction(functionNamed(name, { place: home }))
  const aliasOf = async (name: string, alias: string) => {
    const found = (await described(name)).aliases.find((each) => each.name === alias)
    if (found === undefined) throw new Error(`No ${alias}`)
    return found
  }
  return {
    simulation,
    aws,
    clock,
    logged,
    change: (name, change, isRehearsal = false) =>
      aws
        .callerFor({ requester: ada, change: 'CH4NGE', approver: 'U0BOB', isRehearsal })
        .changeFunction(functionTarget(name, home), change),
    described,
    aliasOf,
    changes: () => simulation.calls.filter(({ service, action }) => service === 'lambda' && !isReading(action)),
    mappingOf: async (name) => (await described(name)).triggers[0]?.id ?? '',
    async pointing(name, version, weights = {}) {
      const { revision = '' } = await aliasOf(name, 'live')
      return { kind: 'point', alias: 'live', version, weights, revision }
    },
    close: () => {
      aws.close()
      return simulation.close()
    },
  }
}

/** What an operator would have in the environment, were the simulation AWS. */
export function enterSimulation({ url }: AwsSimulation): void {
  useEndpoint(url)
  process.env['AWS_ACCESS_KEY_ID'] = botCredentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = botCredentials.secretAccessKey
}

export const home: Place = homePlace()

function homePlace(): Place {
  const [first] = placesOf(awsAccounts)
  if (first === undefined) throw new Error('No place')
  return first
}

function keeping(lines: string[]): Log {
  const keep = (fields: object, message: string) =>
    void lines.push(`${message} ${inspect(fields, { depth: 5, showHidden: true, maxStringLength: null })}`)
  return { debug: keep, info: keep, warn: keep, error: keep }
}

/** A revision that is nobody's. */
export const otherRevision = '00000000-0000-4000-8000-000000000000'

const reading = new Set(['GetFunction', 'ListTags', 'GetPolicy', 'GetFunctionConfiguration'])

function isReading(action: string): boolean {
  return reading.has(action) || action.startsWith('List')
}

export const bigger: FunctionChange = { kind: 'configure', memoryMb: 512, timeoutSeconds: undefined }

export function reserving(concurrency: number | undefined): FunctionChange {
  return { kind: 'reserve', concurrency }
}

export function provisioning(concurrency: number | undefined): FunctionChange {
  return { kind: 'provision', qualifier: 'live', concurrency }
}
