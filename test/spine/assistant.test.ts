import { expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { anAccount } from '../fixtures/account.ts'
import { aQuestion, calls, limits, resultsIn, says, textOf, usage } from './assistant-stage.ts'

const hidden = ['crane-7', 'i-0123456789abcdef0', '111122223333', '777788889999', '10.0.0.1', 'harbour', 'U0ADA']

it('answers from topics, and says so', async () => {
  const { ask, sent, streamed, moved, spent, added } = await aQuestion('what is it?', [
    says('An AMI is a template [ami].'),
  ])
  expect(textOf(await ask())).toBe('An AMI is a template [1].\nWritten by nova from: [1] AMI. Check what matters.')
  expect(streamed().map(({ text }) => text)).toEqual(['An AMI is a template [ami].'])
  expect(moved).toEqual([{ ts: '1.0' }])
  expect(sent[0]?.system).toContain('You are Windlass')
  expect(spent()).toEqual(usage)
  expect(added[0]).toMatchObject({ day: '2026-11-23', team: 'T0HARBOUR', user: 'U0ADA', outputTokens: 1_000 })
})

it('looks with tools under the person’s rights, and gets nothing that names a thing', async () => {
  const { ask, sent, sentText, streamed, spent, ports } = await aQuestion(
    'is crane-7 running? it is i-0123456789abcdef0',
    [
      calls(['ec2_list', { arguments: 'name-1' }], ['ec2_show', { arguments: 'instance-1' }]),
      says('Yes: name-1 (instance-1) runs, it is owner-1’s.'),
    ],
  )
  expect(textOf(await ask())).toBe(
    'Yes: crane-7 (i-0123456789abcdef0) runs, it is harbour’s.\nWritten by nova; tools: /ec2 list, /ec2 show. Check what matters.',
  )
  expect(streamed().map(({ text }) => text)).toEqual([
    '[Reading /ec2 list crane-7][Reading /ec2 show i-0123456789abcdef0]Yes: crane-7 (i-0123456789abcdef0) runs, it is harbour’s.',
  ])
  const results = resultsIn(sent[1])
  expect(results.map(({ isError }) => isError)).toEqual([false, false])
  expect(results[0]?.text).toContain('name-1 | ')
  for (const each of hidden) expect(sentText()).not.toContain(each)
  expect(spent()).toEqual({ inputTokens: 200, outputTokens: 40 })
  const { events } = await ports.store.listEvents({ ...everyEvent, command: 'ec2 list' })
  expect(events).toMatchObject([{ kind: 'answered', user: 'U0ADA', said: '/ec2 list crane-7' }])
})

const everyEvent = { user: undefined, target: undefined, change: undefined, since: undefined, offset: 0, limit: 10 }

it.each([
  [{ inputTokens: 9_000, outputTokens: 1_000 }, limits],
  [
    { inputTokens: 400, outputTokens: 100 },
    { ...limits, dollarsPerDay: 0.0006, prices: { input: 0.001, output: 0.002 } },
  ],
])('who has used up the day’s share is answered without it: %j', async (used, modelLimits) => {
  const { ask, sent, streamed } = await aQuestion('what is it?', [says('An image.')], { used, modelLimits })
  expect(await ask()).toEqual({
    because: 'Today’s share of the language model is used up; tomorrow there is a new one.',
  })
  expect(sent).toEqual([])
  expect(streamed()).toEqual([])
})

it('the share is looked at before every turn', async () => {
  const { ask, sent, streamed, moved } = await aQuestion('what runs?', [calls(['ec2_list', { arguments: '' }])], {
    used: { inputTokens: 9_850, outputTokens: 0 },
  })
  expect(await ask()).toMatchObject({ because: expect.stringContaining('used up') })
  expect(sent).toHaveLength(2)
  // What was begun gives way to the answer without the model.
  expect(streamed()).toHaveLength(1)
  expect(moved).toEqual([{ ts: '1.0' }])
})

it('many questions at once take no more than the share and one turn', async () => {
  const { assistant, sent, spent } = await aQuestion('what is it?', [says('An image.')], {
    used: { inputTokens: 9_999, outputTokens: 0 },
  })
  const answers = Array.from({ length: 20 }, async () => assistant?.answer({ question: 'what is it?', nearest: [] }))
  const told = await Promise.all(answers)
  expect(told.filter((each) => each !== undefined && 'because' in each)).toHaveLength(19)
  expect(sent).toHaveLength(1)
  expect(spent()).toEqual(usage)
})

it('what was being answered when Windlass was killed stays paid for', async () => {
  const { ask, spent } = await aQuestion('what is it?', [() => new Promise(() => {})])
  void ask()
  await new Promise(setImmediate)
  expect(spent()).toMatchObject({ outputTokens: 1_000 })
})

it('six tools, one a turn, leave a turn for the answer', async () => {
  const one = calls(['ec2_list', { arguments: '' }])
  const { ask, sent } = await aQuestion('what runs?', [one, one, one, one, one, one, says('Here it is.')])
  expect(textOf(await ask())).toContain('Here it is.')
  expect(sent).toHaveLength(7)
})

it('goes on asking seven times at most, and of six tools at most', async () => {
  const asked = calls(['ec2_list', { arguments: '' }], ['ec2_list', { arguments: '--state running' }])
  const { ask, sent } = await aQuestion('what runs?', [asked])
  expect(await ask()).toEqual({
    because: 'The language model went on asking after 14 calls of its tools, and said nothing.',
  })
  expect(sent).toHaveLength(7)
  expect(resultsIn(sent[3]).map(({ isError }) => isError)).toEqual([false, false])
  expect(resultsIn(sent[4])[0]?.text).toContain('No more than 6 calls.')
})

it('what the person stops is answered with what was said so far, and paid for', async () => {
  const stop = new AbortController()
  const { ask, spent, moved } = await aQuestion(
    'what is it?',
    [
      (_, { text, signal }) => {
        text('An image [ami]. And ')
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')))
          setImmediate(() => stop.abort())
        })
      },
    ],
    {
      openStream: async () => ({
        append: () => {},
        step: () => {},
        announce: () => {},
        end: async () => {},
        place: { ts: '7.0' },
        stopped: stop.signal,
      }),
    },
  )
  expect(textOf(await ask())).toBe('An image [1].\nAnd\nStopped. Written by nova from: [1] AMI. Check what matters.')
  expect(spent().inputTokens).toBeGreaterThan(100)
  expect(spent().outputTokens).toBeLessThan(20)
  expect(moved).toEqual([{ ts: '7.0' }])
})

