import { createHash } from 'node:crypto'
import { instanceSizes } from '../../../core/compare/sizes.ts'
import { instancePrice, pricesCheckedOn } from '../../../core/ec2/prices.ts'

export type Product = { readonly attributes: Readonly<Record<string, string>>; readonly item: string }

/** Prefix of the usage type and name of the place, as the price list has them. */
const regions: Readonly<Record<string, readonly [string, string]>> = {
  'us-east-1': ['', 'US East (N. Virginia)'],
  'us-west-2': ['USW2-', 'US West (Oregon)'],
  'eu-west-1': ['EU-', 'EU (Ireland)'],
  'eu-central-1': ['EUC1-', 'EU (Frankfurt)'],
  'ap-southeast-1': ['APS1-', 'Asia Pacific (Singapore)'],
  'ap-southeast-2': ['APS2-', 'Asia Pacific (Sydney)'],
}

const publishedAt = `${pricesCheckedOn}T00:00:00Z`
const onDemand = 'JRTCKXETXF'
const perHour = '6YS6EN2CT7'

let made: readonly Product[] | undefined

/** Linux, On-Demand, shared tenancy: what else AWS sells is not in this list. */
export function products(): readonly Product[] {
  return (made ??= Object.keys(regions).flatMap((region) =>
    instanceSizes.flatMap((size) => {
      const price = instancePrice(size.type, region)
      return price === undefined ? [] : [product({ ...size, region, price })]
    }),
  ))
}

type Sold = { type: string; vcpus: number; memoryGib: number; region: string; price: number }

function product({ type, vcpus, memoryGib, region, price }: Sold): Product {
  const [prefix = '', location = ''] = regions[region] ?? []
  const sku = createHash('sha256').update(`${region} ${type}`).digest('hex').slice(0, 16).toUpperCase()
  const attributes = {
    servicecode: 'AmazonEC2',
    servicename: 'Amazon Elastic Compute Cloud',
    location,
    locationType: 'AWS Region',
    regionCode: region,
    instanceType: type,
    currentGeneration: 'Yes',
    vcpu: String(vcpus),
    memory: `${memoryGib} GiB`,
    storage: 'EBS only',
    tenancy: 'Shared',
    operatingSystem: 'Linux',
    licenseModel: 'No License required',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
    marketoption: 'OnDemand',
    usagetype: `${prefix}BoxUsage:${type}`,
    operation: 'RunInstances',
    availabilityzone: 'NA',
  }
  const terms = { OnDemand: { [`${sku}.${onDemand}`]: termOf(sku, type, price) } }
  const whole = {
    product: { productFamily: 'Compute Instance', attributes, sku },
    serviceCode: 'AmazonEC2',
    terms,
    version: `${pricesCheckedOn.replaceAll('-', '')}000000`,
    publicationDate: publishedAt,
  }
  return { attributes, item: JSON.stringify(whole) }
}

function termOf(sku: string, type: string, price: number) {
  const rateCode = `${sku}.${onDemand}.${perHour}`
  const dimension = {
    unit: 'Hrs',
    beginRange: '0',
    endRange: 'Inf',
    description: `$${Number(price.toFixed(10))} per On Demand Linux ${type} Instance Hour`,
    appliesTo: [],
    rateCode,
    pricePerUnit: { USD: price.toFixed(10) },
  }
  return {
    priceDimensions: { [rateCode]: dimension },
    sku,
    effectiveDate: publishedAt,
    offerTermCode: onDemand,
    termAttributes: {},
  }
}
