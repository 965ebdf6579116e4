import { afterEach, expect, test } from 'vitest'
import { configuration, functionNamed, jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, type Surroundings, surround } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

let here: Surroundings
afterEach(() => here.close())

const found = functionNamed('a')
const usual: Record<string, (call: Call) => Reply> = {
  '': () => jsonAnswer({ Configuration: configuration('a') }),
  versions: () => jsonAnswer({ Versions: [] }),
  aliases: () => jsonAnswer({ Aliases: [] }),
  policy: () => jsonError('ResourceNotFoundException', 404),
  'event-source-mappings': () => jsonAnswer({ EventSourceMappings: [] }),
  urls: () => jsonAnswer({ FunctionUrlConfigs: [] }),
  'provisioned-concurrency': () => jsonAnswer({ ProvisionedConcurrencyConfigs: [] }),
}

function partOf({ url: { pathname } }: Call): string {
  if (pathname.includes('event-source-mappings')) return 'event-source-mappings'
  return pathname.replace(/\/$/, '').split('/functions/a')[1]?.replace(/^\//, '') ?? ''
}

async function describeWith(parts: Record<string, (call: Call) => Reply>, withinMs = 8000) {
  const all = { ...usual, ...parts }
  here = await surround(
    withSessions((call) => all[partOf(call)]?.(call) ?? 'reset'),
    { withinMs },
  )
  return here.aws.functionsFor(ada).describeFunction(found)
}
const asked = (part: string) => here.stub.calls.filter((call) => call.service === 'lambda' && partOf(call) === part)

test('what could not be kept ready says why', async () => {
  const config = {
    FunctionArn: `${found.arn}:live`,
    RequestedProvisionedConcurrentExecutions: 5,
    AvailableProvisionedConcurrentExecutions: 0,
    Status: 'FAILED',
    StatusReason: 'FUNCTION_ERROR_INIT_FAILURE',
  }
  const parts = { 'provisioned-concurrency': () => jsonAnswer({ ProvisionedConcurrencyConfigs: [config] }) }
  expect((await describeWith(parts)).provisioned).toEqual([
    { qualifier: 'live', ready: 0, wanted: 5, status: 'FAILED', reason: 'FUNCTION_ERROR_INIT_FAILURE' },
  ])
})

test('what is kept ready is not known where it could not be read', async () => {
  const parts = { 'provisioned-concurrency': () => jsonError('AccessDeniedException', 403) }
  expect((await describeWith(parts)).provisioned).toBeUndefined()
})

test('a function with nothing around it has no parts, and none that is unread', async () => {
  expect(await describeWith({})).toMatchObject({
    triggers: [],
    aliases: [],
    url: undefined,
    provisioned: [],
    unread: [],
  })
})

test.each([
  ['versions', 'The versions could not be read'],
  ['aliases', 'The aliases, and what triggers them, could not be read'],
  ['policy', 'The permissions to invoke it could not be read'],
  ['event-source-mappings', 'The event source mappings could not be read'],
  ['urls', 'The function URL could not be read'],
  ['provisioned-concurrency', 'The provisioned concurrency could not be read'],
])('%s that hang, are refused or come as another page are said, and the rest is shown', async (part, sentence) => {
  for (const reply of ['hang', jsonError('ServiceException', 500), { body: '<html>' }] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one AWS at a time
    const { function: shown, unread } = await describeWith({ [part]: () => reply }, reply === 'hang' ? 500 : 8000)
    expect(shown.name).toBe('a')
    expect(unread).toEqual([expect.stringContaining(`${sentence}: Lambda in production, eu-central-1`)])
    // oxlint-disable-next-line no-await-in-loop -- one AWS at a time
    await here.close()
  }
})

test('without the function itself there is nothing to show', async () => {
  await expect(describeWith({ '': () => jsonError('AccessDeniedException', 403) })).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('may not do lambda:GetFunction'),
  })
  await here.close()
  await expect(describeWith({ '': () => jsonAnswer({}) })).rejects.toMatchObject({ code: 'Undecodable' })
})

