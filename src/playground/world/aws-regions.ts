import type { AwsRegion } from '../aws/world.ts'

const everywhere = `
  us-east-1 United States, us-east-2 United States, us-west-1 United States, us-west-2 United States,
  ca-central-1 Canada, sa-east-1 Brazil, eu-central-1 Germany, eu-west-1 Ireland, eu-west-2 United Kingdom,
  eu-west-3 France, eu-north-1 Sweden, ap-northeast-1 Japan, ap-northeast-2 South Korea, ap-northeast-3 Japan,
  ap-south-1 India, ap-southeast-1 Singapore, ap-southeast-2 Australia`
const onRequest = `
  af-south-1 South Africa, ap-east-1 Hong Kong, eu-central-2 Switzerland, eu-south-1 Italy, me-central-1 United Arab Emirates`

/** Those that every account has, and some that nobody here asked for. */
export const awsRegions: readonly AwsRegion[] = [
  ...parsed(everywhere, 'opt-in-not-required'),
  ...parsed(onRequest, 'not-opted-in'),
]

function parsed(list: string, optInStatus: AwsRegion['optInStatus']): AwsRegion[] {
  return list.split(',').map((entry) => {
    const [name = '', ...geography] = entry.trim().split(' ')
    return { name, geography: geography.join(' '), optInStatus }
  })
}
