import { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import * as ec2 from '@aws-sdk/client-ec2'
import * as sts from '@aws-sdk/client-sts'
import { HttpResponse } from '@smithy/core/transport'
import type { StaticOperationSchema } from '@smithy/types'
import { expect, test } from 'vitest'
import { awsQueryProtocol, ec2QueryProtocol, type Protocol } from '../../../src/playground/aws/wire/query-protocol.ts'
import { inputOf, operationsOf, outputOf } from '../../../src/playground/aws/wire/schema.ts'
import { comparable, generated } from './generated-value.ts'

// The SDK's makers call its schemas an implementation detail (smithy-typescript issue 1600), so this is what an upgrade
// of the SDK has to pass: every operation, both ways, through the real client.
const config = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
  maxAttempts: 1,
}
// About a second where nothing else runs.
const timeout = 30_000

test('every operation of EC2 goes through the codec both ways unchanged', { timeout }, async () => {
  const wire = wireWith(ec2QueryProtocol('http://ec2.amazonaws.com/doc/2016-11-15/'))
  const operations = operationsOf(ec2)
  const client = new ec2.EC2({ ...config, requestHandler: wire.requestHandler })
  expect(operations.size).toBeGreaterThan(800)
  expect(await differing([...operations.values()], client, wire)).toEqual([])
})

test('every operation of STS goes through the codec both ways unchanged', { timeout }, async () => {
  const wire = wireWith(awsQueryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'))
  const operations = operationsOf(sts)
  const client = new sts.STS({ ...config, requestHandler: wire.requestHandler })
  expect(operations.size).toBeGreaterThan(9)
  expect(await differing([...operations.values()], client, wire)).toEqual([])
})

type Wire = ReturnType<typeof wireWith>

/** The codec in place of the network: it decodes what the client sent and answers with what it is told to. */
function wireWith(protocol: Protocol) {
  const exchange: { operation?: StaticOperationSchema; answer?: unknown; received?: unknown } = {}
  const requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle({ body }: { body?: unknown }) {
      const { operation, answer } = exchange
      if (operation === undefined || typeof answer !== 'object' || answer === null) throw new Error('nothing asked')
      exchange.received = protocol.readInput(operation, new URLSearchParams(String(body)))
      const reply = protocol.writeOutput(operation, answer, 'request-1')
      const headers = { 'content-type': reply.contentType }
      const stream = Readable.from([Buffer.from(reply.body)])
      return Promise.resolve({ response: new HttpResponse({ statusCode: reply.status, headers, body: stream }) })
    },
  }
  return { exchange, requestHandler }
}

async function differing(operations: StaticOperationSchema[], client: object, { exchange }: Wire): Promise<string[]> {
  const found: string[] = []
  for (const operation of operations) {
    const name = operation[2]
    const input = generated(inputOf(operation))
    const answer = generated(outputOf(operation))
    // The client may fill in the input that it is given (idempotency tokens), so what was sent is noted before.
    const sent = comparable(input)
    Object.assign(exchange, { operation, answer, received: undefined })
    const output = await call(client, name, input)
    if (!isDeepStrictEqual(comparable(exchange.received), sent)) found.push(`${name}: request`)
    if (!isDeepStrictEqual(comparable(output), comparable(answer))) found.push(`${name}: response`)
  }
  return found
}

function call(client: object, operation: string, input: unknown): Promise<unknown> {
  const method: unknown = Reflect.get(client, operation.charAt(0).toLowerCase() + operation.slice(1))
  if (typeof method !== 'function') throw new Error(`the client has no ${operation}`)
  return Promise.resolve(Reflect.apply(method, client, [input]))
}
