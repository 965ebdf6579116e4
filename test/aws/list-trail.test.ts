import { describe, expect, test } from 'vitest'
import { listTrail } from '../../src/aws/list-trail.ts'
import type { PlaceCalls } from '../../src/aws/place-calls.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import { known, type TrailQuery } from '../../src/core/evidence.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'
import { jsonAnswer, jsonError } from './function-answers.ts'
import { frankfurt } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const hour = 3_600_000
const dayMs = 24 * hour
const inTime = { from: noon - 30 * dayMs, until: noon }
const query = { place: frankfurt, resource: 'i-1', ...inTime }

/** One event as LookupEvents gives it. */
function event(record: object, more: { ReadOnly?: string } = {}) {
  const usual = {
    eventTime: '2026-11-23T11:00:00Z',
    eventName: 'StopInstances',
    sourceIPAddress: '203.0.113.24',
    userIdentity: { type: 'IAMUser', userName: 'lin', arn: 'arn:aws:iam::111122223333:user/lin' },
    requestParameters: null,
  }
  const whole = { ...usual, ...record }
  const EventTime = Date.parse(whole.eventTime) / 1000
  return { EventName: 'x', EventTime, ReadOnly: 'false', ...more, CloudTrailEvent: JSON.stringify(whole) }
}

async function read(events: readonly object[]) {
  const { calls } = await askingStub(() => jsonAnswer({ Events: events }))
  return known(await listTrail(query, calls)) ?? []
}

type Answered = readonly object[] | 'throttled' | 'denied' | 'late'

/** These pages, one after the other, and what was asked for them. */
async function readPages(pages: readonly Answered[], sought: TrailQuery = query) {
  const asked: unknown[] = []
  const { calls } = await askingStub(({ body }) => {
    asked.push(JSON.parse(body))
    const page = pages[asked.length - 1] ?? []
    if (page === 'late') return 'hang'
    if (page === 'throttled') return jsonError('ThrottlingException')
    if (page === 'denied') return jsonError('AccessDeniedException')
    const NextToken = asked.length < pages.length ? `page-${asked.length}` : undefined
    return jsonAnswer({ Events: page, ...(NextToken === undefined ? {} : { NextToken }) })
  })
  const attemptTrail: PlaceCalls['attemptTrail'] = (asking, ask) =>
    calls.attemptTrail({ ...asking, deadline: AbortSignal.timeout(500) }, ask)
  return { asked, answer: await listTrail(sought, { attemptTrail }, { everyMs: 0 }) }
}
const one = async (record: object) => (await read([event(record)]))[0]

test('of a short reading only the first page, and back to when that went', async () => {
  const { asked, answer } = await readPages([[event({})], [event({})]], { ...query, isShort: true })
  expect(asked).toHaveLength(1)
  expect(answer).toMatchObject({ value: [{ name: 'StopInstances' }], readTo: expect.any(Number) })
})

test('what changed the thing is asked for by its name, page by page', async () => {
  const { asked, answer } = await readPages([[event({}), event({}, { ReadOnly: 'true' })], [event({})]])
  expect(answer).toMatchObject({ value: [{ name: 'StopInstances' }, { name: 'StopInstances' }] })
  expect(answer).not.toHaveProperty('readTo')
  expect(asked).toEqual([
    {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'i-1' }],
      StartTime: query.from / 1000,
      EndTime: noon / 1000,
      MaxResults: 50,
    },
    expect.objectContaining({ NextToken: 'page-1' }),
  ])
})

