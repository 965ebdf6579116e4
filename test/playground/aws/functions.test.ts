import { Lambda, paginateListFunctions } from '@aws-sdk/client-lambda'
import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/playground/aws/iam/policy.ts'
import { awsWorld } from '../../../src/playground/world/aws.ts'
import { fillFunctions } from '../../../src/playground/world/aws-functions-many.ts'
import { startedFunctions } from './functions.ts'
import { failureOf, noon } from './simulation.ts'

test('functions are listed with what they are, and without the states that only GetFunction tells', async () => {
  const { reader } = await startedFunctions()
  const { Functions = [], NextMarker } = await (await reader('production')).listFunctions({})
  expect(NextMarker).toBeUndefined()
  expect(Functions.map(({ FunctionName }) => FunctionName)).toEqual([
    'carrier-rates',
    'fraud-score',
    'invoice-pdf',
    'loyalty-points',
    'order-intake',
    'price-quote',
    'recommendations',
    'refund-order',
    'sales-export',
    'sms-sender',
    'stock-sync',
  ])
  expect(Functions[4]).toMatchObject({
    FunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake',
    Runtime: 'nodejs22.x',
    MemorySize: 512,
    Timeout: 10,
    Architectures: ['arm64'],
    PackageType: 'Zip',
    Version: '$LATEST',
    LastModified: '2026-11-23T09:00:00.000+0000',
    Environment: { Variables: { TABLE: 'orders' } },
  })
  expect(Functions[4]).not.toHaveProperty('State')
  expect(Functions[4]).not.toHaveProperty('LastUpdateStatus')
})

test('no page has more than fifty functions, and the paginator finds them all', async () => {
  const world = awsWorld(noon)
  fillFunctions(world, 340, { account: '111122223333', region: 'eu-central-1', now: noon })
  const { reader } = await startedFunctions({ world })
  const client = await reader('production')
  const sizes: number[] = []
  const names = new Set<string | undefined>()
  for await (const { Functions = [] } of paginateListFunctions({ client, pageSize: 10_000 }, {})) {
    sizes.push(Functions.length)
    for (const { FunctionName } of Functions) names.add(FunctionName)
  }
  expect(sizes).toEqual([50, 50, 50, 50, 50, 50, 40])
  expect(names.size).toBe(340)
  expect((await failureOf(client.listFunctions({ Marker: 'nonsense' }))).code).toBe('InvalidParameterValueException')
})

test('a function is found by its name, by parts of its ARN and by version or alias', async () => {
  const { reader } = await startedFunctions()
  const lambda = await reader('production')
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:price-quote'
  const of = async (FunctionName: string, Qualifier?: string) => {
    const ask = Qualifier === undefined ? { FunctionName } : { FunctionName, Qualifier }
    const { Version, FunctionArn } = await lambda.getFunctionConfiguration(ask)
    return [Version, FunctionArn?.slice(arn.length)]
  }
  expect(await of('price-quote')).toEqual(['$LATEST', ''])
  expect(await of(arn)).toEqual(['$LATEST', ''])
  expect(await of('111122223333:function:price-quote')).toEqual(['$LATEST', ''])
  expect(await of(`${arn}:live`)).toEqual(['8', ':live'])
  expect(await of('price-quote:9')).toEqual(['9', ':9'])
  expect(await of('price-quote', '$LATEST')).toEqual(['$LATEST', ':$LATEST'])
  expect(await failureOf(lambda.getFunction({ FunctionName: 'price-quote', Qualifier: '77' }))).toMatchObject({
    code: 'ResourceNotFoundException',
    status: 404,
  })
  expect((await failureOf(lambda.getFunction({ FunctionName: 'not a name' }))).code).toBe('ValidationException')
})

