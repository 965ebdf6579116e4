import { describe, expect, it, test } from 'vitest'
import { findPayload } from '../../src/slack/message-payload.ts'

const text = (said: string, style?: object) => ({ type: 'text', text: said, ...(style === undefined ? {} : { style }) })
const code = (said: string) => text(said, { code: true })
const link = { type: 'link', url: 'https://x.io/?a=1&b=2' }
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const fenced = (...elements: object[]) => ({ type: 'rich_text_preformatted', elements })
const rich = (...elements: object[]) => ({ type: 'rich_text', block_id: 'b', elements })
const mrkdwn = (said: string) => ({ type: 'section', text: { type: 'mrkdwn', text: said } })

describe('the JSON of a message is', () => {
  test.each<[string, object, string]>([
    ['a block of code', { blocks: [rich(section(text('look: ')), fenced(text('{"a": 1}')))] }, '{"a": 1}'],
    ['the first block that is JSON', { blocks: [rich(fenced(text('$ ls')), fenced(text('[1]')))] }, '[1]'],
    ['a block in another block', { blocks: [mrkdwn('hello'), rich(fenced(text('{}')))] }, '{}'],
    [
      'a block with links in it',
      { blocks: [rich(fenced(text('{"a":"'), link, text('"}')))] },
      '{"a":"https://x.io/?a=1&b=2"}',
    ],
    ['a block that says json first', { blocks: [rich(fenced(text('json\n{"a":1}')))] }, '{"a":1}'],
    ['code in a line', { blocks: [rich(section(text('try '), code('{"a":1}'), text(' please')))] }, '{"a":1}'],
    [
      'code in a line with a link',
      { blocks: [rich(section(code('["'), { ...link, style: { code: true } }, code('"]')))] },
      '["https://x.io/?a=1&b=2"]',
    ],
    ['code in a list', { blocks: [rich({ type: 'rich_text_list', elements: [section(code('{"b":2}'))] })] }, '{"b":2}'],
    ['a block rather than a line', { blocks: [rich(section(code('{"a":1}')), fenced(text('{"b":2}')))] }, '{"b":2}'],
    ['all that it says', { blocks: [rich(section(text(' {"a": 1}\n')))] }, '{"a": 1}'],
    ['with the quotes of a phone', { blocks: [rich(section(text('{“a”: “b”}')))] }, '{"a": "b"}'],
    ['a fence without rich text', { text: 'look: ```{"a": "&lt;b&gt; &amp;amp;"}```' }, '{"a": "<b> &amp;"}'],
    ['a fence with a link', { text: '```["<https://x.io|x.io>", "<mailto:a@b.io|a@b.io>"]```' }, '["x.io", "a@b.io"]'],
    ['ticks without rich text', { text: 'try `{"a":1}` please' }, '{"a":1}'],
    ['all of the text', { text: '{"a":"`b`"}' }, '{"a":"`b`"}'],
    ["an app's block", { text: 'alarm', blocks: [mrkdwn('*Alarm* ```{"a":1}```')] }, '{"a":1}'],
    ["a field of an app's block", { blocks: [{ type: 'section', fields: [{ text: 'a' }, { text: '`[2]`' }] }] }, '[2]'],
    ['an attachment', { text: 'see', attachments: [{ text: '```{"a":1}```' }] }, '{"a":1}'],
    ['a block of an attachment', { attachments: [{ blocks: [mrkdwn('```{"a":1}```')] }] }, '{"a":1}'],
    ['valid, where another is not', { blocks: [rich(fenced(text('{a}')), fenced(text('{"a":1}')))] }, '{"a":1}'],
    ['kept with all its digits', { text: '`{"n":12345678901234567890}`' }, '{"n":12345678901234567890}'],
    ['mendable, where nothing is valid', { blocks: [rich(fenced(text('{"a": 1,}')))] }, '{"a": 1,}'],
  ])('%s', (_, message, payload) => {
    expect(findPayload(message)).toEqual({ kind: 'text', text: payload })
  })
})

describe('there is none', () => {
  test.each<[string, unknown]>([
    ['in plain talk', { text: 'the shop is slow {today}', blocks: [rich(section(text('the shop is slow {today}')))] }],
    ['in other code', { blocks: [rich(fenced(text('SELECT 1')), section(code('i-0123')))] }],
    ['in a number', { text: '`42`' }],
    ['in nothing', {}],
    ['in what is no message', 'text'],
    ['in broken blocks', { blocks: 7, attachments: [1], files: 'x' }],
    ['in a picture', { files: [{ id: 'F1', name: 'a.png', mimetype: 'image/png' }] }],
    ['in a file that was deleted', { files: [{ id: 'F1', name: 'a.json', mode: 'tombstone' }] }],
    ['in a file that the plan hides', { files: [{ id: 'F1', name: 'a.json', mode: 'hidden_by_limit' }] }],
    ['in a file that lies elsewhere', { files: [{ id: 'F1', name: 'a.json', mode: 'external' }] }],
  ])('%s', (_, message) => {
    expect(findPayload(message)).toBeUndefined()
  })
})

describe('a file is taken', () => {
  const png = { id: 'F0', name: 'a.png', mimetype: 'image/png' }
  const txt = { id: 'F1', name: 'notes.txt', mimetype: 'text/plain', size: 5 }
  const json = { id: 'F2', name: 'orders.json', filetype: 'json', size: 70_000, url_private: 'https://x' }

  it('of JSON before one of text, and by nothing but its id, name and size', () => {
    const file = { kind: 'file', id: 'F2', name: 'orders.json', sizeBytes: 70_000 }
    expect(findPayload({ text: 'see', files: [png, txt, json] })).toEqual(file)
    expect(findPayload({ files: [txt] })).toEqual({ kind: 'file', id: 'F1', name: 'notes.txt', sizeBytes: 5 })
  })

  it('after JSON in the message, and before what only looks like it', () => {
    expect(findPayload({ text: '`{"a":1}`', files: [json] })).toMatchObject({ kind: 'text' })
    expect(findPayload({ text: '`{a}`', files: [json] })).toMatchObject({ kind: 'file' })
  })

  it('also of another organisation, of which nothing is said but its id', () => {
    const files = [{ id: 'F9', file_access: 'check_file_info' }]
    expect(findPayload({ files })).toEqual({ kind: 'file', id: 'F9', name: 'the file' })
  })
})

it('is found in a time that grows with the length', () => {
  const said = '`{ ``` json\n'.repeat(4_000)
  const startedAt = performance.now()
  findPayload({ text: said, blocks: [rich(section(text(said))), mrkdwn(said)] })
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
