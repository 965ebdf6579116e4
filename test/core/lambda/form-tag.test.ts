import { describe, expect, it } from 'vitest'
import type { FormField } from '../../../src/core/form.ts'
import { parseFormTag } from '../../../src/core/lambda/form-tag.ts'

const order = { name: 'order', label: 'Order', isRequired: true }

describe('a tag describes fields', () => {
  it.each<[string, FormField]>([
    ['order:text', { ...order, kind: 'text' }],
    ['order:text:long', { ...order, kind: 'text', isLong: true }],
    [
      'order:text:..20:long:optional=O-1',
      { ...order, isRequired: false, kind: 'text', isLong: true, longest: 20, initial: 'O-1' },
    ],
    ['order:text=https://a.example/=', { ...order, kind: 'text', initial: 'https://a.example/=' }],
    ['order:number', { ...order, kind: 'number', isWhole: true }],
    ['order:number:1..500=12', { ...order, kind: 'number', isWhole: true, least: 1, most: 500, initial: '12' }],
    ['order:number:..5', { ...order, kind: 'number', isWhole: true, most: 5 }],
    ['order:number:-5..', { ...order, kind: 'number', isWhole: true, least: -5 }],
    ['order:number:0.0..1.5', { ...order, kind: 'number', isWhole: false, least: 0, most: 1.5 }],
    ['order:date:optional', { ...order, isRequired: false, kind: 'date' }],
    ['order:person=U012ABC', { ...order, kind: 'person', initial: 'U012ABC' }],
    ['order:channel', { ...order, kind: 'channel' }],
    ['order:instance', { ...order, kind: 'instance' }],
    ['order:json', { ...order, kind: 'json' }],
    ['order_id:date', { name: 'order_id', label: 'Order id', isRequired: true, kind: 'date' }],
    ['orderId:date', { name: 'orderId', label: 'Order id', isRequired: true, kind: 'date' }],
    ['__proto__:date', { name: '__proto__', label: 'Proto', isRequired: true, kind: 'date' }],
    [
      'order:choice:damaged/late=late',
      {
        ...order,
        kind: 'choice',
        initial: 'late',
        choices: ['damaged', 'late'].map((value) => ({ label: value, value })),
      },
    ],
  ])('%s', (tag, field) => {
    expect(parseFormTag(tag)).toEqual({ ok: true, value: { title: 'Payload', fields: [field] } })
  })

  it('in their order', () => {
    const read = parseFormTag(' order:text  amount:number:1..500 reason:choice:damaged/late/other=late')
    expect(read.ok && read.value.fields.map(({ name }) => name)).toEqual(['order', 'amount', 'reason'])
  })
})

describe('what cannot be read says what helps', () => {
  const types = 'Types are text, number, choice, date, person, channel, instance, json.'
  const name = 'is not the name of a field: letters, digits, _ and -, a letter first, at most 60.'
  const number = 'Its options are limits like 1..500, ..5 or 0.0..1.0, and optional.'
  it.each([
    ['', 'There is no field in it. Write fields like order:text, blanks between them.'],
    ['order:', `The field order has no type; write order:text, for one. ${types}`],
    ['a:text order', `The field order has no type; write order:text, for one. ${types}`],
    ['order:numbr', 'numbr is not a type of field. Did you mean order:number?'],
    ['order:xyzzy', `xyzzy is not a type of field. ${types}`],
    ['1st:text', `1st ${name}`],
    [':text', `:text ${name}`],
    ['order:number:many', `many does not go with order:number. ${number}`],
    ['order:number:..', `.. does not go with order:number. ${number}`],
    ['order:number:1..2:3..4', `1..2:3..4 does not go with order:number. ${number}`],
    ['order:number:5..1', 'The limits of order begin above where they end.'],
    [
      'order:number:1..5=9',
      'What order begins with cannot be filled in: 9 is not from 1 to 5. Write a whole number from 1 to 5.',
    ],
    ['order:text:..0', 'The limits of order must be a whole number from 1 to 3000.'],
    [
      'order:text:..9:..8',
      '..9:..8 does not go with order:text. Its options are long, ..200 for at most 200 characters, and optional.',
    ],
    ['order:choice', 'order:choice alone says too little. It needs its choices, like choice:damaged/late/other.'],
    ['order:choice:a/a', 'The choices of order have one twice.'],
    ['order:choice:a//b', 'The choices of order have one that is empty or longer than 75 characters.'],
    ['order:choice:a/b=c', 'What order begins with cannot be filled in: c is none of the choices. Choose a or b.'],
    ['order:date:long', 'long does not go with order:date. It has no options but optional.'],
    [
      'order:date=2026-02-30',
      'What order begins with cannot be filled in: 2026-02-30 is not a date. Write one like 2026-11-24.',
    ],
    ['a:text a:date', 'There are two fields a.'],
    [
      Array.from({ length: 31 }, (_, index) => `a${index}:json`).join(' '),
      'At most 30 fields fit a form; these are 31.',
    ],
  ])('%s', (tag, message) => {
    expect(parseFormTag(tag)).toEqual({ ok: false, message: expect.stringContaining(message) })
  })
})
