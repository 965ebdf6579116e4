import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { failureOf } from '../../src/aws/errors.ts'
import { assumedRole, ec2Error, instancesAnswer, stsError } from './answers.ts'
import { selfSigned } from './self-signed.ts'
import type { Reply } from './stub.ts'
import { ada, everything, frankfurt, production, type Surroundings, surround, useEndpoint } from './surroundings.ts'

// The words are the same after one attempt as after three, and the pauses between those are long.
process.env['AWS_MAX_ATTEMPTS'] = '1'

let here: Surroundings
afterEach(() => here.close())

const capeTown = { ...frankfurt, region: 'af-south-1' }
const find = (place = frankfurt) => here.aws.readerFor(ada).findInstances({ ...everything, places: [place] })

async function failureFrom(reply: { ec2?: Reply; sts?: Reply }, place = frankfurt) {
  here = await surround(
    (call) => (call.action === 'AssumeRole' ? (reply.sts ?? assumedRole(call)) : (reply.ec2 ?? instancesAnswer([]))),
    { withinMs: reply.ec2 === 'hang' || reply.sts === 'hang' ? 300 : 8000 },
  )
  const { instances, failures } = await find(place)
  expect(instances).toEqual([])
  expect(failures).toHaveLength(1)
  return failures[0]
}

const page = '<html><head><title>Bad gateway</title></head><body><p>nginx</p></body></html>'
const brokenPage = '<html><body><br>&nbsp;<hr></body></html>'
const cut = '<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>'

type Case = { what: string; reply: Reply; code: string; says: string[] }

const ofEc2: Case[] = [
  {
    what: 'not allowed',
    reply: ec2Error('UnauthorizedOperation', 403),
    code: 'UnauthorizedOperation',
    says: [
      'The role WindlassRead of production may not do ec2:DescribeInstances in eu-central-1',
      'administrator adds',
    ],
  },
  {
    what: 'not allowed, in IAM’s word',
    reply: ec2Error('AccessDenied', 403),
    code: 'AccessDenied',
    says: ['may not do ec2:DescribeInstances'],
  },
  {
    what: 'not allowed, in the word of JSON services',
    reply: ec2Error('AccessDeniedException', 400),
    code: 'AccessDeniedException',
    says: ['may not do ec2:DescribeInstances'],
  },
  {
    what: 'session not accepted',
    reply: ec2Error('AuthFailure', 401),
    code: 'AuthFailure',
    says: ['did not accept Windlass', 'clock'],
  },
  { what: 'session ended', reply: ec2Error('ExpiredToken'), code: 'ExpiredToken', says: ['has ended', 'Ask again'] },
  {
    what: 'Region off',
    reply: ec2Error('OptInRequired', 401),
    code: 'OptInRequired',
    says: ['eu-central-1 is not enabled in production', 'windlass.yaml'],
  },
  {
    what: 'throttled',
    reply: ec2Error('RequestLimitExceeded', 503),
    code: 'RequestLimitExceeded',
    says: ['takes no more requests', 'Ask again in a minute'],
  },
  {
    what: 'throttled by status alone',
    reply: ec2Error('SomethingNew', 429),
    code: 'SomethingNew',
    says: ['takes no more requests'],
  },
  {
    what: 'an error of AWS’s own',
    reply: ec2Error('InternalError', 500),
    code: 'InternalError',
    says: ['error of AWS', 'health.aws.amazon.com'],
  },
  {
    what: 'out of order',
    reply: ec2Error('ServiceUnavailable', 503),
    code: 'ServiceUnavailable',
    says: ['error of AWS'],
  },
  {
    what: 'anything else',
    reply: ec2Error('FilterLimitExceeded'),
    code: 'FilterLimitExceeded',
    says: ['refused ec2:DescribeInstances', 'log'],
  },
  { what: 'a proxy’s page', reply: { status: 502, body: page }, code: 'Undecodable', says: ['HTTP 502', 'proxy'] },
  {
    what: 'a proxy’s page that is no XML',
    reply: { status: 503, body: brokenPage },
    code: 'Undecodable',
    says: ['HTTP 503'],
  },
  { what: 'a page with success', reply: { body: page }, code: 'Undecodable', says: ['HTTP 200'] },
  {
    what: 'a page with a document type',
    reply: { body: `<!DOCTYPE html>${page}` },
    code: 'Undecodable',
    says: ['HTTP 200'],
  },
  { what: 'an address that is not there', reply: { status: 404, body: page }, code: 'Undecodable', says: ['HTTP 404'] },
  { what: 'no body at all', reply: { body: '' }, code: 'Undecodable', says: ['HTTP 200'] },
  { what: 'no body with an error', reply: { status: 500, body: '' }, code: 'Undecodable', says: ['HTTP 500'] },
  { what: 'JSON', reply: { body: '{"Reservations":[]}' }, code: 'Undecodable', says: ['HTTP 200'] },
  {
    what: 'JSON with an error',
    reply: { status: 400, body: '{"__type":"AccessDeniedException"}' },
    code: 'Undecodable',
    says: ['HTTP 400'],
  },
  { what: 'a body that ends too soon', reply: { body: cut }, code: 'Undecodable', says: ['HTTP 200'] },
  {
    what: 'an instance without a state',
    reply: {
      body: '<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item></reservationSet></DescribeInstancesResponse>',
    },
    code: 'Undecodable',
    says: ['production, eu-central-1'],
  },
  {
    what: 'an answer without its list',
    reply: { body: '<DescribeInstancesResponse><requestId>r</requestId></DescribeInstancesResponse>' },
    code: 'Undecodable',
    says: ['production, eu-central-1'],
  },
  { what: 'a connection cut within the body', reply: { cut }, code: 'Unreachable', says: ['broke off', 'ECONNRESET'] },
  {
    what: 'a connection reset',
    reply: 'reset',
    code: 'Unreachable',
    says: ['could not be reached', 'ECONNRESET', 'AWS_ENDPOINT_URL'],
  },
  { what: 'no answer', reply: 'hang', code: 'Timeout', says: ['did not answer within 0.3 s'] },
]

