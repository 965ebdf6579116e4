import { describe, expect, it } from 'vitest'
import { readActions } from '../../../src/aws/read-actions.ts'
import { windlassCompare } from '../../../src/commands/windlass/compare.ts'
import type { PriceReader } from '../../../src/core/prices.ts'
import type { Chart, View } from '../../../src/core/view.ts'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'

type Asked = Parameters<PriceReader['findInstancePrices']>[0]

/** AWS's price list with these prices and no others. */
function aPriceList(prices: Readonly<Record<string, number>> = {}): PriceReader & { asked: Asked[] } {
  const asked: Asked[] = []
  return {
    asked,
    async findInstancePrices(query) {
      asked.push(query)
      const known = Object.entries(prices).filter(([type]) => query.types.includes(type))
      return new Map(known.map(([type, dollars]) => [type, { dollars, checked: '2026-11-23', isLive: true }]))
    },
  }
}

const compared = (flags: string, prices: PriceReader = aPriceList()) =>
  runCommand(`windlass compare ${flags}`.trim(), anAccount([]), { prices })

function chartOf({ parts }: View): Chart {
  const chart = parts.find((part) => part.kind === 'chart')
  if (chart === undefined) throw new Error('no chart')
  return chart
}

it('reads no more than the price list', () => {
  expect(windlassCompare.effect).toBe('read')
  expect(windlassCompare.aws.read).toEqual(readActions.findInstancePrices)
})

it('says which is cheaper, up to where, and what both cost', async () => {
  const view = await compared('--requests 3M --duration 120ms --memory 1536 --region us-east-1 --type t3.medium')
  // 3,000,000 × $0.0000002 + 540,000 GB-seconds; 2 × ($30.368 + $0.64 + $3.65).
  expect(leadText(view)).toBe(
    'Lambda is cheaper for any number up to 20B requests a month; at 3M it costs $9.60, EC2 (2 × t3.medium) $69.32.',
  )
  const cheap = await compared('--requests 3M --memory 128 --region us-east-1 --type t3.small --single')
  expect(leadText(cheap)).toMatch(
    /^Lambda is cheaper up to 47\.7M requests a month.*; at 3M it costs \$1\.23, EC2 \(1 × t3\.small\) \$19\.47\.$/,
  )
})

it('says between which numbers they take turns', async () => {
  const [costs] = bulletsOf(await compared('--requests 3M --duration 120ms --region us-east-1'))
  expect(costs).toBe(
    'At 3M a month: Lambda $0.60 for requests and $3.00 for compute; EC2 2 × ($6.86 for the instance, $0.64 for its disk, $3.65 for its address). Between 60M and 90.1M they take turns, since EC2 grows by whole instances.',
  )
})

it('answers bare too: says what it took, and how to say something else', async () => {
  const view = await compared('')
  expect(leadText(view)).toMatch(/^Lambda is cheaper .*; at 1M it costs \$1\.03, EC2 \(2 × t3\.micro\) \$\d+\.\d\d\.$/)
  expect(bulletsOf(view).at(-1)).toBe(
    'Assumed: 1M requests a month, 100 ms each, 512 MB, since you did not say; requests come evenly day and night, 1 at once at most. EC2 is 2 × t3.micro, the cheapest that carries them, with enough left when a zone fails.',
  )
  const said = /^Say your own figures: \/windlass compare --requests 3M --duration 120ms --memory 512\. /
  expect(noteText(view)).toMatch(said)
  expect(noteText(await compared('--requests 3M --duration 120ms --memory 512'))).not.toMatch(said)
})

it('draws both over twenty numbers of requests', async () => {
  const { labels, series, form } = chartOf(await compared('--requests 3M --duration 120ms'))
  expect(form).toBe('line')
  expect(labels).toHaveLength(20)
  expect(labels).toContain('3M')
  expect(new Set(labels).size).toBe(20)
  expect(labels.every((label) => label.length <= 20)).toBe(true)
  expect(series.map(({ name, values }) => [name, values.length])).toEqual([
    ['Lambda', 20],
    ['EC2', 20],
  ])
  expect(series[0]?.values[labels.indexOf('3M')]).toBe(3.6)
})

