import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import type { LambdaFunction } from '../../src/core/lambda/function.ts'
import type { FunctionQuery } from '../../src/core/lambda/functions.ts'
import { placesOf } from '../../src/core/place.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { fillFunctions } from '../../src/playground/world/aws-functions-many.ts'
import { functionIn } from '../playground/aws/functions.ts'
import { enterSimulation } from './changing-functions.ts'
import { functionNamed } from './function-answers.ts'
import { ada, sealer, silentLog } from './surroundings.ts'

const noon = Date.UTC(2026, 10, 23, 12)
const hourMs = 3_600_000
const places = placesOf(awsAccounts)
const lastDay = { from: noon - 24 * hourMs, until: noon }

let simulation: AwsSimulation
let aws: Aws
beforeEach(async () => {
  simulation = await startAws({ world: awsWorld(noon), clock: { now: () => noon } })
  enterSimulation(simulation)
  aws = createAws({ accounts: awsAccounts, now: () => noon, log: silentLog, sealer })
})
afterEach(() => {
  aws.close()
  return simulation.close()
})

const reader = () => aws.functionsFor(ada)
const find = (query: Partial<FunctionQuery> = {}) =>
  reader().findFunctions({ places, names: [], runtimes: [], ...query })
async function theOne(name: string, account = 'production'): Promise<LambdaFunction> {
  const { functions } = await find({ names: [name], places: places.filter((place) => place.account === account) })
  const [found] = functions
  if (found === undefined) throw new Error(`No ${name}`)
  return found
}
const describeOne = async (name: string, account?: string) => reader().describeFunction(await theOne(name, account))

test('the functions of the whole organisation are found, in the name of the person', async () => {
  simulation.allowOnly(readActions.findFunctions)
  const { functions, failures } = await find()
  expect(failures).toEqual([])
  expect(functions).toHaveLength(26)
  expect(new Set(functions.map(({ place }) => place.account))).toEqual(new Set(['production', 'staging', 'sandbox']))
  const calls = simulation.calls.filter(({ service }) => service === 'lambda')
  expect(calls).toHaveLength(places.length)
  for (const call of calls) expect(call).toMatchObject({ sourceIdentity: 'T0WORK-U0ADA' })
})

test('pages of a large place are followed to the end, and names and runtimes narrow what is found', async () => {
  fillFunctions(simulation.world, 340, { account: places[0]?.accountId ?? '', region: 'eu-central-1', now: noon })
  const { functions } = await find({ places: places.slice(0, 1) })
  expect(new Set(functions.map(({ arn }) => arn)).size).toBe(340)
  const narrowed = await find({ places: places.slice(0, 1), names: ['orders-*'], runtimes: ['python*'] })
  expect(narrowed.functions).toHaveLength(85)
})

describe('when something is wrong at AWS', () => {
  test.each([
    { kind: 'hang', code: 'Timeout' },
    { kind: 'throttle', code: 'TooManyRequestsException' },
    { kind: 'internal-error', code: 'ServiceException' },
    { kind: 'html', code: 'Undecodable' },
    { kind: 'other-format', code: 'Undecodable' },
    { kind: 'cut', code: 'Unreachable' },
    { kind: 'refuse', code: 'Unreachable' },
  ] as const)('$kind in one Region: said, and the rest shown', async ({ kind, code }) => {
    const withinMs = kind === 'hang' ? 700 : 8000
    const patient = createAws({ accounts: awsAccounts, now: () => noon, log: silentLog, sealer, withinMs })
    await patient.warmUp()
    simulation.faults.add({ fault: { kind }, where: { service: 'lambda', region: 'ap-southeast-2' } })
    const query = { places, names: [], runtimes: [] }
    const { functions, failures } = await patient.functionsFor(ada).findFunctions(query)
    expect(failures).toMatchObject([{ place: { account: 'sandbox', region: 'ap-southeast-2' }, code }])
    expect(failures[0]?.message).toContain('Lambda in sandbox, ap-southeast-2')
    expect(functions).toHaveLength(25)
    patient.close()
  })

  test.each(['throttle', 'internal-error', 'cut', 'refuse'] as const)(
    '%s once is tried again, and nobody notices',
    async (kind) => {
      simulation.faults.add({ fault: { kind }, where: { service: 'lambda' }, times: 1 })
      expect(await find()).toMatchObject({ failures: [], functions: { length: 26 } })
    },
  )
})

