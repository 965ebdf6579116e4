import { describe, expect, onTestFinished, test } from 'vitest'
import { createAws } from '../../src/aws/aws.ts'
import { readRolePermissions } from '../../src/aws/iam-policy.ts'
import type { ModelScript } from '../../src/playground/aws/bedrock/script.ts'
import type { Fault } from '../../src/playground/aws/faults.ts'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { awsAccounts } from '../../src/playground/world/aws.ts'
import { noon, request, settings, withModel, withReply } from './conversing.ts'
import { ada, sealer, silentLog } from './surroundings.ts'

const list = { aws: { read: ['ec2:DescribeInstances'] } }

test('without a configured model there is none', async () => {
  const { aws } = await withModel(() => [])
  expect(aws.modelFor(ada)?.id).toBe('eu.vendor.words-1:0')
  const bare = createAws({ accounts: awsAccounts, now: () => noon, log: silentLog, sealer })
  expect(bare.modelFor(ada)).toBeUndefined()
  bare.close()
})

describe('a turn of a model', () => {
  test('is told in pieces as they come, in the name of the person', async () => {
    const gate = Promise.withResolvers<void>()
    const { aws, asked } = await withModel(async function* () {
      yield { text: 'Because ' }
      await gate.promise
      yield { text: 'of that.' }
      yield { usage: { inputTokens: 40, outputTokens: 8 } }
    })
    const pieces: string[] = []
    const text = (piece: string) => {
      pieces.push(piece)
      // Were it told at its end only, the gate would never open.
      gate.resolve()
    }
    expect(await aws.modelFor(ada)?.converse(request, { text, signal: new AbortController().signal })).toEqual({
      parts: [{ kind: 'text', text: 'Because of that.' }],
      stop: 'end',
      usage: { inputTokens: 40, outputTokens: 8 },
    })
    expect(pieces).toEqual(['Because ', 'of that.'])
    expect(asked()).toMatchObject([{ region: 'eu-central-1', sourceIdentity: 'T0WORK-U0ADA', outcome: 'ok' }])
    expect(asked()[0]?.callerArn).toMatch(/444455556666:assumed-role\/WindlassRead\/T0WORK-U0ADA$/)
  })

  test('asks for tools, whose input comes in pieces, and hears what they gave', async () => {
    const script: ModelScript = ({ messages = [] }) =>
      messages.length === 1
        ? [{ text: 'Let me look.' }, { tool: 'look', input: { name: 'web-1', deep: [1, { a: null }] } }]
        : [{ text: String(messages[2]?.content?.[0]?.toolResult?.content?.[0]?.text) }]
    const { converse, asked } = await withModel(script)
    const { parts, stop } = await converse()
    expect(stop).toBe('tools')
    const id = expect.stringMatching(/^tooluse_/)
    expect(parts).toEqual([
      { kind: 'text', text: 'Let me look.' },
      { kind: 'call', id, tool: 'look', input: { name: 'web-1', deep: [1, { a: null }] } },
    ])
    const results = parts.flatMap((part) =>
      part.kind === 'call' ? [{ kind: 'result' as const, id: part.id, text: 'It runs.', isError: false }] : [],
    )
    const messages = [
      ...request.messages,
      { role: 'assistant', parts } as const,
      { role: 'user', parts: results } as const,
    ]
    expect(await converse({ messages })).toMatchObject({ parts: [{ text: 'It runs.' }], stop: 'end' })
    expect(asked()[1]?.parameters).toMatchObject({
      system: [{ text: 'Be brief.' }],
      inferenceConfig: { maxTokens: 300 },
      toolConfig: {
        tools: [{ toolSpec: { name: 'look', description: 'Looks.', inputSchema: { json: { type: 'object' } } } }],
      },
    })
  })

  test.each([
    ['no input', '', {}],
    ['what is no JSON', '{"name":', '{"name":'],
    ['a bare text', '"web-1"', 'web-1'],
  ])('may call a tool with %s, and be reminded of it', async (_, json, input) => {
    const { converse } = await withModel(({ messages = [] }) =>
      messages.length === 1 ? [{ tool: 'look', json }] : [{ text: 'So be it.' }],
    )
    const { parts } = await converse()
    expect(parts).toMatchObject([{ kind: 'call', input }])
    const [call] = parts
    const results = call?.kind === 'call' ? [{ kind: 'result' as const, id: call.id, text: '', isError: true }] : []
    const spoken = { role: 'assistant', parts: [{ kind: 'text', text: ' ' } as const, ...parts] } as const
    const messages = [...request.messages, spoken, { role: 'user', parts: results } as const]
    expect(await converse({ messages })).toMatchObject({ parts: [{ text: 'So be it.' }] })
  })

  test.each([
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['stop_sequence', 'end'],
  ] as const)('that ends with %s', async (stop, expected) => {
    const { converse } = await withModel(() => [{ text: 'Bec' }, { stop }])
    expect(await converse()).toMatchObject({ parts: [{ text: 'Bec' }], stop: expected })
  })

  test('has no tools where none are given, and the guardrail where there is one', async () => {
    const { converse, asked } = await withModel(() => [{ text: 'Yes.' }], {
      model: { guardrail: { id: 'gr1', version: '2' } },
    })
    await converse({ tools: [], system: '' })
    const { modelId, guardrailConfig, ...sent } = Object(asked()[0]?.parameters)
    expect(guardrailConfig).toEqual({ guardrailIdentifier: 'gr1', guardrailVersion: '2' })
    expect(modelId).toBe(settings.id)
    expect(Object.keys(sent).toSorted()).toEqual(['inferenceConfig', 'messages'])
  })

  test('is asked with the role, whatever key of Bedrock is in the environment', async () => {
    process.env['AWS_BEARER_TOKEN_BEDROCK'] = 'bedrock-api-key-of-somebody'
    onTestFinished(() => void delete process.env['AWS_BEARER_TOKEN_BEDROCK'])
    const { converse, asked } = await withModel(() => [{ text: 'Yes.' }])
    await converse()
    expect(asked()[0]?.callerArn).toContain('assumed-role/WindlassRead')
  })

  test('is asked a second time where the first was throttled before its first word', async () => {
    let turns = 0
    const { converse, asked, pieces } = await withModel(() => {
      turns += 1
      return turns === 1 ? [{ error: 'ThrottlingException' }] : [{ text: 'Yes.' }]
    })
    expect(await converse()).toMatchObject({ parts: [{ text: 'Yes.' }] })
    expect(asked()).toHaveLength(2)
    expect(pieces).toEqual(['Yes.'])
  })
})