it('a stop also ends what waits for a tool', async () => {
  const stop = new AbortController()
  const reader = { ...anAccount([]), findInstances: () => new Promise<never>(() => setImmediate(() => stop.abort())) }
  const { ask } = await aQuestion('what runs?', [calls(['ec2_list', { arguments: '' }])], {
    reader,
    openStream: async () => ({
      append: () => {},
      step: () => {},
      announce: () => {},
      end: async () => {},
      place: { ts: '7.0' },
      stopped: stop.signal,
    }),
  })
  expect(await ask()).toEqual({ because: 'It was stopped before it had said anything.' })
})

it('is not waited for longer than 90 seconds', async () => {
  const { ask, system, spent } = await aQuestion('what is it?', [() => new Promise(() => {})])
  const answer = ask()
  await new Promise(setImmediate)
  await system.advance(90_000)
  expect(await answer).toEqual({ because: 'The language model took longer than 90 seconds.' })
  expect(spent()).toMatchObject({ inputTokens: expect.toSatisfy((tokens: number) => tokens > 100), outputTokens: 0 })
})

it('when Windlass is being stopped, it stops', async () => {
  const { ask, stopping } = await aQuestion('what is it?', [() => new Promise(() => {})])
  const answer = ask()
  await new Promise(setImmediate)
  stopping.abort()
  expect(await answer).toMatchObject({ because: expect.stringContaining('was being stopped') })
})

it.each([
  [new UserError('ModelThrottled', 'The language model has too much to do.'), 'The language model has too much to do.'],
  [new TypeError('x is undefined'), 'The language model could not be asked, because of a fault of Windlass’s own.'],
])('what it fails with is said, and counted: %s', async (error, because) => {
  const { ask, spent } = await aQuestion('what is it?', [() => Promise.reject(error)])
  expect(await ask()).toEqual({ because })
  expect(spent().inputTokens).toBeGreaterThan(100)
})

it('a tool that fails is told to the model in a sentence, and ends nothing', async () => {
  const reader = { ...anAccount([]), findInstances: () => Promise.reject(new TypeError('secret detail')) }
  const { ask, sent, sentText } = await aQuestion('?', [calls(['ec2_list', { arguments: '' }]), says('Unknown.')], {
    reader,
  })
  expect(textOf(await ask())).toContain('Unknown.')
  expect(resultsIn(sent[1])[0]?.isError).toBe(true)
  expect(sentText()).not.toContain('secret detail')
})

