import type { Diagnosis, Evidence } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { bold, type Text, text } from '../../text.ts'
import { isUpState } from '../affected.ts'
import type { InstanceFacts } from '../evidence.ts'
import { type InstanceDetails, type Volume, visibleName } from '../instance.ts'
import { volumePrice } from '../prices.ts'
import { sentTraffic } from '../sent-traffic.ts'
import { storageLine } from '../storage-cost.ts'
import { surplusCharge } from '../surplus-charge.ts'
import { askOffer } from '../why-offers.ts'
import { type Hourly, hourlyOf, hoursPerMonth, isProvisioned, storageOnTop, volumeWords } from '../why-prices.ts'

// aws.amazon.com/vpc/pricing, "Public IPv4 Address": an hour, in use or not, the same in every Region.
const addressPrice = 0.005

/** What is paid for it, by list prices: what is not known is not in the sum, and said. */
export function costs(facts: InstanceFacts): Diagnosis | undefined {
  const { details } = facts
  const { instance, volumes } = details
  if (instance.state === 'terminated') return undefined
  const isUp = isUpState(instance.state)
  const hourly = hourlyOf(details)
  const known = knownCosts(details)
  const { address } = known
  return {
    rule: 'costs',
    finding: findingOf(details, {
      ...known,
      hourly: hourly.price,
      unknown: hourly.unknown,
      onTop: onTopOf(facts, hourly),
    }),
    evidence: [
      { says: hourlyText(details, hourly), source: 'prices' },
      ...volumesEvidence(details),
      ...(address === 0 ? [] : [addressEvidence(details)]),
    ],
    next: volumes.some(({ type }) => isProvisioned(type))
      ? text`Give its volume fewer IOPS, or make it a gp3, where it does not need them: that goes while it is attached, in use or not. ${isUp ? 'Else stop it' : 'Else snapshot and delete it'} when nobody needs it.`
      : isUp
        ? text`Stop it when nobody needs it, take a smaller size, or commit to it with a Savings Plan.`
        : text`What it costs while it is ${instance.state} is its storage: snapshot and delete volumes that nobody needs${address === 0 ? '' : ', and release its address'}.`,
    actions: [
      askOffer('How to save money', 'saving-money'),
      askOffer('What each state costs', 'cost-of-states'),
      askOffer('How to choose a type', 'choosing-a-type'),
    ],
  }
}

/** Dollars a month, of what has a price. */
export function knownCosts(details: InstanceDetails): Pick<Sum, 'running' | 'storage' | 'address'> {
  const { instance, volumes } = details
  return {
    running: isUpState(instance.state) ? (hourlyOf(details).price ?? 0) * hoursPerMonth : 0,
    storage: sum(volumes.flatMap((volume) => volumePrice(volume, instance.place.region) ?? [])),
    address: hasPaidAddress(details) ? addressPrice * hoursPerMonth : 0,
  }
}

type Dearest = { readonly volume: Volume; readonly price: number | undefined }

/** Of the volumes whose IOPS are paid for, the one that is, or may be, most of what it costs. */
function dearestOf({ instance, volumes }: InstanceDetails): Dearest | undefined {
  return volumes
    .filter(({ type }) => isProvisioned(type))
    .map((volume) => ({ volume, price: volumePrice(volume, instance.place.region) }))
    .toSorted((one, other) => (other.price ?? Number.POSITIVE_INFINITY) - (one.price ?? Number.POSITIVE_INFINITY))[0]
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0)

/** What is not in the sum, each half a sentence, the dearest mostly first. */
function onTopOf(facts: InstanceFacts, { price, onTop }: Hourly): readonly string[] {
  const { instance, volumes } = facts.details
  const credits = surplusCharge(facts)
  const sent = sentTraffic(facts)
  const most = sent?.most === undefined ? '' : `, ${dollars(sent.most)} a month at most`
  return [
    ...(!isUpState(instance.state) || price === undefined || onTop === undefined ? [] : [onTop]),
    ...volumes.flatMap((volume) => storageOnTop(volume, instance.place.region) ?? []),
    ...(credits === undefined ? [] : [`CPU credits that it borrows, about ${dollars(credits.monthly)} a month`]),
    ...(sent === undefined ? [] : [`what it sends to the internet${most}`]),
  ]
}

type Sum = {
  readonly running: number
  readonly storage: number
  readonly address: number
  readonly hourly: number | undefined
  /** Why that is not known. */
  readonly unknown: string
  readonly onTop: readonly string[]
}

function findingOf(details: InstanceDetails, given: Sum): Text {
  const dearest = dearestOf(details)
  const rest = restOf(details, given)
  if (dearest === undefined || dearest.price !== undefined) return rest
  const what = bold(`${visibleName(details.instance)} has ${volumeWords(dearest.volume)}:`)
  return text`${what} that is mostly dear, and Windlass has no price for it. ${rest}`
}

function restOf(details: InstanceDetails, given: Sum): Text {
  const { instance } = details
  const { running, storage, address, hourly, unknown, onTop } = given
  const name = visibleName(instance)
  const known = running + storage + address
  const isUp = isUpState(instance.state)
  const isWhole = onTop.length === 0 && (!isUp || hourly !== undefined)
  if (known === 0 && !isWhole) return text`${bold(`What ${name} costs, Windlass has no price for.`)}${onTopText(onTop)}`
  const monthly = bold(`${name} costs ${isWhole ? 'about' : 'at least'} ${dollars(known)} a month`)
  if (!isUp)
    return text`${monthly} while it is ${instance.state}: not for itself, for what stays${partsText(details, given)}.${onTopText(onTop)}`
  if (hourly === undefined) return text`${monthly}, without its own price an hour: ${unknown}.${onTopText(onTop)}`
  const what = storage > running ? `${storageText(details, storage)}. It runs` : 'it runs'
  return text`${monthly}: ${what}, for ${dollars(hourly)} an hour.${onTopText(onTop)}`
}

/** Where there are two of them, or a volume that costs more than the rest. */
function partsText(details: InstanceDetails, { storage, address }: Sum): string {
  const dearest = dearestOf(details)
  if (dearest?.price !== undefined && dearest.price > (storage + address) / 2)
    return `: ${dollars(dearest.price)} of it for ${volumeWords(dearest.volume)}`
  return storage > 0 && address > 0
    ? `: ${dollars(storage)} for EBS, ${dollars(address)} for its Elastic IP address`
    : ''
}

function storageText(details: InstanceDetails, storage: number): string {
  const dearest = dearestOf(details)
  if (dearest?.price !== undefined && dearest.price > storage / 2)
    return `${dollars(dearest.price)} of it for ${volumeWords(dearest.volume)}`
  const gib = sum(details.volumes.map(({ sizeGib = 0 }) => sizeGib)).toLocaleString('en')
  return `${dollars(storage)} of it for ${gib} GiB of EBS`
}

function onTopText(onTop: readonly string[]): string {
  return onTop.length === 0 ? '' : ` Not in that sum: ${onTop.join('; ')}.`
}

function hourlyText({ instance }: InstanceDetails, { price, unknown, onTop }: Hourly): Text {
  if (price === undefined) return [unknown]
  const monthly = dollars(price * hoursPerMonth)
  const when = isUpState(instance.state) ? '' : ', only while it runs'
  const what = onTop === undefined ? 'On-Demand' : 'On-Demand with Linux on a shared host'
  return text`${instance.type} in ${instance.place.region}: ${dollars(price)} an hour, ${monthly} a month ${what}${when}; Savings Plans and Reserved Instances are not counted`
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
