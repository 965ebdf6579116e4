import { describe, expect, it } from 'vitest'
import type { Canonical } from '../../../src/core/canonical-json.ts'
import type { FormField, FormValues, PayloadForm } from '../../../src/core/form.ts'
import { fillForm, prefill } from '../../../src/core/lambda/fill-form.ts'
import { parseFormTag } from '../../../src/core/lambda/form-tag.ts'

/** The form of a tag, with a template where there is one. */
function formOf(tag: string, template?: Canonical): PayloadForm {
  const read = parseFormTag(tag)
  if (!read.ok) throw new Error(read.message)
  return { ...read.value, ...(template === undefined ? {} : { template }) }
}

const fields = (form: PayloadForm) => Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]))

describe('what was given is checked again', () => {
  it.each([
    ['a:text', '', 'Write something here.'],
    ['a:text', '  ', 'Write something here.'],
    ['a:text:..3', 'four', 'At most 3 characters; these are 4. Shorten it.'],
    ['a:text', 'x'.repeat(3001), 'At most 3000 characters; these are 3001. Shorten it.'],
    ['a:number', '', 'Write a number here.'],
    ['a:number', 'ten', 'ten is not a number. Write a whole number with digits, like 12.'],
    ['a:number', '1e3', '1e3 is not a number. Write a whole number with digits, like 12.'],
    ['a:number', '1.5', '1.5 is not a whole number. Leave out what is after the point.'],
    ['a:number:0.0..1.5', '1,5', '1,5 is not a number. Write a number with digits, like 12.5.'],
    ['a:number:1..500', '501', '501 is not from 1 to 500. Write a whole number from 1 to 500.'],
    ['a:number:..5', '6', '6 is not up to 5. Write a whole number up to 5.'],
    ['a:number:5..', '-6', '-6 is not from 5 on. Write a whole number from 5 on.'],
    ['a:choice:x/y/z', '', 'Choose one.'],
    ['a:choice:x/y/z', 'w', 'w is none of the choices. Choose x, y or z.'],
    ['a:choice:x', 'toString', 'toString is none of the choices. Choose x.'],
    ['a:choice:1/2/3/4/5/6/7/8/9/10/11', '0', '0 is none of the choices. Choose one of the 11 in the list.'],
    ['a:date', '2026-02-30', '2026-02-30 is not a date. Write one like 2026-11-24.'],
    ['a:date', '24.11.2026', '24.11.2026 is not a date. Write one like 2026-11-24.'],
    ['a:person', 'ada', 'ada is not a person. Choose one.'],
    ['a:channel', 'D012345', 'D012345 is not a channel. Choose one.'],
    ['a:instance', 'web-1', 'web-1 is not the id of an instance. Those look like i-0123456789abcdef0.'],
    ['a:json', '{a}', 'This is not JSON at line 1, column 2: Names are put between double quotes: "a". {▸a}'],
  ])('%s: %s', (tag, typed, sentence) => {
    expect(fillForm(formOf(tag), { a: typed })).toEqual({ ok: false, mistakes: { a: sentence } })
  })

  it('and what is filled into JSON cannot have a key twice', () => {
    const form = formOf('a:json', { in: '{{a}}', text: 'of {{a}}' })
    const sentence = expect.stringContaining('The same object has "x" twice')
    expect(fillForm(form, { a: '{"x": 1, "x": 2}' })).toEqual({ ok: false, mistakes: { a: sentence } })
  })

  it('and every mistake is told, by the name of its field', () => {
    const filled = fillForm(formOf('a:text b:number c:date:optional __proto__:date'), { b: 'x' })
    expect(!filled.ok && Object.keys(filled.mistakes)).toEqual(['a', 'b', '__proto__'])
  })

  it('and nothing that was not given is found in objects', () => {
    expect(fillForm(formOf('constructor:text'), {}).ok).toBe(false)
  })
})

