import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs'
import { expect, test } from 'vitest'
import { createFilter } from '../../../src/playground/aws/logs/filter-pattern.ts'
import { invoked, json, startedFunctions } from './functions.ts'
import { failureOf, noon } from './simulation.ts'

const hourMs = 3_600_000
const logGroupName = '/aws/lambda/loyalty-points'

test.each([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR', 'an error here', false],
  ['ERROR tier', 'ERROR of the tier', true],
  ['ERROR tier', 'ERROR of the kind', false],
  ['"of the tier"', 'ERROR of the tier', true],
  ['"tier of"', 'ERROR of the tier', false],
  ['?ERROR ?WARN', 'a WARN', true],
  ['?ERROR ?WARN', 'an INFO', false],
  ['ERROR -tier', 'ERROR of the kind', true],
  ['ERROR -tier', 'ERROR of the tier', false],
  ['-"of the tier"', 'ERROR of the tier', false],
])('the filter %j says of %j: %j', (pattern, message, isWanted) => {
  expect(createFilter(pattern)(message)).toBe(isWanted)
})

test('a run is in the log of its function, from START to REPORT, under its request id', async () => {
  const { changer, logs, clock } = await startedFunctions()
  const { answer } = await invoked(await changer('production'), 'loyalty-points', { Payload: json({ order: 'O-3' }) })
  clock.time += 2000
  const id = answer.$metadata.requestId ?? ''
  const client = await logs('production')
  const { events = [] } = await client.filterLogEvents({ logGroupName, filterPattern: `"${id}"`, startTime: noon })
  expect(events.map(({ message = '' }) => message.split(/[\s:]/)[0])).toEqual([
    'START',
    '2026-11-23T12',
    '2026-11-23T12',
    'END',
    'REPORT',
  ])
  const [start] = events
  expect(start).toMatchObject({ logStreamName: /^2026\/11\/23\/\[\$LATEST\][0-9a-f]{32}$/, eventId: /^\d{56}$/ })
  const logStreamName = start?.logStreamName
  const stream = await client.getLogEvents({ logGroupName, logStreamName, startFromHead: true })
  expect(stream.events?.[0]?.message).toMatch(/^INIT_START Runtime Version: nodejs:20\.v\d+\t/)
  expect(stream.events).toHaveLength(6)
  const rest = await client.getLogEvents({ logGroupName, logStreamName, nextToken: stream.nextForwardToken })
  expect(rest).toMatchObject({ events: [], nextForwardToken: stream.nextForwardToken })
})

test('the day before is in the log too, and goes on while nobody looks', async () => {
  const { logs, clock } = await startedFunctions()
  const client = await logs('production')
  const reports = async (startTime: number, endTime: number) => {
    const { events = [] } = await client.filterLogEvents({
      logGroupName,
      startTime,
      endTime,
      filterPattern: '"REPORT RequestId"',
    })
    return events.length
  }
  const before = await reports(noon - hourMs, noon)
  expect(before).toBeGreaterThan(60)
  expect(await reports(noon - 48 * hourMs, noon - 25 * hourMs)).toBe(0)
  expect(await reports(noon, noon + hourMs)).toBe(0)
  clock.time += hourMs / 2
  expect(await reports(noon, noon + hourMs)).toBeGreaterThan(30)
  expect(await reports(noon - hourMs, noon)).toBe(before)
})

test('events come in order and in pages, each once', async () => {
  const { logs } = await startedFunctions()
  const client = await logs('production')
  const ids: (string | undefined)[] = []
  const times: number[] = []
  const input = { logGroupName, startTime: noon - 6 * hourMs, endTime: noon, limit: 500 }
  for await (const { events = [] } of paginateFilterLogEvents({ client }, input)) {
    expect(events.length).toBeLessThanOrEqual(500)
    for (const { eventId, timestamp = 0 } of events) {
      ids.push(eventId)
      times.push(timestamp)
    }
  }
  expect(ids.length).toBeGreaterThan(1500)
  expect(new Set(ids).size).toBe(ids.length)
  expect(times).toEqual(times.toSorted((left, right) => left - right))
  const bad = await failureOf(client.filterLogEvents({ ...input, nextToken: 'nonsense' }))
  expect(bad.code).toBe('InvalidParameterException')
})

test('groups and streams are listed, the streams by their last event', async () => {
  const { logs } = await startedFunctions()
  const client = await logs('production')
  const { logGroups = [] } = await client.describeLogGroups({ logGroupNamePrefix: '/aws/lambda/s' })
  expect(logGroups.map(({ logGroupName: name }) => name)).toEqual([
    '/aws/lambda/sales-export',
    '/aws/lambda/stock-sync',
  ])
  const { logStreams = [] } = await client.describeLogStreams({
    logGroupName,
    orderBy: 'LastEventTime',
    descending: true,
    limit: 3,
  })
  const times = logStreams.map(({ lastEventTimestamp = 0 }) => lastEventTimestamp)
  expect(times).toHaveLength(3)
  expect(times).toEqual(times.toSorted((left, right) => right - left))
})

test('a function that never ran has no log group yet', async () => {
  const { changer, logs } = await startedFunctions()
  const client = await logs('staging')
  const ask = { logGroupName: '/aws/lambda/seed-demo-data' }
  expect(await failureOf(client.filterLogEvents(ask))).toMatchObject({
    code: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  })
  await invoked(await changer('staging'), 'seed-demo-data')
  expect((await failureOf(client.filterLogEvents(ask))).code).toBe('none')
})

test('python says what it prints as it is, and its errors with a traceback', async () => {
  const { logs } = await startedFunctions()
  const client = await logs('production', 'eu-west-1')
  const { events = [] } = await client.filterLogEvents({
    logGroupName: '/aws/lambda/parcel-tracker',
    startTime: noon - hourMs,
    filterPattern: 'Batch',
    limit: 1,
  })
  expect(events[0]?.message).toMatch(/^Batch \d+\n$/)
})
