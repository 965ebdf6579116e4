import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Call } from '../../src/core/lambda/call.ts'
import { assumedRole, stsError } from './answers.ts'
import { aCall, functionTarget, resultIn } from './calling.ts'
import { changing } from './changing.ts'
import { configuration, functionNamed, jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import type { Reply } from './stub.ts'
import { ada, type Surroundings, surround, virginia } from './surroundings.ts'

let here: Surroundings
afterEach(() => {
  delete process.env['AWS_ENDPOINT_URL_LAMBDA']
  return here.close()
})

const target = functionTarget('order-intake')
const lambdaCalls = () => here.stub.calls.filter(({ service }) => service === 'lambda')
const calling = (call: Partial<Call> = {}, more: { isRehearsal?: boolean; of?: typeof target } = {}) =>
  here.aws
    .callerFor({ requester: ada, change: 'CH4NGE', isRehearsal: more.isRehearsal ?? false })
    .callFunction(more.of ?? target, aCall(call))
const answering = async (reply: Reply) => {
  here = await surround(
    withSessions(() => reply),
    { accounts: [changing] },
  )
}
const headers = { 'content-type': 'application/json', 'x-amzn-requestid': 'r-7' }

describe('what the function answers', () => {
  const answered = async (bytes: Uint8Array) => {
    await answering({ pieces: [bytes], headers })
    return resultIn(await calling()).payload
  }

  test('may be JSON', async () => {
    expect(await answered(Buffer.from('[1]'))).toEqual({ kind: 'json', text: '[1]' })
  })

  test('may be text that is no JSON', async () => {
    expect(await answered(Buffer.from('Grüße'))).toEqual({ kind: 'text', text: 'Grüße' })
  })

  test('may be no text at all', async () => {
    expect(await answered(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff))).toEqual({ kind: 'binary', bytes: 5 })
  })

  test('may be nothing, and said to be an error of its handler', async () => {
    await answering({ body: '', headers: { ...headers, 'x-amz-function-error': 'Handled' } })
    expect(resultIn(await calling())).toEqual({
      requestId: 'r-7',
      status: 200,
      at: 0,
      tookMs: 0,
      version: undefined,
      isAsync: false,
      payload: { kind: 'none' },
      failure: 'Handled',
      log: undefined,
      report: undefined,
    })
  })
})

describe('what is no answer of Lambda’s leaves it open whether it ran', () => {
  const page = '<html><body>Signed in</body></html>'
  test.each<{ name: string; reply: Reply }>([
    { name: 'a page without an id of a request', reply: { body: page } },
    { name: 'another status', reply: { status: 202, body: '{}', headers } },
    { name: "a proxy's page", reply: { status: 504, body: page } },
  ])('$name', async ({ reply }) => {
    await answering(reply)
    expect(await calling()).toMatchObject({ kind: 'unknown', code: 'Undecodable' })
    expect(lambdaCalls()).toHaveLength(1)
  })

  test('a rehearsal that was answered as if it had run', async () => {
    await answering({ body: '{}', headers })
    expect(await calling({}, { isRehearsal: true })).toMatchObject({
      kind: 'unknown',
      code: 'NotRehearsed',
      message: expect.stringMatching(/^It is not known whether order-intake in production, eu-central-1 ran: /),
    })
  })
})

