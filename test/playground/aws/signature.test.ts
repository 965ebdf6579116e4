import { expect, test } from 'vitest'
import { botCredentials } from '../../../src/playground/world/aws-access.ts'
import { failureOf, readCredentials, startedAws } from './simulation.ts'

const wrongSecret = { ...botCredentials, secretAccessKey: 'not-the-secret' }
const unknownKey = { ...botCredentials, accessKeyId: 'AKIANOBODYKNOWSTHIS0' }

test('STS says what is wrong with a key', async () => {
  const { sts } = await startedAws()
  expect(await failureOf(sts(wrongSecret).getCallerIdentity({}))).toMatchObject({
    code: 'SignatureDoesNotMatch',
    message: /^The request signature we calculated does not match/,
    status: 403,
  })
  expect(await failureOf(sts(unknownKey).getCallerIdentity({}))).toEqual({
    code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
    status: 403,
  })
})

test('EC2 does not', async () => {
  const { ec2 } = await startedAws()
  for (const credentials of [wrongSecret, unknownKey]) {
    expect(await failureOf(ec2(credentials).describeInstances({}))).toEqual({
      code: 'AuthFailure',
      message: 'AWS was not able to validate the provided access credentials',
      status: 401,
    })
  }
})

test('temporary credentials need their token, and their time', async () => {
  const { sts, ec2, clock } = await startedAws()
  const credentials = await readCredentials(sts(), 'production')
  const { sessionToken: _, ...withoutToken } = credentials
  expect((await failureOf(ec2(withoutToken).describeInstances({}))).code).toBe('AuthFailure')
  expect((await failureOf(sts({ ...credentials, sessionToken: 'another' }).getCallerIdentity({}))).code).toBe(
    'InvalidClientTokenId',
  )
  clock.time += 3_599_000
  expect((await failureOf(ec2(credentials).describeInstances({}))).code).toBe('none')
  clock.time += 1000
  expect(await failureOf(ec2(credentials).describeInstances({}))).toMatchObject({
    code: 'RequestExpired',
    message: 'Request has expired.',
  })
  expect(await failureOf(sts(credentials).getCallerIdentity({}))).toMatchObject({ code: 'ExpiredToken', status: 403 })
})

test.each(['eu-central-9', 'af-south-1'])('%s is no Region to sign for', async (region) => {
  const { sts, ec2 } = await startedAws()
  const client = ec2(await readCredentials(sts(), 'production'), region)
  expect((await failureOf(client.describeInstances({}))).code).toBe('AuthFailure')
})

const post = async (url: string, body: string) => {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  return { status: answer.status, body: await answer.text() }
}

test('an unsigned request is refused as the service would', async () => {
  const { aws } = await startedAws()
  const sts = await post(aws.url, 'Action=GetCallerIdentity&Version=2011-06-15')
  expect(sts).toMatchObject({ status: 403, body: expect.stringContaining('<Code>MissingAuthenticationToken</Code>') })
  const ec2 = await post(aws.url, 'Action=DescribeInstances&Version=2016-11-15')
  expect(ec2).toMatchObject({ status: 400, body: expect.stringContaining('<Code>MissingParameter</Code>') })
})
