import type { Diagnosis, Evidence } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { bold, type Text, text } from '../../text.ts'
import { isUpState } from '../affected.ts'
import type { InstanceFacts } from '../evidence.ts'
import { type InstanceDetails, visibleName } from '../instance.ts'
import { instancePrice, storagePrice } from '../prices.ts'
import { storageLine } from '../storage-cost.ts'
import { askOffer } from '../why-offers.ts'

// AWS's own for a month (AWS Pricing Calculator).
const hoursPerMonth = 730
// aws.amazon.com/vpc/pricing, "Public IPv4 Address": an hour, in use or not, the same in every Region.
const addressPrice = 0.005

/** What is paid for it, by list prices: what is not known is not in the sum, and said. */
export function costs({ details }: InstanceFacts): Diagnosis | undefined {
  const { instance, volumes } = details
  if (instance.state === 'terminated') return undefined
  const isUp = isUpState(instance.state)
  const hourly = hourlyOf(details)
  const storage = volumes.flatMap((volume) => monthlyOf(volume, instance.place.region) ?? [])
  const address = hasPaidAddress(details) ? addressPrice * hoursPerMonth : 0
  const known =
    (isUp ? (hourly.price ?? 0) * hoursPerMonth : 0) + storage.reduce((total, each) => total + each, 0) + address
  const isWhole = storage.length === volumes.length && (!isUp || hourly.price !== undefined)
  return {
    rule: 'costs',
    finding: findingOf(details, { known, isWhole, hourly: hourly.price }),
    evidence: [
      { says: hourlyText(details, hourly), source: 'prices' },
      ...volumesEvidence(details),
      ...(address === 0 ? [] : [addressEvidence(details)]),
    ],
    next: isUp
      ? text`Stop it when nobody needs it, take a smaller size, or commit to it with a Savings Plan.`
      : text`What it costs while it is ${instance.state} is its storage: snapshot and delete volumes that nobody needs.`,
    actions: [
      askOffer('How to save money', 'saving-money'),
      askOffer('What each state costs', 'cost-of-states'),
      askOffer('How to choose a type', 'choosing-a-type'),
    ],
  }
}

type Sum = { readonly known: number; readonly isWhole: boolean; readonly hourly: number | undefined }

function findingOf({ instance }: InstanceDetails, { known, isWhole, hourly }: Sum): Text {
  const name = visibleName(instance)
  const least = isWhole ? 'about' : 'at least'
  if (known === 0 && !isWhole) return text`${bold(`What ${name} costs, Windlass has no price for.`)}`
  const monthly = bold(`${name} costs ${least} ${dollars(known)} a month`)
  if (!isUpState(instance.state)) return text`${monthly} while it is ${instance.state}: not for itself, for what stays.`
  return hourly === undefined
    ? text`${monthly}, without its own price an hour, which Windlass does not know.`
    : text`${monthly}: it runs, for ${dollars(hourly)} an hour.`
}

type Hourly = { readonly price: number | undefined; readonly unknown: string }

function hourlyOf({ instance, lifecycle, platform }: InstanceDetails): Hourly {
  if (lifecycle !== 'on-demand')
    return {
      price: undefined,
      unknown: lifecycle === 'spot' ? 'it is a Spot Instance, whose price moves' : 'it is not bought On-Demand',
    }
  if (platform !== 'Linux/UNIX')
    return { price: undefined, unknown: `Windlass knows prices for Linux, and it is ${platform ?? 'something else'}` }
  const price = instancePrice(instance.type, instance.place.region)
  return { price, unknown: `Windlass has no price for ${instance.type} in ${instance.place.region}` }
}

function hourlyText({ instance }: InstanceDetails, { price, unknown }: Hourly): Text {
  if (price === undefined) return [unknown]
  const monthly = dollars(price * hoursPerMonth)
  const when = isUpState(instance.state) ? '' : ', only while it runs'
  return text`${instance.type} in ${instance.place.region}: ${dollars(price)} an hour, ${monthly} a month On-Demand${when}; Savings Plans and Reserved Instances are not counted`
}

function monthlyOf({ type, sizeGib }: InstanceDetails['volumes'][number], region: string): number | undefined {
  const price = type === undefined ? undefined : storagePrice(type, region)
  return price === undefined || sizeGib === undefined ? undefined : price * sizeGib
}

function volumesEvidence({ instance, volumes }: InstanceDetails): readonly Evidence[] {
  if (volumes.length === 0) return []
  const sizes = volumes.reduce((total, { sizeGib = 0 }) => total + sizeGib, 0)
  const line = storageLine(volumes.map((volume) => ({ volume, region: instance.place.region })))
  return [{ says: text`${sizes} GiB of EBS, paid for whether it runs or not. ${line}`, source: 'prices' }]
}

/** An Elastic one stays, and is paid, while it is stopped; another goes with the stop. */
function hasPaidAddress({ instance, isPublicAddressElastic }: InstanceDetails): boolean {
  return instance.publicAddress !== undefined && (isPublicAddressElastic || isUpState(instance.state))
}

function addressEvidence({ isPublicAddressElastic }: InstanceDetails): Evidence {
  const kind = isPublicAddressElastic ? 'Elastic IP address, also while it is stopped' : 'public IPv4 address'
  return { says: text`${kind}: ${dollars(addressPrice * hoursPerMonth)} a month`, source: 'prices' }
}
