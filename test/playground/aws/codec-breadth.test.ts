import { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import * as autoScaling from '@aws-sdk/client-auto-scaling'
import * as monitoring from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ec2 from '@aws-sdk/client-ec2'
import * as balancing from '@aws-sdk/client-elastic-load-balancing-v2'
import * as lambda from '@aws-sdk/client-lambda'
import * as sts from '@aws-sdk/client-sts'
import { type HttpRequest, HttpResponse } from '@smithy/core/transport'
import type { StaticOperationSchema } from '@smithy/types'
import { expect, test } from 'vitest'
import type { WireRequest } from '../../../src/playground/aws/signature.ts'
import { awsJsonProtocol } from '../../../src/playground/aws/wire/json-protocol.ts'
import type { Protocol } from '../../../src/playground/aws/wire/protocol.ts'
import { awsQueryProtocol, ec2QueryProtocol } from '../../../src/playground/aws/wire/query-protocol.ts'
import { restJsonProtocol } from '../../../src/playground/aws/wire/rest-json-protocol.ts'
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
  const client = new ec2.EC2({ ...config, requestHandler: wire.requestHandler })
  await expectAll(ec2, client, { wire, atLeast: 800 })
})

test('every operation of STS goes through the codec both ways unchanged', { timeout }, async () => {
  const wire = wireWith(awsQueryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'))
  const client = new sts.STS({ ...config, requestHandler: wire.requestHandler })
  await expectAll(sts, client, { wire, atLeast: 10 })
})

test('every operation of Auto Scaling goes through the codec both ways unchanged', { timeout }, async () => {
  const wire = wireWith(awsQueryProtocol('http://autoscaling.amazonaws.com/doc/2011-01-01/'))
  const client = new autoScaling.AutoScaling({ ...config, requestHandler: wire.requestHandler })
  await expectAll(autoScaling, client, { wire, atLeast: 60 })
})

test('every operation of Elastic Load Balancing goes through the codec both ways unchanged', { timeout }, async () => {
  const wire = wireWith(awsQueryProtocol('http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/'))
  const client = new balancing.ElasticLoadBalancingV2({ ...config, requestHandler: wire.requestHandler })
  await expectAll(balancing, client, { wire, atLeast: 40 })
})

test('every operation of CloudWatch goes through the codec both ways unchanged', { timeout }, async () => {
  const wire = wireWith(awsJsonProtocol('1.0'))
  const client = new monitoring.CloudWatch({ ...config, requestHandler: wire.requestHandler })
  await expectAll(monitoring, client, { wire, atLeast: 40 })
})

test('every operation of CloudWatch Logs but the streaming ones goes through the codec both ways unchanged', {
  timeout,
}, async () => {
  const wire = wireWith(awsJsonProtocol('1.1'))
  const client = new logs.CloudWatchLogs({ ...config, requestHandler: wire.requestHandler })
  await expectAll(logs, client, { wire, atLeast: 100, except: ['StartLiveTail', 'GetLogObject'] })
})

test('every operation of Lambda but the streaming ones goes through the codec both ways unchanged', {
  timeout,
}, async () => {
  const wire = wireWith(restJsonProtocol)
  const client = new lambda.Lambda({ ...config, requestHandler: wire.requestHandler })
  await expectAll(lambda, client, { wire, atLeast: 80, except: ['InvokeAsync', 'InvokeWithResponseStream'] })
})

type Expected = { wire: Wire; atLeast: number; except?: readonly string[] }

async function expectAll(sdk: object, client: object, { wire, atLeast, except = [] }: Expected) {
  const operations = new Map([...operationsOf(sdk)].filter(([name]) => !except.includes(name)))
  expect(operations.size).toBeGreaterThanOrEqual(atLeast)
  expect(await differing(operations, client, wire)).toEqual([])
}

type Wire = ReturnType<typeof wireWith>

/** The codec in place of the network: it decodes what the client sent and answers with what it is told to. */
function wireWith(protocol: Protocol) {
  const exchange: { operations?: Operations; operation?: StaticOperationSchema; answer?: unknown; received?: unknown } =
    {}
  const requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle(sent: HttpRequest) {
      const { operations = new Map(), operation, answer } = exchange
      if (operation === undefined || typeof answer !== 'object' || answer === null) throw new Error('nothing asked')
      const request = wireRequestOf(sent)
      const name = protocol.nameOf(request, operations)
      exchange.received = name === operation[2] ? protocol.readInput(operation, request) : `taken for ${name}`
      const reply = protocol.writeOutput(operation, answer, 'request-1')
      const headers = { 'content-type': reply.contentType, ...reply.headers }
      const stream = Readable.from([Buffer.from(reply.body)])
      return Promise.resolve({ response: new HttpResponse({ statusCode: reply.status, headers, body: stream }) })
    },
  }
  return { exchange, requestHandler }
}

function wireRequestOf({ method, path, query, headers, body }: HttpRequest): WireRequest {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one ?? '')
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  const bytes = ArrayBuffer.isView(body)
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : Buffer.from(String(body ?? ''))
  return { method, path, query: search, headers: Object.fromEntries(lowered), body: bytes }
}

type Operations = ReadonlyMap<string, StaticOperationSchema>

async function differing(operations: Operations, client: object, { exchange }: Wire): Promise<string[]> {
  const found: string[] = []
  for (const [name, operation] of operations) {
    const input = generated(inputOf(operation))
    const answer = generated(outputOf(operation))
    // The client may fill in the input that it is given (idempotency tokens), so what was sent is noted before.
    const sent = comparable(input)
    Object.assign(exchange, { operations, operation, answer, received: undefined })
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
