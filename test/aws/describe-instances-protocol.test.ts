import {
  DescribeInstancesCommand,
  type DescribeInstancesCommandOutput,
  DescribeVolumesCommand,
  EC2Client,
  DescribeInstancesResult$ as schema,
} from '@aws-sdk/client-ec2'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeInstancesProtocol } from '../../src/aws/describe-instances-protocol.ts'
import { createPacer } from '../../src/aws/pacer.ts'
import { listedFields } from '../../src/aws/to-instance.ts'
import { ec2Error, instanceXml } from './answers.ts'
import { describedAnswer } from './described-answer.ts'
import { type Reply, type Stub, startStub } from './stub.ts'

let stub: Stub
let reply: Reply
let stock: EC2Client
let pausing: EC2Client
beforeAll(async () => {
  stub = await startStub(() => reply)
  const settings = {
    endpoint: stub.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    maxAttempts: 1,
  }
  stock = new EC2Client(settings)
  // No budget at all: it pauses after every few hundred pieces.
  pausing = new EC2Client({
    ...settings,
    protocol: describeInstancesProtocol({ schema, pacer: createPacer({ budgetMs: 0 }) }),
  })
})
afterAll(() => stub.close())

const ask = (client: EC2Client) => client.send(new DescribeInstancesCommand({}))

/** Without `$metadata`, which tells of the call and not of the answer. */
async function readBy(client: EC2Client): Promise<Omit<DescribeInstancesCommandOutput, '$metadata'>> {
  const { $metadata: _, ...answer } = await ask(client)
  return answer
}

function inPieces(body: Uint8Array, size: number): Reply {
  return {
    pieces: Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
      body.subarray(index * size, (index + 1) * size),
    ),
  }
}

const list = (instances: string) =>
  `<DescribeInstancesResponse><reservationSet>${instances}</reservationSet></DescribeInstancesResponse>`
const reserved = (id: string, more = '') =>
  `<item><instancesSet>${instanceXml({ id, name: 'wéb 🚀', more })}</instancesSet></item>`

describe('the same as the stock client reads', () => {
  test('from any answer, however it is written and wherever it is torn', async () => {
    const property = fc.asyncProperty(describedAnswer(), fc.integer({ min: 1, max: 700 }), async (answer, size) => {
      reply = { body: answer }
      const expected = await readBy(stock)
      reply = inPieces(Buffer.from(answer), size)
      expect(await readBy(pausing)).toStrictEqual(expected)
    })
    await fc.assert(property, { numRuns: 100 })
  }, 30_000)

  test('from a thousand instances at once', async () => {
    const inside = Array.from({ length: 1000 }, (_, index) =>
      reserved(`i-${index}`, `<amiLaunchIndex>${index}</amiLaunchIndex>`),
    ).join('\n')
    reply = { body: list(inside) }
    const answer = await readBy(pausing)
    expect(answer.Reservations).toHaveLength(1000)
    expect(answer).toStrictEqual(await readBy(stock))
  })

  test('from every tearing of one answer, one byte at a time', async () => {
    const body = Buffer.from(
      list(
        reserved('i-1', '<!-- é --><stateReason><code>a&amp;b</code><message><![CDATA[<🚀>]]></message></stateReason>'),
      ),
    )
    reply = { body: body.toString() }
    const expected = await readBy(stock)
    reply = inPieces(body, 1)
    expect(await readBy(pausing)).toStrictEqual(expected)
  })
})

describe('better than the stock client reads', () => {
  test.each([
    {
      what: 'a character beyond the first 65,536 by its number',
      inside: '<keyName>&#x1F680;&#128640;</keyName>',
      expected: { KeyName: '🚀🚀' },
    },
    { what: 'an attribute on a text', inside: '<keyName a="<b>">k</keyName>', expected: { KeyName: 'k' } },
    {
      what: 'blanks without a line end between elements',
      inside: '<monitoring> <state>enabled</state> </monitoring>',
      expected: { Monitoring: { State: 'enabled' } },
    },
  ])('$what', async ({ inside, expected }) => {
    reply = { body: list(`<item><instancesSet><item>${inside}</item></instancesSet></item>`) }
    expect((await ask(pausing)).Reservations?.[0]?.Instances).toStrictEqual([expected])
  })
})

