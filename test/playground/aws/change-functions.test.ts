import { expect, test } from 'vitest'
import { invoked, json, payloadOf, startedFunctions } from './functions.ts'
import { failureOf } from './simulation.ts'

test('a change of the configuration takes its time, and until then what was there goes on', async () => {
  const { changer, clock } = await startedFunctions()
  const lambda = await changer('staging')
  const FunctionName = 'echo'
  const before = await lambda.getFunctionConfiguration({ FunctionName })
  const stale = { FunctionName, RevisionId: 'ffffffff-0000-0000-0000-000000000000', Timeout: 9 }
  expect(await failureOf(lambda.updateFunctionConfiguration(stale))).toMatchObject({
    code: 'PreconditionFailedException',
    status: 412,
  })
  const wanted = { MemorySize: 512, Timeout: 9, Environment: { Variables: { MODE: 'loud' } } }
  const { RevisionId = '' } = before
  const changed = await lambda.updateFunctionConfiguration({ FunctionName, RevisionId, ...wanted })
  expect(changed).toMatchObject({ ...wanted, LastUpdateStatus: 'InProgress', State: 'Active' })
  expect(changed.RevisionId).not.toBe(RevisionId)
  expect((await invoked(lambda, FunctionName)).tail).toContain('Memory Size: 128 MB')
  expect((await failureOf(lambda.updateFunctionConfiguration({ FunctionName, Timeout: 5 }))).code).toBe(
    'ResourceConflictException',
  )
  clock.time += 10_000
  expect(await lambda.getFunctionConfiguration({ FunctionName })).toMatchObject({ LastUpdateStatus: 'Successful' })
  const { tail } = await invoked(lambda, FunctionName)
  expect(tail).toContain('Memory Size: 512 MB')
  expect(tail).toContain('Init Duration')
})

test.each([
  [{ MemorySize: 64 }, 'ValidationException', /'64' at 'memorySize'.*greater than or equal to 128/],
  [{ MemorySize: 20_000 }, 'ValidationException', /less than or equal to 10240/],
  [{ Timeout: 901 }, 'ValidationException', /less than or equal to 900/],
  [{ Environment: { Variables: { A: 'x'.repeat(5000) } } }, 'InvalidParameterValueException', /4KB limit/],
  [{ Environment: { Variables: { '1st': 'x' } } }, 'InvalidParameterValueException', /reserved or invalid keys/],
])('the configuration %j is refused', async (wanted, code, message) => {
  const { changer } = await startedFunctions()
  const lambda = await changer('staging')
  const failure = await failureOf(lambda.updateFunctionConfiguration({ FunctionName: 'echo', ...wanted }))
  expect(failure).toMatchObject({ code, message, status: 400 })
})

test('reserved concurrency leaves a hundred for the others, and ends with its deletion', async () => {
  const { changer } = await startedFunctions()
  const lambda = await changer('production')
  const FunctionName = 'sms-sender'
  expect(
    (await failureOf(lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 897 }))).message,
  ).toContain('below its minimum value of [100]')
  await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 5 })
  expect(payloadOf(await lambda.invoke({ FunctionName }))).toMatchObject({ sent: true })
  expect((await lambda.deleteFunctionConcurrency({ FunctionName })).$metadata.httpStatusCode).toBe(204)
  expect((await lambda.getFunctionConcurrency({ FunctionName })).ReservedConcurrentExecutions).toBeUndefined()
})

test('provisioned environments are ready after a while, and start nobody cold', async () => {
  const { changer, clock } = await startedFunctions()
  const lambda = await changer('production')
  const where = { FunctionName: 'order-intake', Qualifier: 'live' }
  const none = await failureOf(lambda.getProvisionedConcurrencyConfig(where))
  expect(none).toMatchObject({ code: 'ProvisionedConcurrencyConfigNotFoundException', status: 404 })
  const put = await lambda.putProvisionedConcurrencyConfig({ ...where, ProvisionedConcurrentExecutions: 3 })
  expect(put).toMatchObject({ Status: 'IN_PROGRESS', AvailableProvisionedConcurrentExecutions: 0 })
  expect(put.$metadata.httpStatusCode).toBe(202)
  clock.time += 120_000
  expect(await lambda.getProvisionedConcurrencyConfig(where)).toMatchObject({
    Status: 'READY',
    AvailableProvisionedConcurrentExecutions: 3,
  })
  const answer = await lambda.invoke({ ...where, LogType: 'Tail' })
  expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).not.toContain('Init Duration')
  await lambda.deleteProvisionedConcurrencyConfig(where)
  expect((await failureOf(lambda.getProvisionedConcurrencyConfig(where))).status).toBe(404)
  const latest = { FunctionName: 'order-intake', Qualifier: '$LATEST', ProvisionedConcurrentExecutions: 1 }
  expect((await failureOf(lambda.putProvisionedConcurrencyConfig(latest))).code).toBe('InvalidParameterValueException')
})