describe('one function', () => {
  test('is described in full with the actions that are listed for it, and no other', async () => {
    const found = await theOne('price-quote')
    simulation.allowOnly(readActions.describeFunction)
    expect(await reader().describeFunction(found)).toMatchObject({
      unread: [],
      function: found,
      state: { name: 'Active', reason: undefined },
      lastUpdate: { status: 'Successful' },
      revision: functionIn(simulation, 'price-quote').latest.configuration.RevisionId,
      handler: 'index.handler',
      role: 'price-quote',
      ephemeralMb: 512,
      tracing: 'PassThrough',
      provisioned: [{ qualifier: 'live', ready: 2, wanted: 2, status: 'READY', reason: undefined }],
      versions: [
        { version: '9', description: 'November discount' },
        { version: '8', description: 'Currency' },
        { version: '7', description: 'Rounding' },
      ],
      aliases: [
        { name: 'live', version: '8', weights: { 9: 0.1 }, revision: expect.any(String) },
        { name: 'previous', version: '7', weights: {} },
      ],
      triggers: [{ kind: 'API Gateway', name: 'GET /quote of a1b2c3d4e5', qualifier: 'live', state: undefined }],
      url: { url: expect.stringMatching(/^https:/), isPublic: false },
    })
  })

  test.each([
    ['stock-sync', 'production', { kind: 'SQS', name: 'stock-changes', state: 'enabled', qualifier: undefined }],
    [
      'fraud-score',
      'production',
      { kind: 'DynamoDB', name: 'orders', state: 'enabled', qualifier: 'live', lastResult: 'OK' },
    ],
    ['audit-archiver', 'production', { kind: 'Kinesis', name: 'audit-events' }],
    ['photo-resize', 'production', { kind: 'S3', name: 'harbour-product-photos', state: undefined, id: undefined }],
    ['sales-export', 'production', { kind: 'EventBridge', name: 'sales-export-hourly' }],
    ['loyalty-points', 'production', { kind: 'SNS', name: 'orders-paid' }],
    ['ledger-write', 'staging', { kind: 'SQS', name: 'bookings', state: 'disabled', id: expect.any(String) }],
  ])('%s of %s is triggered by %j', async (name, account, trigger) => {
    const { triggers, unread } = await describeOne(name, account)
    expect(unread).toEqual([])
    expect(triggers).toMatchObject([trigger])
  })

  test('has the names of its environment variables and none of their values', async () => {
    const details = await describeOne('refund-order')
    expect(details.environmentNames).toEqual(['LEDGER', 'LEDGER_PASSWORD'])
    expect(JSON.stringify(details)).not.toMatch(/correct-horse|harbour-ledger/)
    expect(details.tags.get('windlass:invoke')).toBe('yes')
  })

  test('says its reserved concurrency, network, layers, SnapStart and failure', async () => {
    expect(await describeOne('sms-sender')).toMatchObject({ reservedConcurrency: 0 })
    expect(await describeOne('order-intake')).toMatchObject({ reservedConcurrency: undefined, vpc: undefined })
    expect(await describeOne('carrier-rates')).toMatchObject({
      vpc: { id: expect.stringMatching(/^vpc-/), subnets: 2 },
    })
    expect(await describeOne('invoice-pdf')).toMatchObject({ layers: ['fonts:4', 'chromium:31'] })
    expect(await describeOne('fraud-score')).toMatchObject({ isSnapStartOn: true })
    expect(await describeOne('newsletter-preview', 'staging')).toMatchObject({ url: { isPublic: true }, triggers: [] })
    expect(await describeOne('image-embed', 'sandbox')).toMatchObject({
      function: { packaging: 'image', runtime: undefined },
      handler: undefined,
      state: { name: 'Failed', reason: expect.stringContaining('ECR') },
    })
  })

  test('is shown without the parts that the role may not read, which are said', async () => {
    const found = await theOne('price-quote')
    simulation.allowOnly(readActions.describeFunction.filter((action) => action !== 'lambda:ListAliases'))
    const details = await reader().describeFunction(found)
    expect(details.aliases).toEqual([])
    expect(details.versions).toHaveLength(3)
    expect(details.unread).toEqual([
      expect.stringMatching(
        /^The aliases, and what triggers them, could not be read: .* may not do lambda:ListAliases/,
      ),
    ])
  })

  test('that is gone is said to be', async () => {
    const found = { ...(await theOne('price-quote')), name: 'price-quoter' }
    await expect(reader().describeFunction(found)).rejects.toMatchObject({
      code: 'NotFound',
      message: 'price-quoter is no longer in production, eu-central-1.',
    })
  })
})

test('calls of the last day are counted for each function, also for one that never ran', async () => {
  const { functions } = await find()
  simulation.allowOnly(readActions.countCalls)
  const { counts, failures } = await reader().countCalls(functions, lastDay)
  expect(failures).toEqual([])
  expect(counts.size).toBe(26)
  const of = (name: string) => counts.get(functions.find((found) => found.name === name)?.arn ?? '')
  expect(of('loyalty-points')?.invocations).toBeGreaterThan(1000)
  expect(of('loyalty-points')?.errors).toBeGreaterThan(0)
  expect(of('stock-sync')?.throttles).toBeGreaterThan(0)
  expect(of('seed-demo-data')).toEqual({ invocations: 0, errors: 0, throttles: 0 })
})

