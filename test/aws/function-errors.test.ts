import { afterEach, describe, expect, test } from 'vitest'
import { createAws } from '../../src/aws/aws.ts'
import { createLog } from '../../src/log.ts'
import { configuration, functionNamed, jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import { type Reply, type Stub, startStub } from './stub.ts'
import { ada, frankfurt, production, sealer, useEndpoint } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

let stub: Stub | undefined
afterEach(() => stub?.close())

/** One answer to everything, and every line that is written to the log about it. */
async function asked(reply: Reply) {
  stub = await startStub(withSessions(() => reply))
  useEndpoint(stub.url)
  const written: string[] = []
  const log = createLog({ level: 'debug', write: (line) => written.push(line) })
  const aws = createAws({ accounts: [production], now: () => 0, log, sealer, withinMs: reply === 'hang' ? 700 : 8000 })
  await aws.warmUp()
  const { failures, functions } = await aws
    .functionsFor(ada)
    .findFunctions({ places: [frankfurt], names: [], runtimes: [] })
  const logs = await aws
    .functionsFor(ada)
    .findLogs({ function: functionNamed('a'), stretch: { from: 0, until: 1 }, pattern: undefined, lines: 5 })
    .catch((error: unknown) => error)
  aws.close()
  return { failure: failures[0], functions, logs, written: written.join('') }
}

const page = '<html><body><p>nginx</p></body></html>'

describe('a place that gives no list of functions', () => {
  test.each<{ what: string; reply: Reply; code: string; says: string }>([
    {
      what: 'throttled',
      reply: jsonError('TooManyRequestsException', 429),
      code: 'TooManyRequestsException',
      says: 'Lambda in production, eu-central-1 takes no more requests',
    },
    { what: 'out of order', reply: jsonError('ServiceException', 500), code: 'ServiceException', says: 'error of AWS' },
    {
      what: 'session ended',
      reply: jsonError('ExpiredTokenException', 403),
      code: 'ExpiredTokenException',
      says: 'The session for production, eu-central-1 has ended',
    },
    {
      what: 'session unknown',
      reply: jsonError('UnrecognizedClientException', 403),
      code: 'UnrecognizedClientException',
      says: 'Lambda in production, eu-central-1 did not accept',
    },
    {
      what: 'anything else',
      reply: jsonError('InvalidParameterValueException'),
      code: 'InvalidParameterValueException',
      says: 'Lambda in production, eu-central-1 refused lambda:ListFunctions with the code',
    },
    { what: 'a page with success', reply: { body: page }, code: 'Undecodable', says: 'HTTP 200' },
    { what: 'a proxy’s page', reply: { status: 502, body: page }, code: 'Undecodable', says: 'HTTP 502' },
    { what: 'no body', reply: { body: '' }, code: 'Undecodable', says: 'Lambda in production' },
    { what: 'another answer', reply: jsonAnswer({ Layers: [] }), code: 'Undecodable', says: 'not as documented' },
    {
      what: 'a function without a name',
      reply: jsonAnswer({ Functions: [{ Runtime: 'nodejs22.x' }] }),
      code: 'Undecodable',
      says: 'Lambda in production',
    },
    { what: 'a cut connection', reply: { cut: '{"Functions":[' }, code: 'Unreachable', says: 'broke off' },
    { what: 'a reset', reply: 'reset', code: 'Unreachable', says: 'could not be reached' },
    { what: 'no answer', reply: 'hang', code: 'Timeout', says: 'did not answer within 0.7 s' },
  ])('$what', async ({ reply, code, says }) => {
    const { failure, functions } = await asked(reply)
    expect(functions).toEqual([])
    expect(failure).toMatchObject({ place: frankfurt, code })
    expect(failure?.message).toContain(says)
    expect(failure?.message).not.toMatch(/arn:|not authorized|nginx/)
  })
})

describe('what a body holds is not written to the log', () => {
  const value = 'hunter2'
  const whole = JSON.stringify({
    Functions: [configuration('a', { Environment: { Variables: { DOOR: value } } })],
    events: [{ message: value }],
  })
  const after = (text: string) => whole.slice(0, whole.indexOf(text) + text.length)
  test.each<[string, Reply]>([
    ['that ends within a value', { body: after('hunt') }],
    ['that ends after one', { body: after(value) }],
    ['with something wrong beside a value', { body: whole.replaceAll(`"${value}"`, `"${value}"%`) }],
    ['with something wrong within it', { body: whole.replaceAll(value, `hunter2\n`) }],
    ['with a value that is not in quotes', { body: whole.replaceAll(`"${value}"`, value) }],
    ['of an error', { status: 500, body: whole.replaceAll(`"${value}"`, value) }],
    ['whose connection is cut', { cut: after(value) }],
  ])('%s', async (_, reply) => {
    const { failure, logs, written } = await asked(reply)
    expect(failure).toBeDefined()
    expect(String(logs)).not.toMatch(/hunt/)
    expect(written).toContain('could not be read')
    expect(written).not.toMatch(/hunt/)
  })
})
