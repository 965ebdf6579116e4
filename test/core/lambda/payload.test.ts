import { describe, expect, it } from 'vitest'
import { membersOf, prettyJson } from '../../../src/core/lambda/json-tokens.ts'
import { readPayload } from '../../../src/core/lambda/payload.ts'

const messageOf = (typed: string) => {
  const read = readPayload(typed)
  return read.ok ? 'is read' : read.message
}

describe('JSON is read as a person types it', () => {
  it.each([
    ['  {"a": 12345678901234567890}\n', '{"a": 12345678901234567890}'],
    ['{“a”: “it’s”}', `{"a": "it's"}`],
    ['{"a": "“quoted” and it’s"}', '{"a": "“quoted” and it’s"}'],
    ['{«a»: 1}', '{"a": 1}'],
    ['{‘a’: ‘b’}', '{"a": "b"}'],
    ['```json\n{"a": 1}\n```', '{"a": 1}'],
    ['```{"a": 1}```', '{"a": 1}'],
    ['`{"a": 1}`', '{"a": 1}'],
    ['{"__proto__": 1}', '{"__proto__": 1}'],
    ['{\u00a0"a":\u00a0"b\u00a0c" }', '{ "a": "b\u00a0c" }'],
    ['{\n\u00a0\u2003“a”: “b\u00a0c”}', '{\n  "a": "b\u00a0c"}'],
    ['null', 'null'],
    ['"text"', '"text"'],
  ])('%s', (typed, value) => {
    expect(readPayload(typed)).toEqual({ ok: true, value })
  })
})

describe('a key that is there twice is refused, at any depth', () => {
  it.each([
    [
      '{"a": 1, "a": 2}',
      'The same object has "a" twice, again at line 1, column 10. Keep one of them. {"a": 1, ▸"a": 2}',
    ],
    ['```\n[{"b": {\n"a": {}, "\\u0061": 2}}]\n```', 'The same object has "a" twice, again at line 3, column 10. '],
    ['{“a”: 1, “a”: 2}', 'The same object has "a" twice, again at line 1, column 10. '],
    ['{"__proto__": 1, "__proto__": 2}', 'The same object has "__proto__" twice, '],
    [`{"${'a'.repeat(90)}": 1, "${'a'.repeat(90)}": 1}`, `The same object has "${'a'.repeat(40)}" twice, `],
  ])('%s', (typed, message) => {
    expect(messageOf(typed)).toContain(message)
  })

  it.each(['{"a": {"a": ["a", "a", {"a": 1}]}, "b": {"a": 1}}', '[{"a": 1}, {"a": 1}]', '{"a": "a", "A": "a"}'])(
    'this has none: %s',
    (typed) => {
      expect(messageOf(typed)).toBe('is read')
    },
  )
})

describe('where it is not JSON, the place and what helps', () => {
  it.each([
    ['', 'There is no JSON. Write {} for an empty payload.'],
    ['```json\n```', 'There is no JSON. Write {} for an empty payload.'],
    ['{"a": 1,, "b": 2}', 'This is not JSON at line 1, column 9: There is a comma too many. {"a": 1,▸, "b": 2}'],
    [
      '{\n  order: 1\n}',
      'This is not JSON at line 2, column 3: Names are put between double quotes: "order". { ▸order: 1 }',
    ],
    ['```json\n{a: 1}\n```', 'This is not JSON at line 2, column 2: Names are put between double quotes: "a". {▸a: 1}'],
  ])('%s', (typed, message) => {
    expect(messageOf(typed)).toBe(message)
  })

  const double = 'Texts and names are put between double quotes: "…".'
  const value = 'is no value. There are true, false, null, numbers (12, -3, 0.5), and texts between double quotes.'
  it.each([
    [`{'a': 1}`, 2, double],
    ['{"😀😀": 1,}', 10, 'The comma before the } is one too many.'],
    ['{\u00a0"a": 1,}', 10, 'The comma before the } is one too many.'],
    [`{"a": 'b'}`, 7, double],
    ['{“a”: 1,}', 9, 'The comma before the } is one too many.'],
    ['[1, 2,]', 7, 'The comma before the ] is one too many.'],
    ['[,]', 2, 'There is a comma too many.'],
    ['{"a": 1', 8, 'A } is missing at the end.'],
    ['{"a": [1', 9, 'A ] is missing at the end.'],
    ['{"a":', 6, 'A } is missing at the end.'],
    ['{"a": [1}', 9, 'A ] is missing here, before the }.'],
    ['{"a": 1} and', 10, 'The JSON has ended before this. Remove what comes after it.'],
    ['{"a": 1}}', 9, 'The JSON has ended before this. Remove what comes after it.'],
    ['{"a" 1}', 6, 'A colon is missing after the name.'],
    ['{"a": 1 "b": 2}', 9, 'A comma is missing here.'],
    ['{"a": 01}', 8, 'A comma is missing here, or this is no number as JSON writes them (12, -3, 0.5).'],
    ['{"a": }', 7, 'A value is missing here.'],
    ['{"a": "b}', 7, 'The text that begins here has no " at its end.'],
    ['{"a": "b\nc"}', 9, String.raw`A line break in a text is written \n, a tab \t.`],
    [String.raw`{"a": "C:\x"}`, 10, String.raw`A \ in a text is written \\.`],
    ['{"a": None}', 7, `None ${value}`],
    ['order-1', 1, `order-1 ${value}`],
    ['{"a": 1} // one', 10, 'The JSON has ended before this. Remove what comes after it.'],
    ['{ // one\n}', 3, 'JSON has no comments. Remove this one.'],
    ['{1: 2}', 2, 'A name between double quotes is missing here.'],
  ])('%s', (typed, column, sentence) => {
    expect(messageOf(typed)).toContain(`line 1, column ${column}: ${sentence} `)
  })

  it('shows only what is around the place', () => {
    const long = `{"${'a'.repeat(90)}": 1,, "b": "${'c'.repeat(90)}"}`
    expect(messageOf(long)).toContain('… aaaaaaaaaaaaaaa": 1,▸, "b": "cccccccccccc …')
  })

  it.each(['"\ud83d\ude00', `[${'['.repeat(50_000)}`])('whatever was typed', (typed) => {
    expect(messageOf(typed)).toContain('This is not JSON')
  })
})

describe('JSON that is read', () => {
  it.each([
    [
      '{"a":{"b":[1,{}],"c":[]},"d":12345678901234567890}',
      '{\n  "a": {\n    "b": [\n      1,\n      {}\n    ],\n    "c": []\n  },\n  "d": 12345678901234567890\n}',
    ],
    ['"{a:1,b}"', '"{a:1,b}"'],
    [' 1.50 ', '1.50'],
  ])('is laid out over several lines: %s', (json, pretty) => {
    expect(prettyJson(json)).toBe(pretty)
  })

  it.each([`${'['.repeat(20_000)}${']'.repeat(20_000)}`, `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`])(
    'stays as it is where indents would make it far longer',
    (json) => {
      expect(prettyJson(json)).toBe(json)
    },
  )

  it.each([
    [
      '{ "a": 1.0, "b\\n": {"c": [1, 2]}, "__proto__": "x" }',
      [
        ['a', '1.0'],
        ['b\n', '{"c": [1, 2]}'],
        ['__proto__', '"x"'],
      ],
    ],
    ['{}', []],
  ])('has members: %s', (json, members) => {
    expect([...(membersOf(json) ?? [])]).toEqual(members)
  })

  it.each(['[1]', '1', '"{}"'])('has none where it is no object: %s', (json) => {
    expect(membersOf(json)).toBeUndefined()
  })
})
