import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../../src/core/asking/answer-question.ts'
import type { Knowledge, Topic } from '../../../src/core/asking/topic.ts'
import { topicView } from '../../../src/core/asking/topic-view.ts'
import type { Assistant, FreeQuestion } from '../../../src/core/assistant.ts'
import { bold, code, plain, type Text, text } from '../../../src/core/text.ts'
import type { View } from '../../../src/core/view.ts'
import { aKnowledge, aTopic } from '../../fixtures/knowledge.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, pressable, tableOf } from '../../fixtures/run-command.ts'

const knowledge = aKnowledge()
const shown = (given: Partial<Topic>) => topicView(aTopic({ id: 'ami', title: 'AMI', ...given }), knowledge)
const paragraph = (words: Text) => ({ body: [{ kind: 'paragraph', text: words } as const] })

describe('the first sentence leads, and the rest of its paragraph follows', () => {
  it.each([
    {
      what: 'two sentences',
      words: ['It is a template. You pay for it.'],
      lead: 'AMI. It is a template.',
      rest: ['You pay for it.'],
    },
    { what: 'one sentence', words: ['It is a template.'], lead: 'AMI. It is a template.', rest: [] },
    { what: 'no full stop', words: ['A template'], lead: 'AMI. A template', rest: [] },
    {
      what: 'marks inside',
      words: text`An ${bold('AMI')} is ${code('ami-1.x')}. Copy it.`,
      lead: 'AMI. An AMI is ami-1.x.',
      rest: ['Copy it.'],
    },
    {
      what: 'a mark right after',
      words: text`It is one. ${code('cp')} copies it.`,
      lead: 'AMI. It is one.',
      rest: ['cp copies it.'],
    },
    {
      what: 'a number with a point',
      words: ['It costs 1.5 cents. Or less.'],
      lead: 'AMI. It costs 1.5 cents.',
      rest: ['Or less.'],
    },
    {
      what: 'an abbreviation',
      words: ['Images, e.g. of Linux. More.'],
      lead: 'AMI. Images, e.g. of Linux.',
      rest: ['More.'],
    },
    { what: 'a bold sentence', words: text`${bold('It is one.')} More.`, lead: 'AMI. It is one.', rest: ['More.'] },
  ])('$what', ({ words, lead, rest }) => {
    const view = shown(paragraph(words))
    expect(leadText(view)).toBe(lead)
    expect(paragraphsOf(view)).toEqual(rest)
  })

  it('after a title that asks, without another mark', () => {
    expect(leadText(shown({ title: 'EC2 or Lambda?' }))).toBe('EC2 or Lambda? ami is an idea.')
  })
})

it('lists, a table and the command that shows it are parts in their order', () => {
  const table = { kind: 'table', columns: ['', 'EC2', 'Lambda'], rows: [['Limit', 'none', '15 min']] } as const
  const first = { kind: 'paragraph', text: ['One.'] } as const
  const view = shown({ body: [first, { kind: 'bullets', items: [['a'], ['b']] }, table], command: '/ec2 show web-1' })
  expect(view.parts.map(({ kind }) => kind)).toEqual(['bullets', 'table', 'paragraph'])
  expect(bulletsOf(view)).toEqual(['a', 'b'])
  expect(tableOf(view)).toEqual({
    kind: 'table',
    columns: [{ title: '' }, { title: 'EC2', wraps: true }, { title: 'Lambda', wraps: true }],
    rows: [['Limit', 'none', '15 min']],
  })
  expect(paragraphsOf(view)).toEqual(['To see it here, for example: /ec2 show web-1'])
})

it('a command that does more than look says so', () => {
  const commandOf = (command: string) => paragraphsOf(shown({ command })).at(-1)
  expect(commandOf('/ec2 stop web-1')).toBe('To do it here, for example: /ec2 stop web-1')
  expect(commandOf('/lambda invoke order-intake')).toBe('To do it here, for example: /lambda invoke order-intake')
  expect(commandOf('/lambda metrics order-intake')).toBe('To see it here, for example: /lambda metrics order-intake')
})

it('sources are links with the oldest day on which they were checked', () => {
  const sources = [
    { url: 'https://docs.aws.amazon.com/a/AMIs.html', checked: '2026-11-26' },
    { url: 'https://aws.amazon.com/', checked: '2026-11-20' },
  ]
  const view = shown({ sources })
  expect(noteText(view)).toBe('Sources: AMIs, aws.amazon.com. Checked 2026-11-20.')
  expect(view.note).toContainEqual({ link: 'AMIs', url: 'https://docs.aws.amazon.com/a/AMIs.html' })
  expect(shown({ sources: [] })).not.toHaveProperty('note')
})