test('what triggers is asked of the function and of each alias, eight at most', async () => {
  const aliases = Array.from({ length: 10 }, (_, index) => ({ Name: `v${index}`, FunctionVersion: '1' }))
  const mapping = (id: string, FunctionArn: string) => ({
    UUID: id,
    FunctionArn,
    State: 'Enabled',
    EventSourceArn: `arn:aws:sqs:eu-central-1:111122223333:${id}`,
  })
  const details = await describeWith({
    aliases: () => jsonAnswer({ Aliases: aliases }),
    'event-source-mappings': ({ url }) => {
      const name = url.searchParams.get('FunctionName')
      const all = [mapping('one', found.arn), mapping('two', `${found.arn}:v1`), mapping('other', `${found.arn}b`)]
      return jsonAnswer({ EventSourceMappings: name === 'a' ? all : name === 'a:v1' ? all.slice(1) : [] })
    },
  })
  expect(details.triggers.map(({ name, qualifier }) => [name, qualifier])).toEqual([
    ['one', undefined],
    ['two', 'v1'],
  ])
  expect(details.unread).toEqual(['What triggers these aliases was not asked, for their number: v8, v9.'])
  const qualifiers = new Set(asked('policy').map(({ url }) => url.searchParams.get('Qualifier')))
  expect(qualifiers).toEqual(new Set([null, ...aliases.slice(0, 8).map(({ Name }) => Name)]))
  expect(asked('event-source-mappings')).toHaveLength(9)
})

test('hundreds of versions are read page by page, newest first, without the one that is not published', async () => {
  const version = (Version: string) => configuration('a', { Version, Description: '' })
  const { versions } = await describeWith({
    versions: ({ url }) =>
      url.searchParams.get('Marker') === 'm'
        ? jsonAnswer({ Versions: [version('51')] })
        : jsonAnswer({ Versions: [version('$LATEST'), version('1'), version('2')], NextMarker: 'm' }),
  })
  expect(versions.map(({ version: name }) => name)).toEqual(['51', '2', '1'])
  expect(versions[0]).toEqual({ version: '51', at: Date.UTC(2026, 10, 23, 12), description: undefined })
})

test('an environment that Lambda could not decrypt is said to be unread', async () => {
  const Environment = { Error: { ErrorCode: 'AccessDeniedException', Message: 'arn:aws:kms:…' } }
  const details = await describeWith({ '': () => jsonAnswer({ Configuration: configuration('a', { Environment }) }) })
  expect(details.environmentNames).toEqual([])
  expect(details.unread).toEqual([expect.stringContaining('could not decrypt them (AccessDeniedException)')])
  expect(details.unread[0]).toMatch(/lets the role use the function's key\.$/)
})

test('a key that is disabled is no matter of rights', async () => {
  const Environment = { Error: { ErrorCode: 'DisabledException', Message: 'arn:aws:kms:… is disabled.' } }
  const details = await describeWith({ '': () => jsonAnswer({ Configuration: configuration('a', { Environment }) }) })
  expect(details.environmentError).toBe('DisabledException')
  expect(details.unread).toEqual([
    'The names of the environment variables could not be read: Lambda could not decrypt them (DisabledException). An AWS administrator enables the key, or its owner sets another one.',
  ])
})

test('a broker of one’s own and topics are named', async () => {
  const { triggers } = await describeWith({
    'event-source-mappings': () =>
      jsonAnswer({
        EventSourceMappings: [
          {
            UUID: 'k',
            FunctionArn: found.arn,
            Topics: ['orders'],
            SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka.harbour.example:9092'] } },
          },
        ],
      }),
  })
  expect(triggers).toMatchObject([{ kind: 'Kafka', name: 'orders of kafka.harbour.example:9092' }])
})

test('tags that could not be read are said to be', async () => {
  const TagsError = { ErrorCode: 'AccessDeniedException', Message: 'no' }
  const { tags, unread } = await describeWith({
    '': () => jsonAnswer({ Configuration: configuration('a'), TagsError }),
  })
  expect(tags.size).toBe(0)
  expect(unread).toEqual([
    'The tags could not be read (AccessDeniedException). An AWS administrator lets the role do lambda:ListTags.',
  ])
})
