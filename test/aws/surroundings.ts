import { type Aws, createAws } from '../../src/aws/aws.ts'
import type { InstanceQuery } from '../../src/core/ec2/instances.ts'
import type { Log } from '../../src/core/log.ts'
import type { Account, Place } from '../../src/core/place.ts'
import { createSealer } from '../../src/sealer.ts'
import { type Call, type Reply, type Stub, startStub } from './stub.ts'

export const sealer = createSealer('xoxb-of-these-tests')
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

export const production: Account = {
  name: 'production',
  id: '111122223333',
  regions: ['eu-central-1', 'us-east-1'],
  roles: { read: 'arn:aws:iam::111122223333:role/teams/WindlassRead', change: undefined },
  externalId: 'ext-1',
  environment: 'production',
}

const staging: Account = {
  name: 'staging',
  id: '444455556666',
  regions: ['eu-central-1'],
  roles: { read: 'arn:aws:iam::444455556666:role/WindlassRead', change: undefined },
  externalId: undefined,
  environment: undefined,
}

export const frankfurt: Place = { account: 'production', accountId: '111122223333', region: 'eu-central-1' }
export const virginia: Place = { account: 'production', accountId: '111122223333', region: 'us-east-1' }
export const stagingFrankfurt: Place = { account: 'staging', accountId: '444455556666', region: 'eu-central-1' }

export const ada = { team: 'T0WORK', user: 'U0ADA' }
export const bob = { team: 'T0WORK', user: 'U0BOB' }

export const everything: Omit<InstanceQuery, 'places'> = { selectors: [], states: [], types: [], tags: [], names: [] }

export type Surroundings = { readonly aws: Aws; readonly stub: Stub; close(): Promise<void> }
type Options = {
  readonly withinMs?: number
  readonly now?: () => number
  readonly accounts?: readonly Account[]
  readonly stepWithinMs?: number
  readonly log?: Log
}

/** Windlass's AWS edge, set up as at a customer's by the environment, with a stub where AWS would be. */
export async function surround(
  answer: (call: Call) => Reply | Promise<Reply>,
  options: Options = {},
): Promise<Surroundings> {
  const stub = await startStub(answer)
  useEndpoint(stub.url)
  const aws = createAws({ accounts: [production, staging], now: () => 0, log: silentLog, sealer, ...options })
  // Else the first of the short time limits in these tests would be used up by loading the SDK.
  await aws.warmUp()
  return {
    aws,
    stub,
    close: () => {
      aws.close()
      return stub.close()
    },
  }
}

/** What an operator would have in the environment. */
export function useEndpoint(url: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIAOWN',
    AWS_SECRET_ACCESS_KEY: 'own',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  })
}