test('everything about one function can be read', async () => {
  const { reader } = await startedFunctions()
  const lambda = await reader('production')
  const FunctionName = 'price-quote'
  const whole = await lambda.getFunction({ FunctionName })
  expect(whole).toMatchObject({
    Configuration: { State: 'Active', LastUpdateStatus: 'Successful' },
    Code: { RepositoryType: 'S3' },
    Tags: { owner: 'lin', team: 'shop', env: 'prod' },
  })
  const { Versions = [] } = await lambda.listVersionsByFunction({ FunctionName })
  expect(Versions.map(({ Version, Description }) => [Version, Description])).toEqual([
    ['$LATEST', 'Prices of the basket'],
    ['7', 'Rounding'],
    ['8', 'Currency'],
    ['9', 'November discount'],
  ])
  const { Aliases } = await lambda.listAliases({ FunctionName })
  expect(Aliases).toMatchObject([
    { Name: 'live', FunctionVersion: '8', RoutingConfig: { AdditionalVersionWeights: { 9: 0.1 } } },
    { Name: 'previous', FunctionVersion: '7' },
  ])
  expect((await lambda.listAliases({ FunctionName, FunctionVersion: '7' })).Aliases).toHaveLength(1)
  expect(await lambda.getAlias({ FunctionName, Name: 'previous' })).toMatchObject({ FunctionVersion: '7' })
  expect((await failureOf(lambda.getAlias({ FunctionName, Name: 'nobody' }))).message).toMatch(
    /^Cannot find alias arn: /,
  )
  expect(await lambda.listProvisionedConcurrencyConfigs({ FunctionName })).toMatchObject({
    ProvisionedConcurrencyConfigs: [{ Status: 'READY', AvailableProvisionedConcurrentExecutions: 2 }],
  })
  expect(await lambda.getFunctionUrlConfig({ FunctionName })).toMatchObject({ AuthType: 'AWS_IAM' })
  expect((await lambda.listFunctionUrlConfigs({ FunctionName })).FunctionUrlConfigs).toHaveLength(1)
  expect(await lambda.getFunctionConcurrency({ FunctionName: 'stock-sync' })).toMatchObject({
    ReservedConcurrentExecutions: 4,
  })
  expect((await lambda.getFunctionConcurrency({ FunctionName })).ReservedConcurrentExecutions).toBeUndefined()
  expect(await lambda.getAccountSettings({})).toMatchObject({
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 996 },
    AccountUsage: { FunctionCount: 11 },
  })
  expect((await failureOf(lambda.getFunctionEventInvokeConfig({ FunctionName }))).code).toBe(
    'ResourceNotFoundException',
  )
})

test('tags are read by the ARN of the function', async () => {
  const { reader } = await startedFunctions()
  const lambda = await reader('production')
  const Resource = 'arn:aws:lambda:eu-central-1:111122223333:function:refund-order'
  const { Tags = {} } = await lambda.listTags({ Resource })
  expect(Tags).toMatchObject({
    'windlass:invoke': 'yes',
    'windlass:form': 'order:text amount:number:1..500 reason:choice:damaged/late/other=late',
  })
  // Tagging API Reference: what a value may be made of, and how long it may be.
  for (const value of Object.values(Tags)) expect(value).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u)
})

