import { inspect } from 'node:util'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import type { Acted } from '../../src/core/acted.ts'
import type { FunctionChange } from '../../src/core/lambda/changer.ts'
import type { FunctionDetails } from '../../src/core/lambda/function.ts'
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
  return {
    simulation,
    aws,
    clock,
    logged,
    change: (name, change, isRehearsal = false) =>
      aws
        .callerFor({ requester: ada, change: 'CH4NGE', approver: 'U0BOB', isRehearsal })
        .changeFunction(functionTarget(name, home), change),
    described: (name) => aws.functionsFor(ada).describeFunction(functionNamed(name, { place: home })),
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
