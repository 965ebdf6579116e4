import { expect, it } from 'vitest'
import { type Answered, assistedView } from '../../../src/core/assistant/answer-view.ts'
import { plain } from '../../../src/core/text.ts'
import { choicesOf } from '../../../src/core/view.ts'
import { aTopic } from '../../fixtures/knowledge.ts'

const ami = aTopic({ id: 'ami', title: 'AMI' })
const snapshot = aTopic({ id: 'snapshot', title: 'Snapshot' })

function view(said: string, given: Partial<Answered> = {}) {
  return assistedView({
    said,
    restore: (text) => text,
    topics: [ami, snapshot],
    tools: [],
    model: 'nova',
    ending: 'whole',
    isOpen: false,
    ...given,
  })
}

it('the first sentence leads, and the note says whose words these are and from where', () => {
  const { lead, parts, note, actions, topic } = view('An AMI is a template [ami]. It has snapshots [ami, snapshot].')
  expect(lead).toEqual(['An AMI is a template [1].'])
  expect(parts).toEqual([{ kind: 'paragraph', text: ['It has snapshots [1, 2].'] }])
  expect(note).toEqual([
    'Written by ',
    'nova',
    ' from: ',
    '[1] ',
    { link: 'AMI', url: 'https://docs.aws.amazon.com/guide/ami.html' },
    ', ',
    '[2] ',
    { link: 'Snapshot', url: 'https://docs.aws.amazon.com/guide/snapshot.html' },
    '. Check what matters.',
  ])
  expect(actions.flatMap(choicesOf).map(({ label }) => label)).toEqual(['AMI', 'Snapshot'])
  expect(topic).toBe('ami')
})

it.each([
  [
    'It is so.',
    {},
    'Written by nova from the model’s own knowledge, not from AWS’s documentation. Check what matters.',
  ],
  [
    'It is so [spot].',
    {},
    'Written by nova from the model’s own knowledge, not from AWS’s documentation. Check what matters.',
  ],
  ['It is so.', { tools: ['/ec2 list'] }, 'Written by nova; tools: /ec2 list. Check what matters.'],
  [
    'So [ami].',
    { tools: ['/ec2 list', '/ec2 show'] },
    'Written by nova from: [1] AMI; tools: /ec2 list, /ec2 show. Check what matters.',
  ],
  ['So [ami].', { ending: 'stopped' }, 'Stopped. Written by nova from: [1] AMI. Check what matters.'],
  [
    'So [ami].',
    { ending: 'cut' },
    'Cut off, as it was getting too long. Written by nova from: [1] AMI. Check what matters.',
  ],
] as const)('the note of %j %j', (said, given, note) => {
  expect(plain(view(said, given).note ?? [])).toBe(note)
})

it('what cites something that was not given does not look as if it did', () => {
  const { lead, actions, topic } = view('It is cheap [spot]. So [spot, ami].')
  expect(plain(lead)).toBe('It is cheap.')
  expect(plain(view('So [spot, ami].').lead)).toBe('So [1].')
  expect(actions.flatMap(choicesOf).map(({ label }) => label)).toEqual(['AMI'])
  expect(topic).toBe('ami')
  expect(plain(view('The key was [redacted].').lead)).toBe('The key was [redacted].')
})

it('reads bold, code, lists and headings, and nothing else', () => {
  const { lead, parts } = view(
    'Two **things**. See `arr[0]`:\n\n- one `x`\n- **two**\n1. three\n\n## Then\nmore *stars* <b>\n```sh\naws ec2 [ami]\n```\nend',
  )
  expect(lead).toEqual(['Two ', { bold: 'things' }, '.'])
  expect(parts).toEqual([
    { kind: 'paragraph', text: ['See ', { code: 'arr[0]' }, ':'] },
    { kind: 'bullets', items: [['one ', { code: 'x' }], [{ bold: 'two' }], ['three']] },
    { kind: 'paragraph', text: [{ bold: 'Then' }] },
    { kind: 'paragraph', text: ['more *stars* <b>'] },
    { kind: 'code', code: 'aws ec2 [ami]' },
    { kind: 'paragraph', text: ['end'] },
  ])
})

it('an answer that is a list from the start is introduced', () => {
  expect(view('- one\n- two')).toMatchObject({ lead: ['This is what the model says:'], parts: [{ kind: 'bullets' }] })
})

it.each([
  ['Go to [the console](https://evil.example/?q=1) now.', 'Go to the console now.'],
  ['See ![logo](https://evil.example/x.png).', 'See logo.'],
  ['See https://evil.example/x now.', 'See (link left out) now.'],
  ['See <https://evil.example|here> now.', 'See (link left out) now.'],
  ['See www.evil.example or mailto:a@b.example now.', 'See (link left out) or (link left out) now.'],
  ['Ask <!channel>, @here and <@U0ADA> now.', 'Ask <!channel>, @here and <@U0ADA> now.'],
])('there is no link and no mention in it: %s', (said, shown) => {
  const { lead } = view(said)
  expect(lead.every((span) => typeof span === 'string')).toBe(true)
  expect(plain(lead)).toBe(shown)
})

it('what is put back is neither Markdown nor a citation nor the end of a sentence', () => {
  const names = new Map([
    ['name-1', '`x` [ami] **b**. Yes'],
    ['name-2', '[x](y)'],
    ['host-1', 'db.acme.com'],
  ])
  const restore = (text: string) => text.replaceAll(/(?:name|host)-\d/g, (found) => names.get(found) ?? found)
  const { lead, parts, note } = view('It is name-1 or **name-2** on `host-1`. So.\n- name-1\n```\nping host-1\n```', {
    restore,
  })
  expect(lead).toEqual(['It is `x` [ami] **b**. Yes or ', { bold: '[x](y)' }, ' on ', { code: 'db.acme.com' }, '.'])
  expect(parts).toEqual([
    { kind: 'paragraph', text: ['So.'] },
    { kind: 'bullets', items: [['`x` [ami] **b**. Yes']] },
    { kind: 'code', code: 'ping db.acme.com' },
  ])
  expect(plain(note ?? [])).toContain('own knowledge')
})

it.each(['host-1/?q=name-1', 'name-1.host-1', 'http:host-1', 'name-1@host-1', '`host-1/name-1`'])(
  'nothing becomes a link by what is put back: %s',
  (said) => {
    const restore = (text: string) => text.replaceAll('host-1', 'evil.com').replaceAll('name-1', 'crane-7')
    expect(plain(view(`See ${said} now.`, { restore }).lead)).toBe('See (link left out) now.')
  },
)

it('a host that the topics name stays', () => {
  const topic = aTopic({ id: 'ami', body: [{ kind: 'paragraph', text: ['It is ec2.amazonaws.com.'] }] })
  const said = 'Trust `ec2.amazonaws.com`, not sts.amazonaws.com or https://ec2.amazonaws.com now.'
  expect(plain(view(said, { topics: [topic] }).lead)).toBe(
    'Trust ec2.amazonaws.com, not (link left out) or (link left out) now.',
  )
})

it('is for everyone only where it was asked before everyone', () => {
  expect(view('So.').isOpen).toBeUndefined()
  expect(view('So.', { isOpen: true }).isOpen).toBe(true)
})
