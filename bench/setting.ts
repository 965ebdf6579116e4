import type { Account } from '../src/core/place.ts'

export const regions = ['eu-central-1', 'us-east-1'] as const

/** Of bench/functions.ts, for both the process that is AWS and the one that is Slack. */
export const totalFunctions = 1000

export const account: Account = {
  name: 'production',
  id: '111122223333',
  regions,
  roles: { read: 'arn:aws:iam::111122223333:role/WindlassRead', change: undefined },
  externalId: undefined,
  environment: undefined,
}

export const tokens = { botToken: 'xoxb-bench', appToken: 'xapp-bench', signingSecret: '0'.repeat(32) }

/** Both bots and the command line find AWS here, and nothing of this machine's own. */
export function awsEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIABENCHMARK',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}
