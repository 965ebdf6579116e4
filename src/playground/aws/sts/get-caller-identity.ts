import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts'
import { action } from '../action.ts'

export const getCallerIdentity = action({
  name: 'GetCallerIdentity',
  // "No permissions are required", not even against an explicit deny (STS API Reference).
  resources: () => [],
  run: (_, { caller }): GetCallerIdentityResponse => ({
    UserId: caller.userId,
    Account: caller.account,
    Arn: caller.arn,
  }),
})