describe('prices', () => {
  it('are those of the table with its date where the price list does not answer', async () => {
    expect(noteText(await compared('--region eu-central-1'))).toContain(
      'eu-central-1, Lambda on x86, US dollars without tax. EC2 by list prices checked 2026-11-26; Lambda, disk and address by list prices checked 2026-11-26.',
    )
  })

  it("are AWS's of today where it does", async () => {
    const prices = aPriceList({ 't3.small': 0.1 })
    const view = await compared('--region us-east-1 --type t3.small --single', prices)
    expect(prices.asked).toMatchObject([{ region: 'us-east-1', types: ['t3.small'] }])
    expect(leadText(view)).toContain('EC2 (1 × t3.small) $77.29')
    expect(noteText(view)).toContain("t3.small by AWS's price list, today (read 2026-11-23)")
  })

  it('are asked of the types that may be shown, the one at what was asked for first', async () => {
    const prices = aPriceList()
    await compared('--requests 100M', prices)
    const [asked] = prices.asked
    expect(asked?.types.length).toBeLessThanOrEqual(6)
    expect(asked?.types[0]).toBe('t3.small')
  })

  it('are asked in the next account where one gives none, and in no more once one does', async () => {
    const none = aPriceList()
    await compared('--type t3.small', none)
    expect(none.asked.map(({ place }) => place.account)).toEqual(['production', 'sandbox'])
    const some = aPriceList({ 't3.small': 0.1 })
    await compared('--type t3.small', some)
    expect(some.asked.map(({ place }) => place.account)).toEqual(['production'])
    await compared('--type t3.small --region us-east-1', some)
    expect(some.asked.at(-1)?.place).toMatchObject({ account: 'production', region: 'us-east-1' })
  })

  it('are not made up', async () => {
    const view = await compared('--region eu-west-1 --type r7g.large')
    expect(leadText(view)).toBe('Windlass has no price of r7g.large in eu-west-1. Take another type or Region.')
    expect(Object.values(pressable(view))).toContain('windlass compare --region eu-west-1')
    const live = await compared('--region eu-west-1 --type r7g.large', aPriceList({ 'r7g.large': 0.12 }))
    expect(leadText(live)).toContain('EC2 (2 × r7g.large)')
  })
})

it('takes the architecture of the type where none is said', async () => {
  expect(noteText(await compared('--type t4g.small'))).toContain('Lambda on arm64')
  expect(noteText(await compared('--type t4g.small --arch x86'))).toContain('Lambda on x86')
})

it.each([
  ['--duration 20min', 'Lambda cannot do this: a call may last 15 minutes (900 s), and this lasts 20 minutes. EC2 ('],
  ['--memory 16GB', 'Lambda cannot do this: a function has at most 10,240 MB, and this needs 16 GB. EC2 ('],
])('%s: EC2, whatever it costs', async (flags, lead) => {
  const view = await compared(flags)
  expect(leadText(view)).toContain(lead)
  expect(view.parts.map(({ kind }) => kind)).toEqual(['bullets'])
})

it('says what decides besides and what is assumed, and in the grey line what is not counted', async () => {
  const view = await compared('--pattern spiky --free-tier')
  const bullets = bulletsOf(view).join('\n')
  expect(bullets).toContain('a GPU, a kernel or system of your own')
  expect(bullets).toContain('requests come in bursts of 20 times the average, 20 at once at most.')
  expect(noteText(view)).toContain('uses at most 70 % of its vCPUs and memory')
  expect(noteText(view)).toContain('Not counted: load balancer')
  expect(noteText(view)).toContain("Lambda's free tier of 1M requests and 400k GB-seconds a month is taken off.")
  expect(bulletsOf(await compared('--requests 1B --duration 2s')).join('\n')).toContain(
    'Here 1,520 run at once, and an account may run 1,000 until AWS allows more.',
  )
})

it.each([
  '',
  '--pattern office --single',
  '--requests 2B --duration 35s --pattern spiky',
  '--requests 40M --memory 128',
  '--duration 20min',
  '--requests 900B --duration 10s',
  '--requests 8760 --duration 20s --pattern schedule --single',
])('%j is answered in three bullets of two sentences at most', async (flags) => {
  const bullets = bulletsOf(await compared(flags))
  expect(bullets).toHaveLength(3)
  for (const bullet of bullets) {
    expect(bullet.split(/(?<=[.…])(?:\s|$)/).filter((sentence) => sentence !== '').length).toBeLessThanOrEqual(2)
    expect(bullet.length).toBeLessThan(330)
  }
})

it('offers other patterns, ten times as much, the other architecture and the topic', async () => {
  expect(pressable(await compared('--requests 3M --type t3.small'))).toEqual({
    'In office hours': 'windlass compare --pattern office --requests 3M --type t3.small',
    'In bursts': 'windlass compare --pattern spiky --requests 3M --type t3.small',
    'Ten times the requests': 'windlass compare --requests 30M --type t3.small',
    'On arm64': 'windlass compare --arch arm64 --requests 3M',
    'EC2 or Lambda': 'windlass ask ec2-or-lambda',
  })
})

it.each([
  ['--requests many', '--requests: many is not a number of requests; those look like 3M, 500k, 3,000,000 or 20/s.'],
  ['--duration 2d', '--duration: 2d is not how long a request takes; that looks like 120ms, 0.2s or 5min.'],
  ['--memory 64', '--memory: 64 is not a memory from 128 MB to 512 GB; those look like 512 or 2GB.'],
  [
    '--pattern spikey',
    '--pattern: spikey is not a pattern. There are steady, office, spiky, schedule. Did you mean spiky?',
  ],
  ['--type p5.48xlarge', '--type: p5.48xlarge is not an instance type that Windlass can compare.'],
  ['--region me-central-1', '--region: me-central-1 is not a Region that Windlass has prices of.'],
])('%s is asked back', async (flags, message) => {
  expect(leadText(await compared(flags))).toContain(message)
})

