import type { Scope } from '../../core/command.ts'
import { findSize, type InstanceSize, knownFamilies } from '../../core/compare/sizes.ts'
import { hoursPerMonth } from '../../core/compare/workload.ts'
import { instancePrice, pricesCheckedOn } from '../../core/ec2/prices.ts'
import { dollars } from '../../core/money.ts'
import type { Price, PriceReader } from '../../core/prices.ts'
import { runs } from '../../core/problem.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Action, Table, View } from '../../core/view.ts'
import { findLivePrices, mostTypes } from './compare-prices.ts'

type Asked = { readonly types: readonly string[]; readonly region: string }
type Priced = InstanceSize & { readonly hourly: number; readonly price: Price | undefined }

/** The list prices of instance types side by side, the cheapest first. */
export async function compareTypes({ types, region }: Asked, prices: PriceReader, scope: Scope): Promise<View> {
  const unknown = types.filter((type) => findSize(type) === undefined)
  const known = types.filter((type) => !unknown.includes(type))
  if (unknown.length > 0) return unknownTypes(unknown, known)
  if (types.length > mostTypes) return tooMany(types)
  const live = await findLivePrices({ region, types }, prices, scope)
  const priced = known
    .flatMap((type) => pricedIn(region, type, live.get(type)))
    .toSorted((one, other) => one.hourly - other.hourly)
  const unpriced = types.filter((type) => !priced.some((each) => each.type === type))
  return {
    lead: leadOf(priced, unpriced, region),
    parts: priced.length === 0 ? [] : [tableOf(priced)],
    ...(priced.length === 0 ? {} : { note: noteOf(priced, region) }),
    actions: actionsFor(priced, region),
    isShareable: true,
    isOpen: true,
  }
}

function pricedIn(region: string, type: string, price: Price | undefined): Priced[] {
  const [size, hourly] = [findSize(type), price?.dollars ?? instancePrice(type, region)]
  return size === undefined || hourly === undefined ? [] : [{ ...size, hourly, price }]
}

function leadOf([first, second]: readonly Priced[], unpriced: readonly string[], region: string): Text {
  const none =
    unpriced.length === 0 ? '' : `Windlass has no price of ${new Intl.ListFormat('en').format(unpriced)} in ${region}.`
  if (first === undefined) return text`${bold(none)} Take another type or Region.`
  const costs = `${first.type} costs ${perHour(first)} an hour, ${perMonth(first)} a month`
  const more = none === '' ? '' : ` ${none}`
  if (second === undefined) return text`${bold(costs)}, in ${region}.${more}`
  const less = (second.hourly - first.hourly) * hoursPerMonth
  const percent = Math.round((1 - first.hourly / second.hourly) * 100)
  const than =
    less === 0 ? `as much as ${second.type}` : `${dollars(less)} (${percent} %) a month less than ${second.type}`
  return text`${bold(costs)}: ${than}, in ${region}.${more}`
}

function tableOf(priced: readonly Priced[]): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Type' },
      { title: 'vCPUs', align: 'right' },
      { title: 'Memory', align: 'right' },
      { title: 'An hour', align: 'right' },
      { title: 'A month', align: 'right' },
      { title: 'Processor' },
    ],
    rows: priced.map((each) => [
      each.type,
      String(each.vcpus),
      `${each.memoryGib.toLocaleString('en')} GiB`,
      perHour(each),
      perMonth(each),
      each.architecture,
    ]),
  }
}

function perHour({ hourly }: Priced): string {
  return `$${hourly.toLocaleString('en', { minimumFractionDigits: 4, maximumFractionDigits: 5 })}`
}

function perMonth({ hourly }: Priced): string {
  return dollars(hourly * hoursPerMonth)
}

function noteOf(priced: readonly Priced[], region: string): Text {
  const live = priced.filter(({ price }) => price?.isLive === true)
  const checked = live.length === priced.length ? live[0]?.price?.checked : undefined
  const source =
    checked !== undefined
      ? `By AWS's price list, today (read ${checked})`
      : live.length === 0
        ? `By list prices checked ${pricesCheckedOn}`
        : `${live.map(({ type }) => type).join(', ')} by AWS's price list, today; the others by list prices checked ${pricesCheckedOn}`
  const isBurstable = priced.some(({ baseline }) => baseline < 1)
  const isMixed = new Set(priced.map(({ architecture }) => architecture)).size > 1
  const more = [
    ...(isMixed ? ['arm64 runs only images and programs that are built for it.'] : []),
    ...(isBurstable ? ['The t types have their whole CPU only as long as CPU credits last.'] : []),
    'Not counted: disks, public addresses, data transfer, discounts, Savings Plans.',
  ]
  return text`${source}: Linux, On-Demand, ${region}, ${String(hoursPerMonth)} hours a month, US dollars without tax. ${more.join(' ')}`
}

function actionsFor([first]: readonly Priced[], region: string): Action[] {
  const help = runs('help', 'Help', ['windlass', 'help', 'compare'])
  if (first === undefined) return [help]
  const words = ['windlass', 'compare', '--region', region, '--type', first.type]
  return [runs('lambda', `${first.type} or Lambda`, words), help]
}

function unknownTypes(unknown: readonly string[], known: readonly string[]): View {
  const names = new Intl.ListFormat('en').format(unknown)
  const lead = text`${bold(`Windlass has no prices of ${names}.`)} It knows the sizes of ${knownFamilies.join(', ')}, like t3.small.`
  const [first] = known
  const others =
    first === undefined
      ? twoForms
      : [runs('known', `Only ${known.join(', ')}`.slice(0, 75), ['windlass', 'compare', ...known])]
  return { lead, parts: [], actions: [...others, runs('help', 'Help', ['windlass', 'help', 'compare'])] }
}

function tooMany(types: readonly string[]): View {
  const lead = text`${bold(`At most ${mostTypes} types at once`)}; these are ${String(types.length)}.`
  return {
    lead,
    parts: [],
    actions: [runs('first', `The first ${mostTypes}`, ['windlass', 'compare', ...types.slice(0, mostTypes)])],
  }
}

/** What can be compared, as buttons. */
export const twoForms: readonly Action[] = [
  runs('work', 'EC2 or Lambda for 3M requests', ['windlass', 'compare', '--requests', '3M', '--duration', '120ms']),
  runs('types', 't3.medium or t4g.medium', ['windlass', 'compare', 't3.medium', 't4g.medium']),
]