test('what CloudTrail does not keep by name is asked for by the call, until the newest that was done to it', async () => {
  const off = (name: string, more: object = {}) =>
    event({ eventName: 'DisableRule', requestParameters: { name }, ...more })
  const pages = [
    [off('other'), off('nightly-2'), off('nightly', { errorCode: 'AccessDenied' })],
    [off('nightly', { eventTime: '2026-11-22T11:00:00Z' })],
    [off('nightly', { eventTime: '2026-11-21T11:00:00Z' })],
  ]
  const { asked, answer } = await readPages(pages, {
    place: frankfurt,
    call: 'DisableRule',
    about: ['nightly', 'hourly'],
    ...inTime,
  })
  const at = Date.UTC(2026, 10, 22, 11)
  expect(answer).toEqual({ value: [expect.objectContaining({ at, asked: '{"name":"nightly"}' })], readTo: at })
  expect(asked).toHaveLength(2)
  expect(asked[0]).toMatchObject({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DisableRule' }] })
})

test('what names a function in the answer alone is found, also by the ARN of its alias', async () => {
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:picker'
  const deleted = (functionArn: string) =>
    event({
      eventName: 'DeleteEventSourceMapping20150331',
      requestParameters: { uUID: 'a1' },
      responseElements: { functionArn },
    })
  const call = 'DeleteEventSourceMapping20150331'
  const readDeleted = async (functionArn: string) =>
    (await readPages([[deleted(functionArn)]], { place: frankfurt, call, about: [arn], ...inTime })).answer
  for (const own of [arn, `${arn}:live`]) {
    // oxlint-disable-next-line no-await-in-loop -- one stub after the other
    expect(await readDeleted(own)).toMatchObject({
      value: [{ name: 'DeleteEventSourceMapping', answered: JSON.stringify({ functionArn: own }) }],
    })
  }
  expect(await readDeleted(`${arn}-2`)).toEqual({ value: [] })
})

describe('it is read on', () => {
  const reads = Array.from({ length: 50 }, () => event({}, { ReadOnly: 'true' }))
  const changes = (count: number) => Array.from({ length: count }, () => event({}))

  test('past what only read, however much that is', async () => {
    const { asked, answer } = await readPages([reads, reads, reads, reads, [event({})]])
    expect(asked).toHaveLength(5)
    expect(answer).toEqual({ value: [expect.objectContaining({ name: 'StopInstances' })] })
  })

  test('until there are 50 changes, and it says back to when', async () => {
    const { asked, answer } = await readPages([changes(30), changes(20), changes(1)])
    expect(asked).toHaveLength(2)
    expect(known(answer)).toHaveLength(50)
    expect(answer).toMatchObject({ readTo: noon - hour })
    const more = await readPages([changes(30), [...changes(20), event({ eventTime: '2026-11-23T09:00:00Z' })]])
    expect(more.answer).toMatchObject({ readTo: noon - hour })
    expect(await readPages([changes(30), changes(20)])).not.toHaveProperty('answer.readTo')
  })

  test.each([
    ['AWS takes no more requests', 'throttled'],
    ['the time is over', 'late'],
  ] as const)('until %s, and it says back to when', async (_, end) => {
    const { answer } = await readPages([[event({})], reads, end])
    expect(answer).toEqual({ value: [expect.anything()], readTo: noon - hour })
  })

  test('but what goes wrong besides is told, as it is on the first page', async () => {
    expect((await readPages([reads, 'denied'])).answer).toEqual({ unread: expect.stringContaining('may not do') })
    expect((await readPages(['throttled'])).answer).toHaveProperty('unread')
    expect((await readPages(['late'])).answer).toHaveProperty('unread')
  })
})

test('an event is told with its time, where it came from, and what was asked', async () => {
  expect(await one({ requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } } })).toEqual({
    at: noon - 3_600_000,
    name: 'StopInstances',
    doer: { kind: 'user', name: 'lin', session: undefined, slackUser: undefined },
    from: '203.0.113.24',
    error: undefined,
    asked: '{"instancesSet":{"items":[{"instanceId":"i-1"}]}}',
  })
})

test('a secret in what was asked is taken out', async () => {
  const asked = (await one({ requestParameters: { userData: { token: 'xoxb-123456-abcdef' } } }))?.asked
  expect(asked).not.toContain('abcdef')
  expect(asked).toContain('[redacted]')
})

test.each([
  ['UpdateFunctionCode20150331v2', 'UpdateFunctionCode'],
  ['PutFunctionConcurrency20171031', 'PutFunctionConcurrency'],
  ['RunInstances', 'RunInstances'],
])('%s is called %s', async (eventName, name) => {
  expect((await one({ eventName }))?.name).toBe(name)
})

test.each([
  ['Server.InsufficientInstanceCapacity', 'No room.', { code: 'InsufficientInstanceCapacity', message: 'No room.' }],
  [
    'Client.UnauthorizedOperation',
    'You may not. Encoded authorization failure message: c2VjcmV0',
    { code: 'UnauthorizedOperation', message: 'You may not.' },
  ],
  ['AccessDenied', undefined, { code: 'AccessDenied', message: '' }],
])('the error %s is told without the side that erred', async (errorCode, errorMessage, error) => {
  expect((await one({ errorCode, errorMessage }))?.error).toEqual(error)
})

test('a try that changes nothing is left out, and the newest stands first', async () => {
  const events = [
    event({ errorCode: 'Client.DryRunOperation' }),
    event({ eventTime: '2026-11-23T10:00:00Z', eventName: 'StartInstances' }),
    event({}),
  ]
  expect((await read(events)).map(({ name }) => name)).toEqual(['StopInstances', 'StartInstances'])
})