describe('without a template the payload is an object with each field by its name', () => {
  it.each<[string, FormValues, string]>([
    ['a:text b:text:long', { a: ' x ', b: ' y\n' }, '{"a":"x","b":" y\\n"}'],
    ['a:text', { a: 'say "{{a}}" $& \\' }, '{"a":"say \\"{{a}}\\" $& \\\\"}'],
    [
      'a:number b:number c:number:0.0..',
      { a: '007', b: '-12345678901234567890', c: '1.50' },
      '{"a":7,"b":-12345678901234567890,"c":1.50}',
    ],
    ['a:choice:x/y b:date', { a: 'y', b: '2028-02-29' }, '{"a":"y","b":"2028-02-29"}'],
    [
      'a:person b:channel c:instance',
      { a: 'U012ABC', b: 'C012ABC', c: 'i-0123456789abcdef0' },
      '{"a":"U012ABC","b":"C012ABC","c":"i-0123456789abcdef0"}',
    ],
    ['a:text:optional b:text', { b: 'x', c: 'unknown' }, '{"b":"x"}'],
    ['a:json b:text', { a: '{"n": 12345678901234567890}', b: 'x' }, '{"a":{"n": 12345678901234567890},"b":"x"}'],
    ['a:json', { a: ' [1, 2] ' }, '[1, 2]'],
    ['a:json:optional', {}, '{}'],
    [
      '__proto__:text constructor:text',
      { ['__proto__']: 'x', constructor: 'y' },
      '{"__proto__":"x","constructor":"y"}',
    ],
  ])('%s', (tag, values, payload) => {
    expect(fillForm(formOf(tag), values)).toEqual({ ok: true, payload })
  })
})

describe('a template says where the values go', () => {
  const tag = 'name:text count:number:optional more:json:optional'
  it.each<[Canonical, FormValues, string]>([
    [{ a: '{{name}}', b: ['{{ count }}', 1, null, true] }, { name: 'x', count: '3' }, '{"a":"x","b":[3,1,null,true]}'],
    [{ a: '{{name}}-{{count}}', b: '{{count}}' }, { name: 'x', count: '3' }, '{"a":"x-3","b":3}'],
    [{ a: '{{name}}-{{count}}', b: '{{count}}', c: ['{{count}}'] }, { name: 'x' }, '{"a":"x-","c":[null]}'],
    [{ a: '{{name}}{{name}}' }, { name: '{{count}}', count: '3' }, '{"a":"{{count}}{{count}}"}'],
    [{ a: '{{name}}' }, { name: '","admin":true,"b":"' }, '{"a":"\\",\\"admin\\":true,\\"b\\":\\""}'],
    [
      { a: '{{name}}', m: '{{more}}', t: 'is {{more}}' },
      { name: 'x', more: '{"b": 1}' },
      '{"a":"x","m":{"b": 1},"t":"is {\\"b\\": 1}"}',
    ],
    ['{{more}}', { name: 'x', more: '[1]' }, '[1]'],
    ['{{more}}', { name: 'x' }, 'null'],
    [JSON.parse('{"__proto__": "{{name}}"}'), { name: 'x' }, '{"__proto__":"x"}'],
    [{ a: '{{toString}}', b: '{{' }, { name: 'x' }, '{"b":"{{"}'],
  ])('%j', (template, values, payload) => {
    expect(fillForm(formOf(tag, template), values)).toEqual({ ok: true, payload })
  })
})

describe('an earlier payload is what a form begins with', () => {
  const tag = 'a:text b:number:1..5=2 c:choice:x/y:optional=x d:json:optional'
  it.each([
    ['{"a": "O-1", "b": 3, "c": "y", "d": {"n": 1}}', { a: 'O-1', b: '3', c: 'y', d: '{\n  "n": 1\n}' }],
    ['{"a": 7}', { a: '7', b: '2' }],
    ['{"a": {"n": 1}, "b": 9, "c": "z"}', { b: '2', c: 'x' }],
    ['{"c": null}', { b: '2' }],
    ['[1]', { b: '2', c: 'x' }],
    ['no JSON', { b: '2', c: 'x' }],
  ])('%s', (payload, initials) => {
    expect(fields(prefill(formOf(tag), payload))).toEqual(initials)
  })

  it('whole where the form is one field of JSON, with all its digits', () => {
    expect(fields(prefill(formOf('a:json'), '{"n":12345678901234567890}'))).toEqual({
      a: '{\n  "n": 12345678901234567890\n}',
    })
  })

  it('not where a template makes other JSON of the fields', () => {
    const form = formOf('a:text', { b: '{{a}}' })
    expect(prefill(form, '{"a": "x"}')).toBe(form)
  })

  it('and gives the same payload again', () => {
    const payload = '{"a":"O-1","b":3,"c":"y"}'
    const form = prefill(formOf(tag), payload)
    const values = Object.fromEntries(form.fields.map(({ name, initial }: FormField) => [name, initial ?? '']))
    expect(fillForm(form, values)).toEqual({ ok: true, payload })
  })
})