test('a function is measured over time, and what it did not do has no value', async () => {
  const found = await theOne('loyalty-points')
  simulation.allowOnly(readActions.measure)
  const stretch = { from: noon - 6 * hourMs, until: noon + hourMs }
  const { times, series } = await reader().measure({ function: found, stretch, periodSeconds: 3600 })
  expect(times).toEqual([6, 5, 4, 3, 2, 1, 0].map((hours) => noon - hours * hourMs))
  expect(series.map(({ name }) => name)).toEqual([
    'Invocations',
    'Errors',
    'Throttles',
    'Duration p50',
    'Duration p95',
    'Concurrency',
  ])
  for (const { values } of series)
    expect(values.map((value) => value === undefined)).toEqual(times.map((at) => at >= noon))
  const [invocations, , , p50, p95] = series.map(({ values }) => values[0] ?? 0)
  expect(invocations).toBeGreaterThan(50)
  expect(p95).toBeGreaterThan(p50 ?? 0)
})

describe('the log', () => {
  const lines = async (name: string, more: { pattern?: string; lines?: number; account?: string } = {}) =>
    reader().findLogs({
      function: await theOne(name, more.account),
      stretch: lastDay,
      pattern: more.pattern,
      lines: more.lines ?? 100,
    })

  test('gives the newest lines, oldest of them first', async () => {
    const found = await theOne('loyalty-points')
    simulation.allowOnly(readActions.findLogs)
    const asked = { function: found, stretch: lastDay, pattern: undefined }
    const some = await reader().findLogs({ ...asked, lines: 20 })
    const more = await reader().findLogs({ ...asked, lines: 300 })
    expect(some).toMatchObject({ isCut: true })
    expect(some.lines).toHaveLength(20)
    expect(more.lines.slice(-20)).toEqual(some.lines)
    const times = more.lines.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(some.lines.at(-1)?.at).toBeGreaterThan(noon - 300_000)
    for (const { text, stream } of more.lines)
      expect([text, stream]).toEqual([expect.not.stringMatching(/\n$/), expect.any(String)])
  })

  test('is the whole of it where less was written than asked for', async () => {
    const { lines: found, isCut } = await lines('nightly-close', { lines: 5000, pattern: '"REPORT RequestId"' })
    expect(isCut).toBe(false)
    expect(found).toHaveLength(1)
  })

  test('of a function that never ran has no lines', async () => {
    expect(await lines('seed-demo-data', { account: 'staging' })).toEqual({ lines: [], isCut: false })
  })

  test('is read where the function writes it', async () => {
    const simulated = functionIn(simulation, 'loyalty-points')
    expect(await theOne('loyalty-points')).toMatchObject({ logGroup: '/aws/lambda/loyalty-points' })
    const elsewhere = { ...(await theOne('seed-demo-data', 'staging')), place: (await theOne(simulated.name)).place }
    const asked = { stretch: lastDay, pattern: undefined, lines: 5 }
    const found = await reader().findLogs({
      ...asked,
      function: { ...elsewhere, logGroup: '/aws/lambda/loyalty-points' },
    })
    expect(found.lines).toHaveLength(5)
  })
})

describe('a function at hand', () => {
  const read = (name: string, qualifier?: string) => reader().readFunction(functionNamed(name), qualifier)

  test('is itself, with its tags, its state and its revision, by what is listed for it', async () => {
    simulation.allowOnly(readActions.readFunction)
    const { tags, ...found } = await read('refund-order')
    const revision = functionIn(simulation, 'refund-order').latest.configuration.RevisionId
    const state = { state: 'Active', lastUpdate: { status: 'Successful', reason: undefined } }
    expect(found).toMatchObject({ function: { name: 'refund-order', timeoutSeconds: 15 }, ...state, revision })
    expect(tags.get('windlass:invoke')).toBe('yes')
    expect(simulation.calls.filter(({ service }) => service === 'lambda')).toMatchObject([{ action: 'GetFunction' }])
  })

  test('can be a version or an alias', async () => {
    const revisions = await Promise.all(
      ['live', '42', '43'].map(async (each) => (await read('order-intake', each)).revision),
    )
    expect(revisions[0]).toBe(revisions[1])
    expect(revisions[2]).not.toBe(revisions[1])
  })

  const noneOf = (what: string) =>
    `order-intake in production, eu-central-1 has no version or alias "${what}". /lambda show order-intake lists those that there are.`
  const gone = 'order-intakes is no longer in production, eu-central-1.'

  test.each([
    ['order-intake', 'next', noneOf('next')],
    ['order-intake', 'a:b', noneOf('a:b')],
    ['order-intakes', undefined, gone],
    ['order-intakes', 'live', gone],
  ])('that is not there is said to be: %s, %s', async (name, qualifier, message) => {
    await expect(read(name, qualifier)).rejects.toMatchObject({ code: 'NotFound', message })
  })
})
