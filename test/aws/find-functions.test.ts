import { createRequire } from 'node:module'
import { afterEach, describe, expect, test } from 'vitest'
import type { FunctionQuery } from '../../src/core/lambda/functions.ts'
import { configuration, jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, frankfurt, type Surroundings, stagingFrankfurt, surround, virginia } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

let here: Surroundings
afterEach(() => here.close())

const names = ['order-intake', 'order-audit', 'price_quote', 'a']
const everyFunction: Reply = jsonAnswer({
  Functions: names.map((name, index) => configuration(name, index === 1 ? { Runtime: 'python3.13' } : {})),
})

async function find(query: Partial<FunctionQuery>, answer: (call: Call) => Reply = () => everyFunction) {
  here = await surround(withSessions(answer))
  const { functions, failures } = await here.aws
    .functionsFor(ada)
    .findFunctions({ places: [frankfurt], names: [], runtimes: [], ...query })
  return { functions, failures, found: functions.map(({ name }) => name) }
}

test('what of the SDK only functions need is loaded when somebody first asks for it', async () => {
  const loaded = () => {
    const files = Object.keys(createRequire(import.meta.url).cache)
    return new Set(files.flatMap((file) => /client-(?:lambda|cloudwatch-logs|cloudwatch)(?=\/)/.exec(file) ?? []))
  }
  here = await surround(withSessions(() => everyFunction))
  const reader = here.aws.functionsFor(ada)
  expect(loaded()).toEqual(new Set())
  await reader.findFunctions({ places: [frankfurt], names: [], runtimes: [] })
  expect(loaded()).toEqual(new Set(['client-lambda']))
})

test('a function is what the list says of it, and nothing of its environment', async () => {
  const secret = { Environment: { Variables: { TOKEN: 'tok-7f3a91' } } }
  const { functions } = await find({}, () =>
    jsonAnswer({
      Functions: [
        configuration('order-intake', {
          ...secret,
          Description: '',
          LoggingConfig: { LogGroup: '/orders' },
          VpcConfig: { VpcId: '', SubnetIds: [] },
        }),
        {
          ...configuration('pictures', { PackageType: 'Image', VpcConfig: { VpcId: 'vpc-1' } }),
          Runtime: undefined,
          Architectures: undefined,
        },
      ],
    }),
  )
  expect(functions).toEqual([
    {
      arn: 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake',
      name: 'order-intake',
      place: frankfurt,
      description: undefined,
      runtime: 'nodejs22.x',
      packaging: 'zip',
      architecture: 'arm64',
      memoryMb: 256,
      timeoutSeconds: 10,
      modifiedAt: Date.UTC(2026, 10, 23, 12),
      logGroup: '/orders',
      isInVpc: false,
    },
    expect.objectContaining({
      name: 'pictures',
      packaging: 'image',
      runtime: undefined,
      architecture: 'x86_64',
      isInVpc: true,
    }),
  ])
  expect(JSON.stringify(functions)).not.toContain('tok-')
})

describe('names', () => {
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function'
  test.each([
    [['order-*'], ['order-intake', 'order-audit']],
    [['ORDER-*'], []],
    [['price?quote'], ['price_quote']],
    [
      ['order-intake', 'a'],
      ['order-intake', 'a'],
    ],
    [['*'], names],
    [[String.raw`order\*`], []],
    [[`${arn}:order-intake`], ['order-intake']],
    [[`${arn}:order-intake:live`], ['order-intake']],
    [[`${arn}:order-*`], ['order-intake', 'order-audit']],
    [['arn:aws:lambda:*:*:function:a'], ['a']],
    [['111122223333:function:a'], ['a']],
    [['444455556666:function:a'], []],
  ])('%j finds %j', async (asked, expected) => {
    expect((await find({ names: asked })).found).toEqual(expected)
  })

  test('an ARN is looked for only where it says', async () => {
    const places = [frankfurt, virginia, stagingFrankfurt]
    await find({ places, names: ['arn:aws:lambda:us-east-1:111122223333:function:a'] })
    expect(here.stub.calls.filter(({ service }) => service === 'lambda').map(({ region }) => region)).toEqual([
      'us-east-1',
    ])
  })
})

test.each([
  [['python*'], ['order-audit']],
  [['nodejs22.x'], ['order-intake', 'price_quote', 'a']],
  [['python*', 'nodejs*'], names],
  [['image'], []],
])('the runtimes %j leave %j', async (runtimes, expected) => {
  expect((await find({ runtimes })).found).toEqual(expected)
})

describe('pages', () => {
  test('are followed to the end, fifty at a time', async () => {
    const page = (from: number, next?: string) =>
      jsonAnswer({ Functions: [configuration(`f-${from}`), configuration(`f-${from + 1}`)], NextMarker: next })
    const { found } = await find({}, ({ url }) => {
      expect(url.searchParams.get('MaxItems')).toBe('50')
      const marker = url.searchParams.get('Marker')
      return marker === null ? page(1, 'two') : marker === 'two' ? page(3, 'three') : page(5, '')
    })
    expect(found).toEqual(['f-1', 'f-2', 'f-3', 'f-4', 'f-5', 'f-6'])
  })

  test('a page that leads to itself ends in a failure, not in a loop', async () => {
    const { failures } = await find({}, () => jsonAnswer({ Functions: [], NextMarker: 'again' }))
    expect(failures).toMatchObject([{ code: 'Undecodable' }])
    expect(here.stub.calls.filter(({ service }) => service === 'lambda')).toHaveLength(2)
  })
})

test('a place that fails does not spoil the others, and is said with its service', async () => {
  const { found, failures } = await find({ places: [frankfurt, virginia], names: ['a'] }, ({ region }) =>
    region === 'us-east-1' ? jsonError('AccessDeniedException', 403) : everyFunction,
  )
  expect(found).toEqual(['a'])
  expect(failures).toEqual([
    {
      place: virginia,
      code: 'AccessDeniedException',
      message:
        "The role WindlassRead of production may not do lambda:ListFunctions in us-east-1 (AccessDeniedException). An AWS administrator adds lambda:ListFunctions to the role's policies, or lifts what denies it.",
    },
  ])
})
