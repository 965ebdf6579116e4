import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { STS } from '@aws-sdk/client-sts'
import { z } from 'zod'
import type { Account } from '../src/core/place.ts'
import { botCredentials } from '../src/playground/world/aws-access.ts'
import { awsEnvironment } from './setting.ts'

const execute = promisify(execFile)
const listed = z.object({ Functions: z.array(z.unknown()) })

/** `aws lambda list-functions` with a session for each account, got beforehand, which is not measured. */
export async function createCommandLine(awsUrl: string, accounts: readonly Account[]) {
  const { PATH = '', HOME = '' } = process.env
  const places = (await Promise.all(accounts.map((account) => placesOf(account, awsUrl)))).flat()
  return {
    /** In every place at once; nothing where it is not installed or fails. */
    async countFunctions(): Promise<number | undefined> {
      const asked = places.map(({ region, environment }) =>
        execute('aws', ['lambda', 'list-functions', '--region', region, '--output', 'json'], {
          env: { PATH, HOME, ...environment },
          maxBuffer: 2 ** 30,
        }),
      )
      const answers = await Promise.allSettled(asked)
      if (answers.some(({ status }) => status === 'rejected')) return undefined
      const counts = answers.map((answer) => (answer.status === 'fulfilled' ? countIn(answer.value.stdout) : 0))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}

function countIn(json: string): number {
  return listed.parse(JSON.parse(json)).Functions.length
}

async function placesOf({ regions, roles, externalId }: Account, endpoint: string) {
  const sts = new STS({ endpoint, region: 'us-east-1', credentials: botCredentials })
  const asked = { RoleArn: roles.read, ExternalId: externalId, RoleSessionName: 'bench' }
  const { Credentials: session } = await sts.assumeRole(asked)
  const environment = {
    ...awsEnvironment(endpoint),
    AWS_ACCESS_KEY_ID: session?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: session?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: session?.SessionToken ?? '',
  }
  return regions.map((region) => ({ region, environment }))
}