describe('a body that is not whole', () => {
  const body = list(['i-1', 'i-2', 'i-3'].map((id) => reserved(id)).join(''))
  const limited = () =>
    new EC2Client({
      ...settingsOf(),
      protocol: describeInstancesProtocol({ schema, pacer: createPacer(), wanted: listedFields }),
    })
  const settingsOf = () => ({
    endpoint: stub.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    maxAttempts: 1,
  })

  test('is an error wherever it ends', async () => {
    const client = limited()
    for (let end = 0; end < body.length; end += 7) {
      reply = { body: body.slice(0, end) }
      // oxlint-disable-next-line no-await-in-loop -- one stub, one answer at a time
      await expect(ask(client), `cut after ${end}`).rejects.toThrow()
    }
  }, 30_000)

  test('is an error or whole in spite of a lost byte, never a shorter list', async () => {
    const client = limited()
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: body.length - 1 }),
      fc.integer({ min: 1, max: 40 }),
      async (at, lost) => {
        reply = { body: body.slice(0, at) + body.slice(at + lost) }
        const answer = await ask(client).catch(() => undefined)
        const ids = answer?.Reservations?.flatMap(({ Instances = [] }) => Instances)
        if (ids !== undefined) expect(ids).toHaveLength(3)
      },
    )
    await fc.assert(property, { numRuns: 200 })
  }, 30_000)

  test.each([
    { what: 'another root', text: '<Response><reservationSet/></Response>' },
    {
      what: 'a skipped element that ends as another',
      text: list('<item><nstancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item>'),
    },
    { what: 'crossed elements', text: list('<item><instancesSet></item></instancesSet>') },
    { what: 'a second document', text: `${list('')}${list('')}` },
    { what: 'text after the document', text: `${list('')}x` },
    { what: 'a list twice', text: list('</reservationSet><reservationSet>') },
    { what: 'something else in a list', text: list('<itm/>') },
    { what: 'an element within a text', text: list('<item><reservationId>r<b/></reservationId></item>') },
    {
      what: 'no timestamp where one belongs',
      text: list('<item><instancesSet><item><launchTime>soon</launchTime></item></instancesSet></item>'),
    },
  ])('$what is an error', async ({ text }) => {
    reply = { body: text }
    await expect(ask(pausing)).rejects.toThrow()
  })
})

test('reading stands aside for others in between', async () => {
  const inside = Array.from({ length: 200 }, (_, index) => reserved(`i-${index}`)).join('')
  reply = { body: list(inside) }
  let turns = 0
  let isReading = true
  const count = () => {
    turns++
    if (isReading) setImmediate(count)
  }
  const answer = ask(pausing)
  count()
  await answer
  isReading = false
  // 200 instances are some 10,000 pieces, 400 to a step.
  expect(turns).toBeGreaterThan(20)
})

test('the metadata of the call arrive', async () => {
  reply = { body: list(''), headers: { 'x-amzn-RequestId': 'req-7' } }
  expect((await ask(pausing)).$metadata).toMatchObject({ httpStatusCode: 200, requestId: 'req-7', attempts: 1 })
})

test('errors and other operations are left to the stock protocol', async () => {
  reply = ec2Error('UnauthorizedOperation', 403)
  await expect(ask(pausing)).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
  })
  reply = {
    body: '<DescribeVolumesResponse><volumeSet><item><volumeId>vol-1</volumeId></item></volumeSet></DescribeVolumesResponse>',
  }
  expect((await pausing.send(new DescribeVolumesCommand({}))).Volumes).toEqual([{ VolumeId: 'vol-1' }])
})

test('a list reads only what it shows', async () => {
  const client = new EC2Client({
    endpoint: stub.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    protocol: describeInstancesProtocol({ schema, pacer: createPacer(), wanted: listedFields }),
  })
  reply = {
    body: list(
      reserved(
        'i-1',
        '<keyName>k</keyName><networkInterfaceSet><item><ownerId>1</ownerId></item></networkInterfaceSet>',
      ),
    ),
  }
  expect((await ask(client)).Reservations).toStrictEqual([
    {
      Instances: [
        {
          InstanceId: 'i-1',
          ImageId: 'ami-1',
          State: { Name: 'running' },
          InstanceType: 't3.micro',
          LaunchTime: new Date('2026-11-23T14:02:07Z'),
          Placement: { AvailabilityZone: 'eu-central-1a' },
          PrivateIpAddress: '10.0.0.7',
          PublicIpAddress: '3.4.5.6',
          Tags: [{ Key: 'Name', Value: 'wéb 🚀' }],
        },
      ],
    },
  ])
})