it('where Slack takes no stream "Working…" is said, and the answer is the same', async () => {
  const { ask, system, written, work } = await aQuestion('what is it?', [says('An image [ami].')], {
    openStream: () => system.sleep(2_000).then(() => Promise.reject(new Error('no stream here'))),
  })
  const answer = ask()
  await new Promise(setImmediate)
  await system.advance(1_999)
  expect(written).toEqual([])
  await system.advance(1)
  expect(textOf(await answer)).toContain('An image [1].')
  expect(written.map(({ kind }) => kind)).toEqual(['working'])
  expect(await work.done()).toEqual({ ts: undefined })
})

it('where it takes one, however slowly, that alone shows the work, and is kept from its beginning', async () => {
  const place = { ts: '7.0', channel: 'C0OPS' }
  const { ask, system, written, moved, work } = await aQuestion('what is it?', [() => new Promise(() => {})], {
    openStream: async () => {
      await system.sleep(2_000)
      return {
        append: () => {},
        step: () => {},
        announce: () => {},
        end: async () => {},
        place,
        stopped: new AbortController().signal,
      }
    },
  })
  const answer = ask()
  await new Promise(setImmediate)
  await system.advance(2_000)
  expect(moved).toEqual([place])
  await system.advance(90_000)
  await answer
  expect(written).toEqual([])
  expect(await work.done()).toEqual(place)
})

it('where a message says "Working…" already, as after a restart, nothing is streamed: the answer takes its place', async () => {
  const working = { ts: '5.0', channel: 'C0OPS' }
  const { ask, written, work } = await aQuestion('what is it?', [says('An image [ami].')], { working })
  expect(textOf(await ask())).toContain('An image [1].')
  expect(written).toEqual([{ kind: 'announced', text: '5.0' }])
  expect(await work.done()).toEqual(working)
})

it('says nothing: then what is known without it is the answer', async () => {
  const { ask } = await aQuestion('what is it?', [says(' \n')])
  expect(await ask()).toEqual({ because: 'The language model had nothing to say.' })
})

it('is there only where a model is set up', async () => {
  const { assistant } = await aQuestion('what is it?', [], { hasModel: false })
  expect(assistant).toBeUndefined()
})

const look = { tool: 'ec2_show', arguments: 'crane-7' }

it('what it is to look at is read before it is asked, and nothing of it is named', async () => {
  const { ask, sent, sentText, streamed } = await aQuestion('in plain words: what of crane-7?', [says('It runs.')])
  expect(textOf(await ask({ look }))).toBe('It runs.\nWritten by nova; tools: /ec2 show. Check what matters.')
  expect(sent[0]?.messages.map(({ role, parts }) => [role, ...parts.map(({ kind }) => kind)])).toEqual([
    ['user', 'text'],
    ['assistant', 'call'],
    ['user', 'result'],
  ])
  expect(resultsIn(sent[0])).toMatchObject([{ isError: false }])
  for (const each of hidden) expect(sentText()).not.toContain(each)
  expect(streamed().map(({ text }) => text)).toEqual(['[Reading /ec2 show crane-7]It runs.'])
})

it('nothing is read for whom the day’s share is used up', async () => {
  const reader = anAccount([])
  const { ask, streamed } = await aQuestion('?', [], { reader, used: { inputTokens: 10_000, outputTokens: 0 } })
  expect(await ask({ look })).toMatchObject({ because: expect.stringContaining('used up') })
  expect(streamed()).toEqual([])
  expect(reader.asked).toEqual([])
})

it.each([
  ['of a mention it is one person’s, with tools, and not streamed for everyone', { surface: 'mention' }, []],
  ['of a slash command it is streamed in direct messages', { surface: 'slash' }, [undefined]],
] as const)('a look %s', async (_, where, streams) => {
  const delivery = { ...where, isDirect: false, channel: 'C0OPS' }
  const { ask, sent, streamed } = await aQuestion('?', [says('It runs.')], { delivery })
  expect(await ask({ look })).not.toMatchObject({ view: { isOpen: true } })
  expect(sent[0]?.tools.map(({ name }) => name)).toContain('ec2_show')
  expect(streamed().map(({ isOpen }) => isOpen)).toEqual(streams)
})

it('where "Working…" was said meanwhile, the stream opens all the same, and says so once its place is kept', async () => {
  const told: unknown[] = []
  const place = { ts: '7.0' }
  const { ask, system, written, moved, work } = await aQuestion('what is it?', [says('An image [ami].')], {
    openStream: async () => ({
      append: () => {},
      step: () => {},
      announce: (said) => told.push(said, moved.at(-1)),
      end: async () => {},
      place,
      stopped: new AbortController().signal,
    }),
  })
  await system.advance(1_000)
  expect(written.map(({ kind }) => kind)).toEqual(['working'])
  await ask()
  expect(told).toEqual([{ ts: undefined }, place])
  expect(await work.done()).toEqual(place)
})
