import { expect, test } from 'vitest'
import { functionIn, json, payloadOf, startedFunctions } from './functions.ts'
import { failureOf } from './simulation.ts'

test('a dry run finds out permissions and runs nothing', async () => {
  const { changer, reader, aws } = await startedFunctions()
  const ask = { FunctionName: 'echo', InvocationType: 'DryRun' } as const
  expect(await (await changer('staging')).invoke(ask)).toMatchObject({ StatusCode: 204 })
  expect(await failureOf((await reader('staging')).invoke(ask))).toMatchObject({
    code: 'AccessDeniedException',
    status: 403,
    message: expect.stringMatching(
      /^User: \S+ is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:444455556666:function:echo because no identity-based policy allows the lambda:InvokeFunction action$/,
    ),
  })
  expect(aws.runs('echo')).toBe(0)
})

test('what is asked asynchronously is taken at once, and tried twice more where it fails', async () => {
  const { changer, aws, clock } = await startedFunctions()
  const lambda = await changer('production')
  const ask = { FunctionName: 'loyalty-points', InvocationType: 'Event' } as const
  const answer = await lambda.invoke({ ...ask, Payload: json({}) })
  expect(answer).toMatchObject({ StatusCode: 202 })
  expect(payloadOf(answer)).toBeUndefined()
  const later = async (): Promise<number> => {
    clock.time += 60_000
    await lambda.getAccountSettings({})
    return aws.runs('loyalty-points')
  }
  await expect.poll(later).toBe(3)
  for (let minutes = 0; minutes < 10; minutes += 1) await later()
  expect(aws.runs('loyalty-points')).toBe(3)
})

test('a payload above the limit, and one that is no JSON, never reach the function', async () => {
  const { changer, aws } = await startedFunctions()
  const lambda = await changer('staging')
  const large = (bytes: number) => Buffer.from(JSON.stringify('x'.repeat(bytes - 2)))
  const failures = [
    lambda.invoke({ FunctionName: 'echo', Payload: large(6_291_457) }),
    lambda.invoke({ FunctionName: 'echo', InvocationType: 'Event', Payload: large(1_048_577) }),
    lambda.invoke({ FunctionName: 'echo', Payload: Buffer.from('{“a”: 1}') }),
    lambda.invoke({ FunctionName: 'ecko' }),
    lambda.invoke({ FunctionName: 'echo', Qualifier: 'live' }),
  ].map(failureOf)
  expect(await Promise.all(failures)).toMatchObject([
    { code: 'RequestTooLargeException', status: 413 },
    { code: 'RequestTooLargeException', status: 413 },
    { code: 'InvalidRequestContentException', status: 400, message: /^Could not parse request body into json/ },
    {
      code: 'ResourceNotFoundException',
      status: 404,
      message: 'Function not found: arn:aws:lambda:eu-central-1:444455556666:function:ecko',
    },
    { code: 'ResourceNotFoundException', status: 404 },
  ])
  expect(aws.runs('echo')).toBe(0)
  const most = await lambda.invoke({ FunctionName: 'echo', Payload: large(6_291_456) })
  expect(most.Payload?.length).toBe(6_291_456)
})

test('with no concurrency reserved, or all of it in use, a run is throttled and never began', async () => {
  const held: (() => void)[] = []
  const clock = { now: () => Date.UTC(2026, 10, 23, 12), sleep: () => new Promise<void>((go) => void held.push(go)) }
  const { changer, aws } = await startedFunctions({ clock })
  const lambda = await changer('production')
  const error = await lambda.invoke({ FunctionName: 'sms-sender' }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    message: 'Rate Exceeded.',
    $metadata: { httpStatusCode: 429 },
  })
  expect(aws.runs('sms-sender')).toBe(0)
  await lambda.putFunctionConcurrency({ FunctionName: 'refund-order', ReservedConcurrentExecutions: 1 })
  const ask = { FunctionName: 'refund-order', Payload: json({ order: 'O-1', amount: 5, reason: 'late' }) }
  const first = lambda.invoke(ask)
  await expect.poll(() => held.length).toBeGreaterThan(0)
  expect((await failureOf(lambda.invoke(ask))).code).toBe('TooManyRequestsException')
  const letGo = setInterval(() => held.splice(0).forEach((go) => go()), 5)
  expect(payloadOf(await first)).toMatchObject({ order: 'O-1', booked: true })
  clearInterval(letGo)
  expect(aws.runs('refund-order')).toBe(1)
})

test('a function that is not active says so; one that was idle comes back', async () => {
  const { changer, aws, clock } = await startedFunctions()
  const lambda = await changer('staging')
  const simulated = functionIn(aws, 'echo')
  const { latest } = simulated
  simulated.latest = { ...latest, configuration: { ...latest.configuration, State: 'Inactive' } }
  const code = async () => (await failureOf(lambda.invoke({ FunctionName: 'echo' }))).code
  expect(await code()).toBe('ResourceNotReadyException')
  expect(await code()).toBe('ResourceConflictException')
  expect(await lambda.getFunctionConfiguration({ FunctionName: 'echo' })).toMatchObject({ State: 'Pending' })
  clock.time += 120_000
  expect(await code()).toBe('none')
})

test.each([
  ['refuse', 0],
  ['throttle', 0],
  ['internal-error', 0],
  ['lose-answer', 1],
  ['cut', 1],
  ['drop', 1],
] as const)('with the fault %s the function has run %i times', async (kind, runs) => {
  const { changer, aws } = await startedFunctions()
  const lambda = await changer('staging')
  aws.faults.add({ fault: { kind }, where: { service: 'lambda', action: 'Invoke', function: 'echo' }, times: 1 })
  const failure = await failureOf(lambda.invoke({ FunctionName: 'echo', Payload: json({ a: 1 }) }))
  expect(failure.code).not.toBe('none')
  await expect.poll(() => aws.runs('echo')).toBe(runs)
  await expect
    .poll(() => aws.calls.at(-1))
    .toMatchObject({ service: 'lambda', action: 'Invoke', outcome: `fault: ${kind}` })
  if (kind === 'throttle') expect(failure).toMatchObject({ code: 'TooManyRequestsException', status: 429 })
  if (kind === 'internal-error') expect(failure).toMatchObject({ code: 'ServiceException', status: 500 })
})
