/** A role as people call it: without the ARN and the path before it. */
export function roleName(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

// Regions newer than March 2019 are off until an account turns them on (AWS Account Management guide, "Enable or disable
// AWS Regions"); no Region will be added to these. China and GovCloud accounts have all of theirs.
const olderRegions = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
])

export function isEnabledByDefault(region: string): boolean {
  return olderRegions.has(region) || region.startsWith('cn-') || region.startsWith('us-gov-')
}
