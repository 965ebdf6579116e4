import { afterEach, describe, expect, test } from 'vitest'
import { assumedRole, instancesAnswer, stsError } from './answers.ts'
import type { Call, Reply } from './stub.ts'
import {
  ada,
  bob,
  everything,
  frankfurt,
  type Surroundings,
  stagingFrankfurt,
  surround,
  virginia,
} from './surroundings.ts'

let here: Surroundings
afterEach(() => here.close())

const usual = (call: Call): Reply => (call.action === 'AssumeRole' ? assumedRole(call) : instancesAnswer([]))
const assumed = () => here.stub.calls.filter(({ action }) => action === 'AssumeRole')
const list = (requester = ada, places = [frankfurt]) =>
  here.aws.readerFor(requester).findInstances({ ...everything, places })

describe('the session for a person', () => {
  test('names the person as session, source identity and tag, and gives the external id', async () => {
    here = await surround(usual)
    await list()
    const [call] = assumed()
    expect(Object.fromEntries(call?.params ?? [])).toEqual({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: 'arn:aws:iam::111122223333:role/teams/WindlassRead',
      RoleSessionName: 'T0WORK-U0ADA',
      SourceIdentity: 'T0WORK-U0ADA',
      ExternalId: 'ext-1',
      DurationSeconds: '3600',
      'Tags.member.1.Key': 'windlass:person',
      'Tags.member.1.Value': 'T0WORK-U0ADA',
    })
    expect(call?.accessKeyId).toBe('AKIAOWN')
  })

  test('is what EC2 is asked with, never what Windlass itself has', async () => {
    here = await surround(usual)
    await list(ada, [frankfurt, virginia, stagingFrankfurt])
    const keys = here.stub.calls.filter(({ service }) => service === 'ec2').map(({ accessKeyId }) => accessKeyId)
    expect(keys.toSorted()).toEqual([
      'ASIA-111122223333-T0WORK-U0ADA',
      'ASIA-111122223333-T0WORK-U0ADA',
      'ASIA-444455556666-T0WORK-U0ADA',
    ])
  })

  test('has no external id where none is configured', async () => {
    here = await surround(usual)
    await list(ada, [stagingFrankfurt])
    expect(assumed()[0]?.params.has('ExternalId')).toBe(false)
  })

  test('is begun once for everyone who asks at the same time, and kept', async () => {
    here = await surround(usual)
    await Promise.all([list(ada, [frankfurt, virginia]), list(ada, [frankfurt, virginia])])
    await list()
    expect(assumed()).toHaveLength(1)
  })

  test('is never shared between people', async () => {
    here = await surround(usual)
    await Promise.all([list(ada), list(bob)])
    expect(new Set(assumed().map(({ params }) => params.get('RoleSessionName')))).toEqual(
      new Set(['T0WORK-U0ADA', 'T0WORK-U0BOB']),
    )
  })

  test.each([
    { minutesLeft: 6, sessions: 1 },
    { minutesLeft: 4, sessions: 2 },
  ])(
    'is renewed five minutes before its end: $minutesLeft min left, $sessions begun',
    async ({ minutesLeft, sessions }) => {
      const end = Date.parse('2026-11-23T15:00:00Z')
      let now = end - 60 * 60_000
      const answer = (call: Call) =>
        call.action === 'AssumeRole' ? assumedRole(call, '2026-11-23T15:00:00Z') : instancesAnswer([])
      here = await surround(answer, { now: () => now })
      await list()
      now = end - minutesLeft * 60_000
      await list()
      expect(assumed()).toHaveLength(sessions)
    },
  )

  test('that could not be had is asked for again the next time', async () => {
    let isRefused = true
    here = await surround((call) =>
      call.action === 'AssumeRole' && isRefused ? stsError('AccessDenied') : usual(call),
    )
    expect((await list()).failures).toMatchObject([{ code: 'NoRole' }])
    isRefused = false
    expect((await list()).failures).toEqual([])
    expect(assumed()).toHaveLength(2)
  })

  test('that could not be had ends the matter: EC2 is not asked under any other name', async () => {
    here = await surround((call) => (call.action === 'AssumeRole' ? stsError('AccessDenied') : usual(call)))
    await list(ada, [frankfurt, virginia])
    expect(here.stub.calls.map(({ service }) => service)).toEqual(['sts'])
  })

  test('that EC2 has refused as ended is begun anew by the next who asks', async () => {
    let isEnded = true
    here = await surround((call) =>
      call.action === 'DescribeInstances' && isEnded
        ? { status: 400, body: '<Response><Errors><Error><Code>ExpiredToken</Code></Error></Errors></Response>' }
        : usual(call),
    )
    expect((await list()).failures).toMatchObject([{ code: 'ExpiredToken' }])
    isEnded = false
    expect((await list()).failures).toEqual([])
    expect(assumed()).toHaveLength(2)
  })

  test('comes from another Region of the account while STS in its first one hangs', async () => {
    here = await surround(
      (call) => (call.action === 'AssumeRole' && call.region === 'eu-central-1' ? 'hang' : usual(call)),
      { withinMs: 1000 },
    )
    expect((await list(ada, [frankfurt, virginia])).failures).toEqual([])
    expect(assumed().map(({ region }) => region)).toEqual(['eu-central-1', 'us-east-1'])
  })
})

test('STS and EC2 are found by the same setting, and by one of their own where there is one', async () => {
  here = await surround(usual)
  await list()
  expect(here.stub.calls.map(({ service }) => service)).toEqual(['sts', 'ec2'])
  const other = await surround(usual)
  process.env['AWS_ENDPOINT_URL_STS'] = here.stub.url
  try {
    await other.aws.readerFor(bob).findInstances({ ...everything, places: [frankfurt] })
  } finally {
    delete process.env['AWS_ENDPOINT_URL_STS']
    await other.close()
  }
  expect(here.stub.calls.map(({ service }) => service)).toEqual(['sts', 'ec2', 'sts'])
  expect(other.stub.calls.map(({ service }) => service)).toEqual(['ec2'])
})