const ofSts: Case[] = [
  {
    what: 'role denied',
    reply: stsError('AccessDenied'),
    code: 'NoRole',
    says: [
      'could not assume the role WindlassRead of production',
      'sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity',
      'external id',
    ],
  },
  {
    what: 'role malformed',
    reply: stsError('ValidationError', 400),
    code: 'NoRole',
    says: ['refused to give the role WindlassRead', 'ARN'],
  },
  {
    what: 'own credentials ended',
    reply: stsError('ExpiredToken'),
    code: 'NoCredentials',
    says: ['credentials that Windlass itself runs with', 'renews them'],
  },
  {
    what: 'own credentials unknown',
    reply: stsError('InvalidClientTokenId'),
    code: 'NoCredentials',
    says: ['InvalidClientTokenId'],
  },
  { what: 'own credentials wrong', reply: stsError('SignatureDoesNotMatch'), code: 'NoCredentials', says: ['clock'] },
  {
    what: 'Region off for STS',
    reply: stsError('RegionDisabledException'),
    code: 'RegionDisabledException',
    says: ['STS is not enabled for production'],
  },
  {
    what: 'throttled',
    reply: stsError('Throttling', 400),
    code: 'Throttling',
    says: ['STS for production', 'Ask again in a minute'],
  },
  { what: 'a page with success', reply: { body: page }, code: 'Undecodable', says: ['STS for production'] },
  {
    what: 'a page with an error',
    reply: { status: 502, body: brokenPage },
    code: 'Undecodable',
    says: ['STS for production', 'HTTP 502'],
  },
  { what: 'no answer', reply: 'hang', code: 'Timeout', says: ['production, eu-central-1 did not answer'] },
]

describe.each([
  { service: 'ec2', cases: ofEc2 },
  { service: 'sts', cases: ofSts },
])('$service', ({ service, cases }) => {
  test.each(cases)('$what', async ({ reply, code, says }) => {
    const failure = await failureFrom({ [service]: reply })
    expect(failure).toMatchObject({ place: frankfurt, code })
    for (const part of says) expect(failure?.message).toContain(part)
    expect(failure?.message).toMatch(/production/)
    // Nothing of AWS's own words, no ARN, no encoded message.
    expect(failure?.message).not.toMatch(/arn:|c2VjcmV0|Encoded|not authorized|nginx/)
    expect(failure?.message).toMatch(/^[A-Z a-z].*\.$/)
  })
})

test('a Region that is off by default and does not know the session is said to be off', async () => {
  const failure = await failureFrom({ ec2: ec2Error('AuthFailure', 401) }, capeTown)
  expect(failure).toMatchObject({
    code: 'AuthFailure',
    message: expect.stringContaining('af-south-1 is not enabled in production'),
  })
})

describe('when AWS is not there', () => {
  test('a closed port', async () => {
    here = await surround(() => 'hang')
    await here.stub.close()
    expect((await find()).failures).toMatchObject([
      { code: 'Unreachable', message: expect.stringContaining('ECONNREFUSED') },
    ])
  })

  test('a name that does not exist', async () => {
    here = await surround(() => 'hang')
    useEndpoint('http://aws.invalid')
    expect((await find()).failures).toMatchObject([
      { code: 'Unreachable', message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) },
    ])
  })

  test('a certificate of nobody', async () => {
    here = await surround(() => 'hang')
    const server = createServer(selfSigned, (_, response) => response.end())
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- a listening TCP server has one
    useEndpoint(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const { failures } = await find()
    expect(failures).toMatchObject([
      {
        code: 'Unreachable',
        message: expect.stringMatching(/does not trust \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS/),
      },
    ])
    server.closeAllConnections()
    server.close()
  })

  test('no credentials of its own', async () => {
    here = await surround(() => 'hang')
    delete process.env['AWS_ACCESS_KEY_ID']
    const { failures } = await find()
    expect(failures).toMatchObject([
      { code: 'NoCredentials', message: expect.stringContaining('no AWS credentials of its own') },
    ])
    expect(here.stub.calls).toEqual([])
  })
})

test('a bug of ours is not blamed on AWS', async () => {
  here = await surround(() => 'hang')
  const call = { account: production, place: frankfurt, action: 'ec2:DescribeInstances', withinMs: 8000 } as const
  expect(failureOf(new TypeError('x is not a function'), call)).toBeUndefined()
  expect(failureOf('thrown', call)).toBeUndefined()
})