it('three related topics at most can be pressed, and none that is not there', () => {
  expect(pressable(shown({ related: ['gone', 'snapshot', 'stopped', 'container', 'capacity'] }))).toEqual({
    Snapshot: 'windlass ask snapshot',
    'Stopped instance': 'windlass ask stopped',
    'Container image': 'windlass ask container',
  })
})

describe('an answer', () => {
  const answer = (question: string, given: { before?: string; side?: 'EC2' | 'Lambda' } = {}) =>
    answerQuestion({ question, before: given.before, ...given }, { knowledge })

  it.each([
    ['what is an ami?', {}, 'ami'],
    ['snapshot', {}, 'snapshot'],
    ['and for Lambda?', { before: 'ami' }, 'container'],
    ['image', {}, 'ami'],
    ['image', { side: 'EC2' }, 'ami'],
    ['image', { side: 'Lambda' }, 'container'],
    ['stopped', { side: 'Lambda' }, 'stopped'],
  ] as const)('to %s, given %o, is about %s and for everyone', async (question, given, topic) => {
    expect(await answer(question, given)).toMatchObject({ topic, isOpen: true, isShareable: true })
  })

  it('that is not certain says so, tells the nearest two, and is about nothing', async () => {
    const view = await answer('how do I bake?')
    expect(leadText(view)).toBe('I do not know that for certain. These come nearest, the likeliest first:')
    expect(paragraphsOf(view)).toEqual([
      'AMI. ami is an idea. It has more to it.',
      'Container image. container is an idea. It has more to it.',
    ])
    expect(bulletsOf(view)).toEqual(['Snapshot. snapshot is an idea. It has more to it.'])
    expect(Object.keys(pressable(view))).toEqual(['AMI', 'Container image', 'Snapshot'])
    expect(view).not.toHaveProperty('topic')
  })

  it('that is likely says so, and tells the next below it', async () => {
    const [first, ...others] = ['ami', 'container', 'snapshot'].flatMap((id) => knowledge.topic(id) ?? [])
    if (first === undefined) throw new Error('There is no such topic')
    const near: Knowledge = { ...knowledge, find: async () => ({ kind: 'likely', nearest: [first, ...others] }) }
    const view = await answerQuestion({ question: 'what is it made of', before: undefined }, { knowledge: near })
    expect(leadText(view)).toBe('Most likely: AMI. ami is an idea.')
    expect(paragraphsOf(view)).toEqual([
      'It has more to it.',
      'Or, if you meant that:',
      'Container image. container is an idea. It has more to it.',
    ])
    expect(view.topic).toBe('ami')
  })

  it('that no topic has much of says so, and tells what is nearest in short', async () => {
    const far: Knowledge = {
      ...knowledge,
      find: async (question) => {
        const found = await knowledge.find(question)
        return found.kind === 'unsure' ? { ...found, kind: 'unknown' } : found
      },
    }
    const view = await answerQuestion({ question: 'how do I bake?', before: undefined }, { knowledge: far })
    expect(leadText(view)).toBe(
      'I do not know that. Say it in other words, paste the error whole, or name the instance or function that it is about. What I know nearest to it:',
    )
    expect(paragraphsOf(view)).toEqual([])
    expect(bulletsOf(view)).toHaveLength(3)
  })

  it('to something else is declined, with what to do if it was not', async () => {
    const view = await answer('how is the weather?')
    expect(plain(view.lead)).toBe(
      'I can only answer what is about Amazon EC2, AWS Lambda and what surrounds them, sorry.',
    )
    expect(paragraphsOf(view)).toEqual([expect.stringContaining('ask again with the name of the thing')])
    expect(view).not.toHaveProperty('isOpen')
  })

  describe('with a language model', () => {
    const view: View = { lead: ['Flour, water, salt.'], parts: [], actions: [] }

    it('is its own where no topic is certain, and it is told what comes nearest', async () => {
      const asked: FreeQuestion[] = []
      const assistant: Assistant = {
        async answer(question) {
          asked.push(question)
          return { view }
        },
      }
      const question = { question: 'how do I bake?', before: undefined }
      expect(await answerQuestion(question, { knowledge, assistant })).toBe(view)
      expect(asked.map(({ nearest }) => nearest.map(({ id }) => id))).toEqual([['ami', 'container', 'snapshot']])
      await answerQuestion({ question: 'what is an ami?', before: undefined }, { knowledge, assistant })
      expect(asked).toHaveLength(1)
    })

    it('is the one without it where it has none, and says why', async () => {
      const assistant: Assistant = { answer: async () => ({ because: 'The model did not answer.' }) }
      const told = await answerQuestion({ question: 'how do I bake?', before: undefined }, { knowledge, assistant })
      expect(leadText(told)).toContain('These come nearest')
      expect(noteText(told)).toContain('The model did not answer.')
    })
  })
})
