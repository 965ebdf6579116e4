import { afterEach, describe, expect, test } from 'vitest'
import type { InstanceQuery } from '../../src/core/ec2/instances.ts'
import type { Selector } from '../../src/core/ec2/selector.ts'
import { assumedRole, ec2Error, filtersOf, instancesAnswer, type Listed } from './answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, everything, frankfurt, type Surroundings, stagingFrankfurt, surround, virginia } from './surroundings.ts'

let here: Surroundings
afterEach(() => here.close())

const asked = () => here.stub.calls.filter(({ action }) => action === 'DescribeInstances')
const find = (query: Partial<InstanceQuery> = {}) =>
  here.aws.readerFor(ada).findInstances({ ...everything, places: [frankfurt], ...query })
const answering = (reply: (call: Call) => Reply | Promise<Reply>, withinMs = 8000) =>
  surround((call) => (call.action === 'AssumeRole' ? assumedRole(call) : reply(call)), { withinMs })

test('an instance is what EC2 said of it', async () => {
  here = await answering(() =>
    instancesAnswer([{ id: 'i-1', name: 'web "1" <b>&amp;', state: 'stopped', tags: { env: '' } }]),
  )
  expect(await find()).toEqual({
    failures: [],
    instances: [
      {
        id: 'i-1',
        place: frankfurt,
        name: 'web "1" <b>&amp;',
        state: 'stopped',
        type: 't3.micro',
        zone: 'eu-central-1a',
        launchedAt: Date.parse('2026-11-23T14:02:07Z'),
        tags: new Map([
          ['Name', 'web "1" <b>&amp;'],
          ['env', ''],
        ]),
        privateAddress: '10.0.0.7',
        publicAddress: '3.4.5.6',
        imageId: 'ami-1',
      },
    ],
  })
})

describe('pages', () => {
  test('are asked for by the thousand until the last', async () => {
    here = await answering(({ params }) => {
      const token = params.get('NextToken')
      return instancesAnswer([{ id: `i-${token ?? 1}` }], token === null ? '2' : token === '2' ? '3' : undefined)
    })
    const { instances } = await find()
    expect(instances.map(({ id }) => id)).toEqual(['i-1', 'i-2', 'i-3'])
    expect(asked().map(({ params }) => params.get('MaxResults'))).toEqual(['1000', '1000', '1000'])
  })

  test('that lead to themselves are an error, not an endless list', async () => {
    here = await answering(() => instancesAnswer([{ id: 'i-1' }], 'again'))
    expect(await find()).toMatchObject({ instances: [], failures: [{ code: 'Undecodable' }] })
  })

  test('of which one fails leave nothing that looks complete', async () => {
    here = await answering(({ params }) =>
      params.has('NextToken') ? ec2Error('InvalidParameterValue') : instancesAnswer([{ id: 'i-1' }], '2'),
    )
    expect(await find()).toMatchObject({ instances: [], failures: [{ code: 'InvalidParameterValue' }] })
  })
})

describe('places', () => {
  test('that fail or hang are said, the others are shown', async () => {
    here = await answering(({ region, accessKeyId }) => {
      if (region === 'us-east-1') return 'hang'
      return accessKeyId.includes('444455556666')
        ? ec2Error('UnauthorizedOperation', 403)
        : instancesAnswer([{ id: 'i-1' }])
    }, 400)
    const { instances, failures } = await find({ places: [frankfurt, virginia, stagingFrankfurt] })
    expect(instances.map(({ place }) => place)).toEqual([frankfurt])
    expect(failures).toEqual([
      {
        place: virginia,
        code: 'Timeout',
        message: expect.stringMatching(/^production, us-east-1 did not answer within 0.4 s\./),
      },
      {
        place: stagingFrankfurt,
        code: 'UnauthorizedOperation',
        message: expect.stringContaining('ec2:DescribeInstances'),
      },
    ])
  })

  test('have one limit for all their pages together', async () => {
    const endless = ({ params }: Call) => instancesAnswer([{ id: 'i-1' }], String(Number(params.get('NextToken')) + 1))
    here = await answering(endless, 300)
    expect((await find()).failures).toMatchObject([{ code: 'Timeout' }])
  })

  test('that fail once are asked again', async () => {
    const replies: Reply[] = [ec2Error('InternalError', 500), 'reset']
    here = await answering(() => replies.shift() ?? instancesAnswer([{ id: 'i-1' }]))
    expect(await find()).toMatchObject({ instances: [{ id: 'i-1' }], failures: [] })
    expect(asked()).toHaveLength(3)
  })

  test('are asked at the same time', async () => {
    let waiting = 0
    let meet: (() => void) | undefined
    const all = new Promise<void>((met) => (meet = met))
    here = await answering(async () => {
      if (++waiting === 3) meet?.()
      await all
      return instancesAnswer([])
    })
    expect((await find({ places: [frankfurt, virginia, stagingFrankfurt] })).failures).toEqual([])
  })

  test('that nobody configured are a mistake of ours and not shown as AWS refusing', async () => {
    here = await answering(() => instancesAnswer([]))
    await expect(find({ places: [{ ...frankfurt, accountId: '000000000000' }] })).rejects.toThrow(
      'No configured account',
    )
    expect(here.stub.calls).toEqual([])
  })
})

