import { BedrockRuntime, type ConverseStreamOutput, type Message } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { describe, expect, test } from 'vitest'
import type { ModelScript } from '../../../src/playground/aws/bedrock/script.ts'
import { awsPace } from '../../../src/playground/aws/pace.ts'
import { awsWorld } from '../../../src/playground/world/aws.ts'
import { changeCredentials, failureOf, noon, readCredentials, startedAws } from './simulation.ts'

const modelId = 'eu.vendor.words-1:0'
const question: Message[] = [{ role: 'user', content: [{ text: 'What is an AMI?' }] }]
const tool = { toolSpec: { name: 'look', description: 'Looks.', inputSchema: { json: { type: 'object' } } } }

async function started(model?: ModelScript) {
  const world = { ...awsWorld(noon, awsPace), ...(model === undefined ? {} : { model }) }
  const { aws, sts } = await startedAws({ world })
  const settings = { endpoint: aws.url, region: 'eu-central-1', maxAttempts: 1, requestHandler: new NodeHttpHandler() }
  const bedrock = new BedrockRuntime({ ...settings, credentials: await readCredentials(sts(), 'staging') })
  const ask = async (messages = question, more = {}) =>
    (await bedrock.converseStream({ modelId, messages, ...more })).stream ?? []
  return { aws, sts, settings, bedrock, ask }
}

async function eventsOf(stream: AsyncIterable<ConverseStreamOutput> | Iterable<ConverseStreamOutput>) {
  const events: ConverseStreamOutput[] = []
  for await (const event of stream) events.push(event)
  return events
}

const textOf = (events: readonly ConverseStreamOutput[]) =>
  events.map(({ contentBlockDelta }) => contentBlockDelta?.delta?.text ?? '').join('')

describe('a scripted model', () => {
  test('says its pieces, calls and usage in the order of Bedrock’s events', async () => {
    const { ask } = await started(() => [
      { text: 'One ' },
      { text: 'moment.' },
      { tool: 'look', input: { name: 'web-1' } },
      { usage: { inputTokens: 12, outputTokens: 5 } },
    ])
    const events = await eventsOf(await ask(question, { toolConfig: { tools: [tool] } }))
    const toolUseId = expect.stringMatching(/^tooluse_/)
    expect(events).toEqual([
      { messageStart: { role: 'assistant' } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'One ' } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'moment.' } } },
      { contentBlockStop: { contentBlockIndex: 0 } },
      { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId, name: 'look' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"name":"web' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '-1"}' } } } },
      { contentBlockStop: { contentBlockIndex: 1 } },
      { messageStop: { stopReason: 'tool_use' } },
      { metadata: { usage: { inputTokens: 12, outputTokens: 5, totalTokens: 17 }, metrics: { latencyMs: 1 } } },
    ])
  })

  test('is heard piece by piece, not when it has ended', async () => {
    const gate = Promise.withResolvers<void>()
    const { ask } = await started(async function* () {
      yield { text: 'first' }
      await gate.promise
      yield { text: 'second' }
    })
    const said: string[] = []
    for await (const { contentBlockDelta } of await ask()) {
      said.push(...(contentBlockDelta?.delta?.text ?? '').split('\n').filter((text) => text !== ''))
      // Were it one body, the gate would never open.
      if (said.length === 1) gate.resolve()
    }
    expect(said).toEqual(['first', 'second'])
  })

  test('sees what it was asked', async () => {
    const { ask } = await started(({ messages = [], system = [] }) => [
      { text: `${system[0]?.text} ${messages[0]?.content?.[0]?.text}` },
    ])
    expect(textOf(await eventsOf(await ask(question, { system: [{ text: 'Be brief.' }] })))).toBe(
      'Be brief. What is an AMI?',
    )
  })

  test.each([
    ['ThrottlingException', 429],
    ['ModelNotReadyException', 429],
    ['ResourceNotFoundException', 404],
    ['ValidationException', 400],
  ])('may answer %s at once, with its status', async (error, status) => {
    const { ask } = await started(() => [{ error, message: 'No.' }])
    expect(await failureOf(ask())).toEqual({ code: error, message: 'No.', status })
  })

  test('may fail in the middle of its words', async () => {
    const { ask } = await started(() => [{ text: 'I ' }, { error: 'ModelStreamErrorException', message: 'Oh.' }])
    const stream = await ask()
    expect(await failureOf(eventsOf(stream))).toMatchObject({ code: 'ModelStreamErrorException', message: 'Oh.' })
  })

  test('may break off', async () => {
    const { ask } = await started(function* () {
      yield { text: 'I ' }
      throw new Error('the end')
    })
    const stream = await ask()
    expect((await failureOf(eventsOf(stream))).code).not.toBe('none')
  })
})

