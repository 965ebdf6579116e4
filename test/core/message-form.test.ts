import { describe, expect, it, test } from 'vitest'
import { findUnusable, messageForm, readMessageForm } from '../../src/core/message-form.ts'
import { plain } from '../../src/core/text.ts'

const text = (said: string) => ({ kind: 'text', text: said }) as const
const file = (sizeBytes?: number) =>
  ({ kind: 'file', id: 'F1', name: 'orders.json', ...(sizeBytes === undefined ? {} : { sizeBytes }) }) as const
const long = JSON.stringify({ rows: 'x '.repeat(2_000) })

describe('a form shows the payload', () => {
  it.each([
    ['over several lines', '{"a":1}', '{\n  "a": 1\n}'],
    ['in one line where there is no room for several', `[${'1,'.repeat(1_400)}1]`, `[${'1,'.repeat(1_400)}1]`],
    ['as it is where it has to be mended', '{"a":1,}', '{"a":1,}'],
  ])('%s', (_, said, initial) => {
    const { fields } = messageForm(text(said))
    expect(fields).toMatchObject([{ name: 'function' }, { name: 'payload', kind: 'json', initial }])
  })

  it.each([
    [text(long), /All 4,011 characters are sent as they are/],
    [file(12_400), /with orders\.json \(12 kB\)\./],
    [file(400), /with orders\.json \(400 bytes\)\./],
    [file(), /with orders\.json\. /],
  ])('or says what is sent', (payload, says) => {
    const { fields, about } = messageForm(payload)
    expect(fields.map(({ name }) => name)).toEqual(['function'])
    expect(plain(about)).toMatch(says)
  })
})

describe('there is no form', () => {
  test.each([
    ['for a file that Lambda would not take', file(6 * 1024 * 1024 + 1), /too large/],
    ['for a long text that is no JSON', text(`${long},`), /cannot be sent\. This is not JSON at line 1, column 4012/],
    [
      'for a secret that would have to be kept',
      text(long.replace('{', '{"password":"hunter2-horse",')),
      /attach the JSON/,
    ],
    ['for what was taken out of something', text(long.replace('x', '[redacted]')), /attach the JSON/],
  ])('%s', (_, payload, says) => {
    expect(plain(findUnusable(payload) ?? [])).toMatch(says)
  })

  test.each([text('{"password":"hunter2-horse"}'), text('{a}'), text(long), file(6 * 1024 * 1024), file()])(
    'but for %j there is one',
    (payload) => expect(findUnusable(payload)).toBeUndefined(),
  )
})

describe('what was filled in', () => {
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake'
  test.each([
    [
      { function: ' order-intake ', payload: '{“a”: 1}' },
      { ok: true, name: 'order-intake', payload: '{"a": 1}' },
    ],
    [{ function: arn }, { ok: true, name: arn }],
    [
      { function: 'f', payload: '' },
      { ok: false, mistakes: { payload: 'Write JSON here, {} for nothing.' } },
    ],
    [{}, { ok: false, mistakes: { function: 'Write the name of a function.' } }],
    [
      { function: '-x', payload: '{}' },
      { ok: false, mistakes: { function: '-x is not the name of a function.' } },
    ],
    [
      { function: '{}', payload: '{}' },
      { ok: false, mistakes: { function: expect.stringContaining('not the name') } },
    ],
    [
      { function: 'f', payload: '["[redacted]"]' },
      { ok: false, mistakes: { payload: expect.stringContaining('place of [redacted]') } },
    ],
    [
      { function: '', payload: '{' },
      { ok: false, mistakes: { function: expect.any(String), payload: expect.stringContaining('not JSON') } },
    ],
  ])('%j', (filled, read) => {
    expect(readMessageForm(filled)).toEqual(read)
  })
})
