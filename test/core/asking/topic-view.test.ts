import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../src/core/answer-question.ts'
import { bold, code, plain, type Text, text } from '../../src/core/text.ts'
import type { Topic } from '../../src/core/topic.ts'
import { topicView } from '../../src/core/topic-view.ts'
import { aKnowledge, aTopic } from '../fixtures/knowledge.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, pressable, tableOf } from '../fixtures/run-command.ts'

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
  expect(paragraphsOf(view)).toEqual(['Here: /ec2 show web-1'])
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
    answerQuestion({ question, before: given.before, ...given }, knowledge)

  it.each([
    ['what is an ami?', {}, 'ami'],
    ['snapshot', {}, 'snapshot'],
    ['and for Lambda?', { before: 'ami' }, 'container'],
    ['image', {}, 'ami'],
    ['image', { side: 'EC2' }, 'ami'],
    ['image', { side: 'Lambda' }, 'container'],
    ['stopped', { side: 'Lambda' }, 'stopped'],
  ] as const)('to %s, given %o, is about %s and for everyone', (question, given, topic) => {
    expect(answer(question, given)).toMatchObject({ topic, isOpen: true, isShareable: true })
  })

  it('that is not certain says so, with what is nearest, and is about nothing', () => {
    const view = answer('how do I bake?')
    expect(leadText(view)).toBe('I do not know that for certain. Is it one of these?')
    expect(Object.keys(pressable(view))).toEqual(['AMI', 'Container image', 'Snapshot'])
    expect(view).not.toHaveProperty('topic')
  })

  it('to something else is declined in one sentence', () => {
    const view = answer('how is the weather?')
    expect(plain(view.lead)).toBe(
      'I can only answer what is about Amazon EC2, AWS Lambda and what surrounds them, sorry.',
    )
    expect(view).not.toHaveProperty('isOpen')
  })

  it('to what is so right now is where to look, and the topic only beside it', () => {
    const view = answer('why is web-1 stopped?')
    expect(leadText(view)).toBe('I cannot look into that yet. /ec2 show web-1 shows its state and the reason for it.')
    expect(paragraphsOf(view)).toEqual(['In general, about Stopped instance: stopped is an idea.'])
    expect(pressable(view)).toEqual({ 'Show web-1': 'ec2 show web-1', 'Stopped instance': 'windlass ask stopped' })
    expect(view).not.toHaveProperty('topic')
    expect(view).not.toHaveProperty('isOpen')
    expect(pressable(answer('why does function order-intake fail?'))).toEqual({
      'Show order-intake': 'lambda show order-intake',
    })
  })
})