test('what calls a function is read from its policy and its mappings', async () => {
  const { reader } = await startedFunctions()
  const lambda = await reader('production')
  const { Policy = '' } = await lambda.getPolicy({ FunctionName: 'order-intake', Qualifier: 'live' })
  expect(JSON.parse(Policy)).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Condition: {
          ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/*/POST/orders' },
        },
      },
    ],
  })
  // The policy is the alias's, so the function itself has none.
  expect((await failureOf(lambda.getPolicy({ FunctionName: 'order-intake' }))).code).toBe('ResourceNotFoundException')
  const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({ FunctionName: 'stock-sync' })
  expect(EventSourceMappings).toMatchObject([
    { EventSourceArn: 'arn:aws:sqs:eu-central-1:111122223333:stock-changes', State: 'Enabled', BatchSize: 10 },
  ])
  const UUID = EventSourceMappings[0]?.UUID
  expect(await lambda.getEventSourceMapping({ UUID })).toMatchObject({ UUID, State: 'Enabled' })
  const all = await lambda.listEventSourceMappings({})
  expect(all.EventSourceMappings?.map(({ EventSourceArn }) => EventSourceArn?.split(':')[2]).toSorted()).toEqual([
    'dynamodb',
    'sqs',
    'sqs',
  ])
})

test('functions that failed to come up or went idle say so', async () => {
  const { reader } = await startedFunctions()
  const failed = await (await reader('sandbox', 'eu-west-1')).getFunction({ FunctionName: 'image-embed' })
  expect(failed.Configuration).toMatchObject({
    State: 'Failed',
    StateReasonCode: 'ImageAccessDenied',
    PackageType: 'Image',
  })
  const idle = await (await reader('sandbox', 'ap-southeast-2')).getFunction({ FunctionName: 'quarterly-vat' })
  expect(idle.Configuration).toMatchObject({ State: 'Inactive', StateReasonCode: 'Idle' })
})

test('a session that may invoke one function may invoke no other, and no version of it that is not named', async () => {
  const { changer } = await startedFunctions()
  const arn = 'arn:aws:lambda:eu-central-1:444455556666:function:echo'
  const policy = (Resource: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }],
    })
  const lambda = await changer('staging', 'eu-central-1', { Policy: policy(arn) })
  expect((await lambda.invoke({ FunctionName: 'echo' })).StatusCode).toBe(200)
  const denied = await failureOf(lambda.invoke({ FunctionName: 'order-intake' }))
  expect(denied).toMatchObject({ code: 'AccessDeniedException', message: /because no session policy allows/ })
  expect((await failureOf(lambda.invoke({ FunctionName: 'echo', Qualifier: '$LATEST' }))).code).toBe(
    'AccessDeniedException',
  )
  expect((await failureOf(lambda.listFunctions({}))).code).toBe('AccessDeniedException')
})

test('conditions see the tags of the function, and of a mapping whose function it is', async () => {
  const { aws, changer } = await startedFunctions()
  const role = aws.world.accounts[0]?.roles.find(({ name }) => name === 'WindlassChange')
  if (role === undefined) throw new Error('no role')
  const Condition = {
    tagged: { StringEquals: { 'aws:ResourceTag/windlass:invoke': 'yes' } },
    ofStock: { ArnLike: { 'lambda:FunctionArn': '*:function:stock-sync' } },
  }
  const Allow = { Effect: 'Allow', Resource: '*' } as const
  role.policies = [
    parsePolicy({
      Statement: [
        { ...Allow, Action: 'lambda:List*' },
        { ...Allow, Action: 'lambda:InvokeFunction', Condition: Condition.tagged },
        { ...Allow, Action: 'lambda:UpdateEventSourceMapping', Condition: Condition.ofStock },
      ],
    }),
  ]
  const lambda = await changer('production')
  const code = async (call: Promise<unknown>) => (await failureOf(call)).code
  expect(await code(lambda.invoke({ FunctionName: 'refund-order', InvocationType: 'DryRun' }))).toBe('none')
  expect(await code(lambda.invoke({ FunctionName: 'invoice-pdf', InvocationType: 'DryRun' }))).toBe(
    'AccessDeniedException',
  )
  const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({})
  const uuidFor = (part: string) =>
    EventSourceMappings.find(({ EventSourceArn }) => EventSourceArn?.includes(part))?.UUID
  expect(await code(lambda.updateEventSourceMapping({ UUID: uuidFor('stock'), Enabled: false }))).toBe('none')
  expect(await code(lambda.updateEventSourceMapping({ UUID: uuidFor('invoices'), Enabled: false }))).toBe(
    'AccessDeniedException',
  )
})

test('who may not is told so in the service’s own words, and what is declared is declared by its name in IAM', async () => {
  const { aws, changer } = await startedFunctions()
  const stranger = new Lambda({
    endpoint: aws.url,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey: 'x' },
  })
  expect(await failureOf(stranger.listFunctions({}))).toMatchObject({
    code: 'UnrecognizedClientException',
    status: 403,
  })
  const lambda = await changer('staging')
  aws.allowOnly(['lambda:InvokeFunction'])
  expect((await failureOf(lambda.invoke({ FunctionName: 'echo' }))).code).toBe('none')
  expect((await failureOf(lambda.listFunctions({}))).message).toContain('denies lambda:ListFunctions')
})

test('a call that nobody simulated is refused, not answered with nothing', async () => {
  const { changer } = await startedFunctions()
  expect((await failureOf((await changer('staging')).deleteFunction({ FunctionName: 'echo' }))).code).toBe(
    'AccessDeniedException',
  )
  expect((await failureOf((await changer('staging')).listLayers({}))).status).toBe(501)
})
