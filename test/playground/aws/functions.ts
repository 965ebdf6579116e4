import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { type InvocationResponse, Lambda } from '@aws-sdk/client-lambda'
import type { AssumeRoleRequest } from '@aws-sdk/client-sts'
import type { SimulatedFunction } from '../../../src/playground/aws/lambda/simulated-function.ts'
import type { AwsOptions, AwsSimulation } from '../../../src/playground/aws/organisation.ts'
import { changeCredentials, noon, readCredentials, startedAws } from './simulation.ts'

/** The organisation at noon; whatever a function waits for is over at once, and time has passed. */
export async function startedFunctions(options: Partial<AwsOptions> = {}) {
  const clock = {
    time: noon,
    now: () => clock.time,
    sleep: (ms: number) => {
      clock.time += ms
      return Promise.resolve()
    },
  }
  const { aws, sts } = await startedAws({ clock, ...options })
  const places = (region: string) => ({ endpoint: aws.url, maxAttempts: 1, region })
  const changer = async (name: string, region = 'eu-central-1', session: Partial<AssumeRoleRequest> = {}) =>
    new Lambda({ ...places(region), credentials: await changeCredentials(sts(), name, session) })
  return {
    aws,
    clock,
    sts,
    changer,
    reader: async (name: string, region = 'eu-central-1') =>
      new Lambda({ ...places(region), credentials: await readCredentials(sts(), name) }),
    logs: async (name: string, region = 'eu-central-1') =>
      new CloudWatchLogs({ ...places(region), credentials: await readCredentials(sts(), name) }),
    monitoring: async (name: string, region = 'eu-central-1') =>
      new CloudWatch({ ...places(region), credentials: await readCredentials(sts(), name) }),
  }
}

export async function invoked(lambda: Lambda, FunctionName: string, input: { Payload?: Uint8Array } = {}) {
  const answer = await lambda.invoke({ FunctionName, LogType: 'Tail', ...input })
  return { answer, payload: payloadOf(answer), tail: Buffer.from(answer.LogResult ?? '', 'base64').toString() }
}

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

export function payloadOf({ Payload }: InvocationResponse): unknown {
  const text = Buffer.from(Payload ?? '').toString()
  return text === '' ? undefined : JSON.parse(text)
}

/** A function as it stands in the world itself, by its name. */
export function functionIn({ world }: AwsSimulation, name: string): SimulatedFunction {
  const all = world.accounts.flatMap(({ places }) => [...places.values()].flatMap(({ functions }) => functions))
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no function ${name}`)
  return found
}