describe('a model that gives no answer says why', () => {
  test.each([
    [
      'AccessDeniedException',
      /WindlassRead lacks bedrock:InvokeModelWithResponseStream for it, or access to the model/,
    ],
    ['ThrottlingException', /takes no more requests for the model eu\.vendor\.words-1:0 at the moment/],
    ['ServiceQuotaExceededException', /quota/],
    ['ModelNotReadyException', /is not ready yet/],
    ['ModelTimeoutException', /took too long/],
    ['ModelErrorException', /failed\. Ask again/],
    ['ValidationException', /inference profile/],
    [
      'ResourceNotFoundException',
      /has no model eu\.vendor\.words-1:0\. Whoever runs Windlass corrects the block model/,
    ],
    ['InternalServerException', /an error of AWS's own/],
    ['ServiceUnavailableException', /an error of AWS's own/],
    ['SomethingNewException', /refused to ask the model .* with the code SomethingNewException/],
  ])('%s', async (error, says) => {
    const { failure } = await withModel(() => [{ error, message: 'arn:aws:secret' }])
    expect(await failure()).toMatchObject({ name: 'UserError', code: error, message: expect.stringMatching(says) })
    expect(String(await failure())).not.toContain('arn:')
  })

  test.each([
    ['ModelStreamErrorException', /failed in the middle of its answer/],
    ['ThrottlingException', /takes no more requests/],
    ['InternalServerException', /an error of AWS's own/],
    ['ServiceUnavailableException', /an error of AWS's own/],
    ['ValidationException', /refused what Windlass asked/],
  ])('%s within the stream, and is not asked again', async (error, says) => {
    const { failure, pieces, asked } = await withModel(() => [{ text: 'Bec' }, { error }])
    expect(await failure()).toMatchObject({ name: 'UserError', code: error, message: expect.stringMatching(says) })
    expect(pieces).toEqual(['Bec'])
    expect(asked()).toHaveLength(1)
  })

  test.each([
    ['guardrail_intervened', 'ModelFiltered', /The guardrail gr1 did not let/],
    ['content_filtered', 'ModelFiltered', /provider's filter/],
    ['malformed_tool_use', 'ModelMalformed', /cannot be read/],
  ] as const)('%s', async (stop, code, says) => {
    const guarded = { model: { guardrail: { id: 'gr1', version: '1' } } }
    const { failure } = await withModel(() => [{ text: 'No.' }, { stop }], guarded)
    expect(await failure()).toMatchObject({ name: 'UserError', code, message: expect.stringMatching(says) })
  })

  test('a role that may not ask it, by what IAM says', async () => {
    const { simulation, failure } = await withModel(() => [{ text: 'Yes.' }])
    const roles = simulation.world.accounts.flatMap((account) => account.roles)
    for (const role of roles) role.policies = []
    expect(await failure()).toMatchObject({ code: 'AccessDeniedException' })
  })

  test.each(['eu.vendor.words-1:0', 'vendor.words-1:0'])(
    'but not where the role has what `iam` prints for %s',
    async (id) => {
      const { simulation, converse } = await withModel(() => [{ text: 'Yes.' }], { model: { id } })
      const policy = parsePolicy(readRolePermissions([list], { ...settings, id }))
      for (const { roles } of simulation.world.accounts) for (const role of roles) role.policies = [policy]
      expect(await converse()).toMatchObject({ stop: 'end' })
    },
  )

  test('a session that has ended, and a new one is begun for the next question', async () => {
    let turns = 0
    const { simulation, converse, failure } = await withModel(() => {
      turns += 1
      return turns === 1 ? [{ error: 'ExpiredTokenException' }] : [{ text: 'Yes.' }]
    })
    expect(await failure()).toMatchObject({ message: expect.stringContaining('Ask again') })
    expect(await converse()).toMatchObject({ stop: 'end' })
    expect(simulation.calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2)
  })

  test('a stream that breaks off, and is not asked again', async () => {
    const { failure, pieces, asked } = await withModel(function* () {
      yield { text: 'Bec' }
      throw new Error('gone')
    })
    expect(await failure()).toMatchObject({ code: 'Unreachable', message: expect.stringContaining('broke off') })
    expect(pieces).toEqual(['Bec'])
    expect(asked()).toHaveLength(1)
  })

  test.each<[Fault['kind'] & ('html' | 'other-format' | 'cut' | 'refuse'), string, RegExp]>([
    ['html', 'Undecodable', /not AWS's \(HTTP 502\)/],
    ['other-format', 'Undecodable', /not AWS's \(HTTP 200\)/],
    ['cut', 'Unreachable', /broke off|could not be reached/],
    ['refuse', 'Unreachable', /could not be reached/],
  ])('a fault between: %s', async (kind, code, says) => {
    const { simulation, failure } = await withModel(() => [{ text: 'Yes.' }])
    simulation.faults.add({ fault: { kind }, where: { service: 'bedrock' } })
    expect(await failure()).toMatchObject({ name: 'UserError', code, message: expect.stringMatching(says) })
  })
})

describe('time', () => {
  const short = { firstMs: 150, allMs: 400 }
  const never = new Promise<void>(() => {})

  test('that passes before the first word', async () => {
    const { failure } = await withReply('hang', { modelTimes: short })
    expect(await failure()).toMatchObject({ code: 'Timeout', message: expect.stringContaining('within 0.15 s') })
  })

  test('that passes within the answer', async () => {
    const script: ModelScript = async function* () {
      yield { text: 'Bec' }
      await never
    }
    const { failure, pieces } = await withModel(script, { modelTimes: short })
    expect(await failure()).toMatchObject({ code: 'Timeout', message: expect.stringContaining('within 0.4 s') })
    expect(pieces).toEqual(['Bec'])
  })

  test('that nobody waits for any more ends it within the answer', async () => {
    const stopping = new AbortController()
    const { aws } = await withModel(async function* () {
      yield { text: 'Bec' }
      await never
    })
    const turn = aws.modelFor(ada)?.converse(request, { text: () => stopping.abort(), signal: stopping.signal })
    await expect(turn).rejects.toMatchObject({ name: 'UserError', code: 'Stopped' })
  })

  test('that nobody waits for from the start begins nothing', async () => {
    const { failure, asked } = await withModel(() => [{ text: 'Yes.' }])
    expect(await failure(AbortSignal.abort())).toMatchObject({ name: 'UserError', code: 'Stopped' })
    expect(asked()).toHaveLength(0)
  })
})