test('what is published is a version that stays as it is, and publishing it again makes no other', async () => {
  const { changer, clock } = await startedFunctions()
  const lambda = await changer('staging')
  const FunctionName = 'echo'
  const first = await lambda.publishVersion({ FunctionName, Description: 'The first' })
  expect(first).toMatchObject({ Version: '1', Description: 'The first', FunctionArn: /:function:echo:1$/ })
  expect(first.$metadata.httpStatusCode).toBe(201)
  expect(await lambda.publishVersion({ FunctionName })).toMatchObject({ Version: '1' })
  await lambda.updateFunctionConfiguration({ FunctionName, MemorySize: 256 })
  expect((await failureOf(lambda.publishVersion({ FunctionName }))).code).toBe('ResourceConflictException')
  clock.time += 10_000
  expect(await lambda.publishVersion({ FunctionName })).toMatchObject({ Version: '2', MemorySize: 256 })
  const { ExecutedVersion } = await lambda.invoke({ FunctionName, Qualifier: '1' })
  expect(ExecutedVersion).toBe('1')
})

test('an alias moves at once, a part of it or the whole, and only from where one thinks that it is', async () => {
  const { changer } = await startedFunctions()
  const lambda = await changer('production')
  const which = { FunctionName: 'price-quote', Name: 'live' }
  const { RevisionId = '' } = await lambda.getAlias(which)
  const moved = await lambda.updateAlias({
    ...which,
    RevisionId,
    FunctionVersion: '9',
    RoutingConfig: { AdditionalVersionWeights: {} },
  })
  expect(moved).toMatchObject({ FunctionVersion: '9' })
  expect(moved.RoutingConfig).toBeUndefined()
  const code = async (change: object) => (await failureOf(lambda.updateAlias({ ...which, ...change }))).code
  expect(await code({ RevisionId })).toBe('PreconditionFailedException')
  expect(await code({ FunctionVersion: '99' })).toBe('ResourceNotFoundException')
  expect(await code({ RoutingConfig: { AdditionalVersionWeights: { 9: 0.5 } } })).toBe('InvalidParameterValueException')
  expect(await code({ RoutingConfig: { AdditionalVersionWeights: { 8: 1.5 } } })).toBe('InvalidParameterValueException')
  expect(await code({ RoutingConfig: { AdditionalVersionWeights: { 7: 0.1, 8: 0.1 } } })).toBe(
    'InvalidParameterValueException',
  )
  const answer = await lambda.invoke({ FunctionName: 'price-quote', Qualifier: 'live', Payload: json({ count: 2 }) })
  expect(answer.ExecutedVersion).toBe('9')
  expect(payloadOf(answer)).toEqual({ sku: 'HB-1001', count: 2, cents: 4731, currency: 'EUR' })
})

test('a mapping is switched off and on again, and takes a while for each', async () => {
  const { changer, clock } = await startedFunctions()
  const lambda = await changer('production')
  const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({ FunctionName: 'stock-sync' })
  const UUID = EventSourceMappings[0]?.UUID
  const off = await lambda.updateEventSourceMapping({ UUID, Enabled: false })
  expect(off).toMatchObject({ State: 'Disabling' })
  expect(off.$metadata.httpStatusCode).toBe(202)
  expect((await failureOf(lambda.updateEventSourceMapping({ UUID, Enabled: true }))).code).toBe(
    'ResourceInUseException',
  )
  clock.time += 30_000
  expect(await lambda.getEventSourceMapping({ UUID })).toMatchObject({ State: 'Disabled' })
  expect(await lambda.updateEventSourceMapping({ UUID, Enabled: true })).toMatchObject({ State: 'Enabling' })
  clock.time += 30_000
  expect(await lambda.getEventSourceMapping({ UUID })).toMatchObject({ State: 'Enabled' })
})

test('changes are on record by the names of CloudTrail, without payloads and values', async () => {
  const { aws, changer } = await startedFunctions()
  const lambda = await changer('staging')
  await lambda.invoke({ FunctionName: 'echo', Payload: json({ password: 'very-secret' }) })
  await lambda.updateFunctionConfiguration({ FunctionName: 'echo', Environment: { Variables: { KEY: 'very-secret' } } })
  const [ran, changed] = aws.trail().slice(-2)
  expect(ran).toMatchObject({
    eventSource: 'lambda.amazonaws.com',
    eventName: 'Invoke',
    readOnly: false,
    eventCategory: 'Data',
    managementEvent: false,
    requestParameters: { functionName: 'echo' },
    userIdentity: { sessionContext: { sourceIdentity: 'T0-U0ADA' } },
  })
  expect(changed).toMatchObject({
    eventName: 'UpdateFunctionConfiguration20150331v2',
    eventCategory: 'Management',
    requestParameters: { functionName: 'echo', environment: {} },
    responseElements: { memorySize: 128, environment: {} },
  })
  expect(JSON.stringify(aws.trail())).not.toContain('very-secret')
})
