import type { AwsRegion } from '../aws/world.ts'

const everywhere = `
  us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1
  ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2`
const onRequest = 'af-south-1 ap-east-1 eu-central-2 eu-south-1 me-central-1'

/** Those that every account has, and some that nobody here asked for. */
export const awsRegions: readonly AwsRegion[] = [
  ...parsed(everywhere, 'opt-in-not-required'),
  ...parsed(onRequest, 'not-opted-in'),
]

function parsed(list: string, optInStatus: AwsRegion['optInStatus']): AwsRegion[] {
  return list
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, optInStatus }))
}