describe('Bedrock refuses', () => {
  const assistant: Message = { role: 'assistant', content: [{ text: 'Hm.' }] }
  const call: Message = { role: 'assistant', content: [{ toolUse: { toolUseId: 'a', name: 'look', input: {} } }] }
  const result: Message = { role: 'user', content: [{ toolResult: { toolUseId: 'a', content: [{ text: 'x' }] } }] }
  const tools = { toolConfig: { tools: [tool] } }
  test.each<[string, Message[], object, string]>([
    ['an assistant’s beginning', [assistant], {}, 'must start with a user message'],
    ['two of one role', [...question, ...question], {}, 'must alternate'],
    ['a blank text', [{ role: 'user', content: [{ text: ' ' }] }], {}, 'messages.0.content.0 is blank'],
    ['an empty message', [{ role: 'user', content: [] }], {}, 'messages.0 is empty'],
    ['a call where there are no tools', [...question, call, result], {}, 'toolConfig field must be defined'],
    ['a call that nobody answers', [...question, call, ...question], tools, 'Expected toolResult blocks at messages.2'],
    ['an answer to nothing', [...question, assistant, result], tools, 'exceeds the number of toolUse blocks'],
    [
      'a call whose input is no object',
      [
        ...question,
        { role: 'assistant', content: [{ toolUse: { toolUseId: 'a', name: 'look', input: 'x' } }] },
        result,
      ],
      tools,
      'toolUse.input is invalid',
    ],
  ])('%s', async (_, ...[messages, more, says]) => {
    const { ask } = await started(() => [{ text: 'Yes.' }])
    const failure = await failureOf(ask(messages, more))
    expect(failure).toMatchObject({ code: 'ValidationException', status: 400 })
    expect(failure.message).toContain(says)
  })

  test('nothing of a whole conversation with a tool', async () => {
    const { ask } = await started(() => [{ text: 'Yes.' }])
    expect(textOf(await eventsOf(await ask([...question, call, result], tools)))).toBe('Yes.')
  })

  test('a role that may not, naming what it lacks', async () => {
    const { sts, settings } = await started()
    const bedrock = new BedrockRuntime({
      ...settings,
      credentials: await changeCredentials(sts(), 'staging', {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'bedrock:*', Resource: 'arn:aws:bedrock:*:*:inference-profile/*' }],
        }),
      }),
    })
    const failure = await failureOf(bedrock.converseStream({ modelId, messages: question }))
    expect(failure).toMatchObject({ code: 'AccessDeniedException', status: 403 })
    expect(failure.message).toContain('bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:')
  })
})

test('the trail has that it was asked, and not what', async () => {
  const { aws, ask } = await started()
  await eventsOf(await ask())
  const event = aws.trail().at(-1)
  expect(event).toMatchObject({
    eventSource: 'bedrock.amazonaws.com',
    eventName: 'ConverseStream',
    readOnly: true,
    requestParameters: { modelId },
    responseElements: null,
  })
  expect(JSON.stringify(event)).not.toContain('AMI')
})

test.each(['html', 'other-format', 'cut', 'refuse', 'lose-answer'] as const)('a fault: %s', async (kind) => {
  const { aws, ask } = await started()
  aws.faults.add({ fault: { kind }, where: { service: 'bedrock' }, times: 1 })
  expect((await failureOf(ask().then(eventsOf))).code).not.toBe('none')
  expect((await failureOf(ask().then(eventsOf))).code).toBe('none')
})

describe('without a script it', () => {
  test('answers out of the topics that it was given', async () => {
    const { ask } = await started()
    const text = 'AMI. An AMI is an image.\nIt has snapshots.'
    const given = `<topic-M1>\n[ami] ${text}\n</topic-M1>\n<topic-M1>\n[ebs-snapshot] A snapshot is a copy\n</topic-M1>`
    const said = textOf(await eventsOf(await ask(question, { system: [{ text: given }] })))
    expect(said).toContain('simulated model')
    expect(said).toContain('An AMI is an image. [ami]\nA snapshot is a copy [ebs-snapshot]')
    expect(said).not.toContain('It has snapshots')
  })

  test('and of what its tools read, the first line', async () => {
    const { ask } = await started()
    const read = [{ text: '<result-M1>\nweb-1 runs.\nRead now.\n</result-M1>' }]
    const messages = [
      { role: 'user' as const, content: [{ text: 'why?' }] },
      { role: 'assistant' as const, content: [{ toolUse: { toolUseId: 'T1', name: 'ec2_why', input: {} } }] },
      { role: 'user' as const, content: [{ toolResult: { toolUseId: 'T1', content: read } }] },
    ]
    const toolConfig = { tools: [{ toolSpec: { name: 'ec2_why', inputSchema: { json: { type: 'object' } } } }] }
    const said = textOf(await eventsOf(await ask(messages, { toolConfig })))
    expect(said).toContain('web-1 runs.')
    expect(said).not.toContain('Read now')
  })

  test('says so where it was given none, and always the same', async () => {
    const { ask } = await started()
    const [one, other] = [await eventsOf(await ask()), await eventsOf(await ask())]
    expect(textOf(one)).toContain('says nothing about this')
    expect(other).toEqual(one)
  })
})