describe('what is looked for', () => {
  const cases: { what: string; query: Partial<InstanceQuery>; filters: Record<string, string[]>[] }[] = [
    { what: 'everything', query: {}, filters: [{}] },
    {
      what: 'ids',
      query: {
        selectors: [
          { kind: 'id', id: 'i-1' },
          { kind: 'id', id: 'i-2' },
        ],
      },
      filters: [{ 'instance-id': ['i-1', 'i-2'] }],
    },
    {
      what: 'a name whose wildcards are meant literally',
      query: { selectors: [{ kind: 'name', name: String.raw`a*b?c\d` }] },
      filters: [{ 'tag:Name': [String.raw`a\*b\?c\\d`] }],
    },
    {
      what: 'globs and names together, where a backslash is just that',
      query: {
        selectors: [
          { kind: 'glob', glob: String.raw`web-*\?` },
          { kind: 'name', name: 'db' },
        ],
      },
      filters: [{ 'tag:Name': [String.raw`web-*\\?`, 'db'] }],
    },
    {
      what: 'a tag',
      query: { selectors: [{ kind: 'tag', key: 'env', value: 'de*' }] },
      filters: [{ 'tag:env': ['de*'] }],
    },
    {
      what: 'the filters',
      query: {
        states: ['running', 'stopped'],
        types: ['t3.*'],
        tags: [
          { key: 'env', value: 'dev' },
          { key: 'env', value: 'test' },
          { key: 'owner', value: '' },
        ],
        names: ['*-db'],
      },
      filters: [
        {
          'instance-state-name': ['running', 'stopped'],
          'instance-type': ['t3.*'],
          'tag:env': ['dev', 'test'],
          'tag:owner': [''],
          'tag:Name': ['*-db'],
        },
      ],
    },
    {
      what: 'each kind of selector by itself, with the filters along',
      query: {
        selectors: [
          { kind: 'id', id: 'i-1' },
          { kind: 'name', name: 'web' },
          { kind: 'tag', key: 'env', value: 'dev' },
        ],
        states: ['running'],
      },
      filters: [
        { 'instance-id': ['i-1'], 'instance-state-name': ['running'] },
        { 'tag:Name': ['web'], 'instance-state-name': ['running'] },
        { 'tag:env': ['dev'], 'instance-state-name': ['running'] },
      ],
    },
  ]
  test.each(cases)('$what', async ({ query, filters }) => {
    here = await answering(() => instancesAnswer([]))
    await find(query)
    expect(asked().map(filtersOf)).toEqual(filters)
  })

  test('never has more than 200 values in a filter, and none twice', async () => {
    here = await answering(() => instancesAnswer([]))
    const selectors = Array.from({ length: 402 }, (_, index): Selector => ({ kind: 'id', id: `i-${index % 401}` }))
    await find({ selectors })
    expect(asked().map((call) => filtersOf(call)['instance-id']?.length)).toEqual([200, 200, 1])
  })

  test('never has an id list, which EC2 would take for everything when it is empty', async () => {
    here = await answering(() => instancesAnswer([]))
    await find({ selectors: [{ kind: 'id', id: 'i-1' }] })
    expect([...(asked()[0]?.params.keys() ?? [])].filter((key) => key.startsWith('InstanceId'))).toEqual([])
  })

  test('shows an instance once, however many selectors fit it', async () => {
    here = await answering((call) =>
      instancesAnswer(filtersOf(call)['instance-id'] === undefined ? [{ id: 'i-1' }, { id: 'i-2' }] : [{ id: 'i-1' }]),
    )
    const { instances } = await find({
      selectors: [
        { kind: 'id', id: 'i-1' },
        { kind: 'name', name: 'web' },
      ],
    })
    expect(instances.map(({ id }) => id)).toEqual(['i-1', 'i-2'])
  })

  test('may be narrowed by the same tag that it is selected by', async () => {
    const all: Listed[] = [{ id: 'i-1', name: 'web-1-db' }, { id: 'i-2', name: 'web-2' }, { id: 'i-3' }]
    here = await answering(() => instancesAnswer(all))
    const { instances } = await find({ selectors: [{ kind: 'glob', glob: 'web-*' }], names: ['*-db'] })
    expect(instances.map(({ id }) => id)).toEqual(['i-1'])
    expect(asked().map(filtersOf)).toEqual([{ 'tag:Name': ['web-*'] }])
  })
})