describe('before anything is sent', () => {
  const mib = 1024 * 1024
  test.each([
    {
      isAsync: false,
      most: 6 * mib,
      says: 'bytes long, and Lambda takes at most 6,291,456 for a call that is waited for.',
    },
    { isAsync: true, most: mib, says: 'bytes long, and Lambda takes at most 1,048,576 for a call that is queued.' },
  ])('the payload is measured in bytes of UTF-8 (queued: $isAsync)', async ({ isAsync, most, says }) => {
    await answering({ status: isAsync ? 202 : 200, body: '', headers })
    const payload = `"${'ü'.repeat(most / 2 - 1)}"`
    expect(await calling({ payload, isAsync })).toMatchObject({ kind: 'accepted' })
    expect(await calling({ payload: `${payload} `, isAsync })).toEqual({
      kind: 'refused',
      code: 'PayloadTooLong',
      message: expect.stringContaining(`its payload is ${(most + 1).toLocaleString('en')} ${says}`),
      requestId: undefined,
      spreads: 'nowhere',
    })
    expect(lambdaCalls()).toHaveLength(1)
  })

  test.each([
    'order-intake',
    'arn:aws:lambda:eu-central-1:111122223333:function:*',
    'arn:aws:lambda:eu-central-1:111122223333:function:order-?ntake',
    'arn:aws:lambda:eu-central-1:111122223333:function:order-intake:live',
    'arn:aws:lambda:*:111122223333:function:order-intake',
    'arn:aws:lambda:us-east-1:111122223333:function:order-intake',
    'arn:aws:lambda:eu-central-1:444455556666:function:order-intake',
    'arn:aws-cn:lambda:eu-central-1:111122223333:function:order-intake',
    'arn:aws:lambda:eu-central-1:111122223333:function:${aws:username}',
  ])('%s is not one function of the place', async (id) => {
    await answering(jsonAnswer({}))
    expect(await calling({}, { of: { ...target, id } })).toMatchObject({ kind: 'refused', code: 'NoTarget' })
    expect(here.stub.calls).toEqual([])
  })

  test.each(['*', 'live*', 'a:b', '', '${x}', 'x/../y'])('"%s" is no version or alias', async (qualifier) => {
    await answering(jsonAnswer({}))
    expect(await calling({ qualifier })).toMatchObject({ kind: 'refused', code: 'NoTarget' })
    expect(here.stub.calls).toEqual([])
  })

  test('an account that is configured no more', async () => {
    here = await surround(() => 'reset', { accounts: [{ ...changing, id: '999999999999' }] })
    expect(await calling()).toMatchObject({ kind: 'refused', code: 'NoAccount' })
  })

  test('a role that cannot be assumed: Lambda is asked under no other name', async () => {
    here = await surround((call) => (call.action === 'AssumeRole' ? stsError('AccessDenied') : 'reset'), {
      accounts: [changing],
    })
    expect(await calling()).toMatchObject({
      kind: 'refused',
      code: 'NoRole',
      message: expect.stringMatching(
        /^order-intake in production, eu-central-1 was not called\. Windlass could not assume the role WindlassChange/,
      ),
      spreads: 'nowhere',
    })
    expect(lambdaCalls()).toEqual([])
  })
})

test('a connection that is refused carried nothing, so it never ran', async () => {
  await answering(jsonAnswer({}))
  process.env['AWS_ENDPOINT_URL_LAMBDA'] = `http://127.0.0.1:${await portOfNobody()}`
  expect(await calling()).toMatchObject({
    kind: 'refused',
    code: 'Unreachable',
    message: expect.stringContaining('Lambda in eu-central-1 could not be reached (ECONNREFUSED)'),
  })
})

test('every call has a connection of its own, in the Region of the function', async () => {
  await answering({ body: '{}', headers })
  const inVirginia = functionTarget('order-intake', virginia)
  await calling()
  await calling({}, { of: inVirginia })
  expect(lambdaCalls().map(({ region }) => region)).toEqual(['eu-central-1', 'us-east-1'])
  expect(new Set(lambdaCalls().map(({ port }) => port)).size).toBe(2)
  expect(lambdaCalls()[0]?.body).toBe('{}')
})

test('a payload that Lambda could not read is in no log', async () => {
  const said: unknown[] = []
  const note = (...words: unknown[]) => void said.push(words)
  const log = { debug: note, info: note, warn: note, error: note }
  const reply: Reply = {
    status: 400,
    headers: { ...headers, 'x-amzn-errortype': 'InvalidRequestContentException' },
    body: JSON.stringify({ Type: 'User', message: "Could not parse request body into json: 'hunter2'" }),
  }
  here = await surround((call) => (call.action === 'AssumeRole' ? assumedRole(call) : reply), {
    accounts: [changing],
    log,
  })
  expect(await calling({ payload: 'hunter2' })).toMatchObject({
    kind: 'refused',
    code: 'InvalidRequestContentException',
  })
  expect(said).toHaveLength(1)
  expect(JSON.stringify(said, (_key, value) => (value instanceof Error ? String(value) : value))).not.toContain(
    'hunter2',
  )
})

describe('a function at hand', () => {
  test('whose tags could not be read is not taken for one without tags', async () => {
    const TagsError = { ErrorCode: 'AccessDeniedException', Message: 'no' }
    await answering(jsonAnswer({ Configuration: configuration('order-intake'), TagsError }))
    await expect(here.aws.functionsFor(ada).readFunction(functionNamed('order-intake'))).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('An AWS administrator lets the role do lambda:ListTags.'),
    })
  })

  test('that may not be read says so', async () => {
    await answering(jsonError('AccessDeniedException', 403))
    await expect(here.aws.functionsFor(ada).readFunction(functionNamed('order-intake'), '3')).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('may not do lambda:GetFunction'),
    })
  })
})

async function portOfNobody(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