describe('in words', () => {
  it('runs what was asked, and its buttons say it in flags', async () => {
    const view = await compared('lambda and ec2 for a job running 1 hour every night')
    expect(leadText(view)).toBe(
      'Lambda cannot do this: a call may last 15 minutes (900 s), and this lasts 60 minutes. EC2 (1 × t3.micro) costs $13.17 a month.',
    )
    const [costs, , assumed] = bulletsOf(view)
    expect(costs).toContain(
      'Started for each run and stopped after it, EC2 costs $1.27: 30 hours, and the disk all month.',
    )
    expect(assumed).toContain('runs come by a schedule, without peaks, 1 at once at most.')
    expect(pressable(view)).toMatchObject({
      'On arm64': 'windlass compare --arch arm64 --requests 30 --duration 1h --pattern schedule --single',
    })
  })

  it('a flag counts more than a word', async () => {
    expect(leadText(await compared('lambda and ec2 for 3M requests of 100ms --requests 5M'))).toContain(
      '; at 5M it costs',
    )
  })

  it.each(['lambda vs ec2', 'EC2 with Lambda'])('%s without figures is answered with the usual ones', async (said) => {
    expect(leadText(await compared(said))).toBe(leadText(await compared('')))
  })

  it('what is not understood is answered with the two forms', async () => {
    const view = await compared('apples with pears')
    expect(leadText(view)).toContain('It is not clear what is to be compared in apples with pears.')
    expect(Object.values(pressable(view))).toEqual([
      'windlass compare --requests 3M --duration 120ms',
      'windlass compare t3.medium t4g.medium',
      'windlass help compare',
    ])
  })
})

describe('instance types', () => {
  const tableOf = ({ parts }: View) => parts.flatMap((part) => (part.kind === 'table' ? part.rows : []))

  it('are shown side by side with their list prices, the cheapest first', async () => {
    const view = await compared('t3.medium with t4g.medium --region us-east-1')
    expect(leadText(view)).toBe(
      't4g.medium costs $0.0336 an hour, $24.53 a month: $5.84 (19 %) a month less than t3.medium, in us-east-1.',
    )
    expect(tableOf(view)).toEqual([
      ['t4g.medium', '2', '4 GiB', '$0.0336', '$24.53', 'arm64'],
      ['t3.medium', '2', '4 GiB', '$0.0416', '$30.37', 'x86'],
    ])
    expect(noteText(view)).toContain(
      'By list prices checked 2026-11-26: Linux, On-Demand, us-east-1, 730 hours a month',
    )
    expect(noteText(view)).toContain('arm64 runs only images')
  })

  it('one alone too, in the Region of the accounts', async () => {
    const view = await compared('t3.medium')
    expect(leadText(view)).toBe('t3.medium costs $0.0480 an hour, $35.04 a month, in eu-central-1.')
    expect(Object.values(pressable(view))).toContain('windlass compare --region eu-central-1 --type t3.medium')
  })

  it("by AWS's price list where it answers", async () => {
    const prices = aPriceList({ 't3.medium': 0.1 })
    const view = await compared('t3.medium --region us-east-1', prices)
    expect(prices.asked).toMatchObject([{ region: 'us-east-1', types: ['t3.medium'] }])
    expect(tableOf(view)).toEqual([['t3.medium', '2', '4 GiB', '$0.1000', '$73.00', 'x86']])
    expect(noteText(view)).toContain("By AWS's price list, today (read 2026-11-23): Linux")
  })

  it('that are not known are named, with the families that are', async () => {
    const view = await compared('t3.medium p5.48xlarge')
    expect(leadText(view)).toContain('Windlass has no prices of p5.48xlarge. It knows the sizes of t3, t3a, t4g,')
    expect(pressable(view)).toMatchObject({ 'Only t3.medium': 'windlass compare t3.medium' })
  })

  it('without a price in the Region are said to have none', async () => {
    const view = await compared('t3.medium c7g.large --region eu-central-1')
    expect(leadText(view)).toContain('Windlass has no price of c7g.large in eu-central-1.')
    expect(tableOf(view)).toHaveLength(1)
  })

  it('more than six are too many', async () => {
    const sizes = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'].map((size) => `t3.${size}`)
    expect(leadText(await compared(sizes.join(' ')))).toBe('At most 6 types at once; these are 7.')
  })

  it('with work are compared one at a time', async () => {
    expect(leadText(await compared('t3.medium --requests 3M'))).toContain('EC2 (2 × t3.medium)')
    expect(pressable(await compared('t3.medium t4g.medium --requests 3M'))).toEqual({
      't3.medium or Lambda': 'windlass compare --requests 3M --type t3.medium',
      't4g.medium or Lambda': 'windlass compare --requests 3M --type t4g.medium',
      'Their prices': 'windlass compare t3.medium t4g.medium',
    })
  })
})

it('writes many instances and what is at once with commas', async () => {
  const view = await compared('--requests 2B --duration 2s')
  expect(leadText(view)).toContain('EC2 (1,524 × t3.small)')
  expect(bulletsOf(view).join(' ')).toContain('3,050 at once at most')
})