describe('who did it', () => {
  const assumed = (role: string, session: string, more: object = {}) => ({
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
    sessionContext: { sessionIssuer: { userName: role }, ...more },
  })
  test.each([
    [
      { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
      { kind: 'root', name: 'root' },
    ],
    [
      { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
      { kind: 'service', name: 'autoscaling.amazonaws.com' },
    ],
    [
      { ...assumed('AWSServiceRoleForAutoScaling', 'AutoScaling'), invokedBy: 'autoscaling.amazonaws.com' },
      { kind: 'service', name: 'autoscaling.amazonaws.com' },
    ],
    [
      { ...assumed('deploy', 'ci'), invokedBy: 'cloudformation.amazonaws.com' },
      { kind: 'role', name: 'deploy', session: 'ci' },
    ],
    [
      assumed('WindlassChange', 'T0HARBOUR-U0ADA'),
      { kind: 'role', name: 'WindlassChange', session: 'T0HARBOUR-U0ADA', slackUser: 'U0ADA' },
    ],
    [
      assumed('WindlassChange', 'else', { sourceIdentity: 'T0HARBOUR-U0ADA' }),
      { kind: 'role', name: 'WindlassChange', session: 'else', slackUser: 'U0ADA' },
    ],
    [
      { type: 'IdentityCenterUser', arn: undefined, accountId: '111122223333' },
      { kind: 'user', name: '111122223333' },
    ],
    [{}, { kind: 'user', name: 'somebody' }],
  ])('%o', async (userIdentity, doer) => {
    expect((await one({ userIdentity }))?.doer).toEqual({ session: undefined, slackUser: undefined, ...doer })
  })
})

describe('what cannot be read says why', () => {
  test.each([
    [
      jsonError('AccessDeniedException'),
      'CloudTrail could not be read: The role WindlassRead of production may not do cloudtrail:LookupEvents in eu-central-1 (AccessDeniedException). An AWS administrator adds cloudtrail:LookupEvents to the role’s policies, or lifts what denies it.',
    ],
    [jsonError('ThrottlingException'), 'CloudTrail could not be read: '],
    [{ body: '<html>proxy</html>' }, 'CloudTrail could not be read: '],
    [jsonAnswer({ Events: [{ CloudTrailEvent: '{' }] }), 'not as documented'],
    [jsonAnswer({ Events: [{ CloudTrailEvent: '{"eventName":7}' }] }), 'not as documented'],
  ])('%#', async (reply, sentence) => {
    const { calls } = await askingStub(() => reply)
    expect(await listTrail(query, calls)).toEqual({ unread: expect.stringContaining(sentence.replace('’', "'")) })
  })
})

describe('in the playground', () => {
  const ask = async (name: string) => {
    const { calls, detailsOf, simulation } = await askingOrganisation()
    const { instance } = await detailsOf(name)
    simulation.allowOnly(readActions.listTrail)
    return known(await listTrail({ place: instance.place, resource: instance.id, ...inTime }, calls))
  }

  test('it is told who stopped an instance through the console, and from where', async () => {
    expect(await ask('grafana-staging')).toMatchObject([
      { name: 'StopInstances', from: '203.0.113.24', doer: { kind: 'role', session: 'grace@harbour.example' } },
    ])
  })

  test('it is told why an instance did not start', async () => {
    expect(await ask('grace-notebook')).toMatchObject([
      { name: 'StartInstances', error: { code: 'InsufficientInstanceCapacity' } },
      { name: 'StartInstances', error: { message: expect.stringContaining('g4dn.xlarge') } },
      { name: 'StopInstances', error: undefined },
    ])
  })

  test('it is told what Windlass did for whom, what Auto Scaling did, and that nobody did anything', async () => {
    expect(await ask('loadtest-3')).toMatchObject([{ doer: { name: 'WindlassChange', slackUser: 'U0ADA' } }])
    expect(await ask('web-us-3')).toMatchObject([
      { name: 'TerminateInstances', doer: { kind: 'service', name: 'autoscaling.amazonaws.com' } },
    ])
    expect(await ask('grafana')).toEqual([])
  })

  test('it is told who changed a function', async () => {
    const { calls } = await askingOrganisation()
    const found = known(await listTrail({ place: frankfurt, resource: 'order-intake', ...inTime }, calls))
    expect(found).toMatchObject([
      { name: 'PublishVersion', doer: { name: 'github-deploy' } },
      { name: 'UpdateFunctionCode', doer: { name: 'github-deploy', session: 'GitHubActions', slackUser: undefined } },
    ])
  })
})
