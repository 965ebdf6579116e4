import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readConfig } from '../../src/config/config.ts'
import { noFunctionRules } from '../../src/config/organisation.ts'
import { problemSentence } from '../../src/config/problem.ts'
import { fillForm } from '../../src/core/lambda/fill-form.ts'
import { formFor, presetsFor, withPresets } from '../../src/core/lambda/forms.ts'
import { functionForms } from '../../src/playground/world/function-forms.ts'

const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const role = 'arn:aws:iam::111122223333:role/WindlassRead'

function readFile(text: string) {
  return readConfig(env, { path: 'windlass.yaml', folder: '/etc/windlass', text })
}

function read(lines: string) {
  return readFile(`accounts: [{name: a, id: "111122223333", regions: [eu-west-1], roles: {read: "${role}"}}]\n${lines}`)
}

function problems(lines: string): string[] {
  const result = read(lines)
  return result.ok ? [] : result.problems.map((problem) => problemSentence(problem).replace(/\.$/, ''))
}

function rulesOf(result: ReturnType<typeof read>) {
  if (!result.ok) throw new Error(result.problems.map(problemSentence).join('\n'))
  return result.config.functions
}

describe('the blocks forms and functions', () => {
  it.each(['', 'forms: {}', 'functions: []'])('may say nothing: %s', (lines) => {
    expect(rulesOf(read(lines))).toEqual(noFunctionRules)
  })

  it('describe forms, and presets by the names of functions', () => {
    const rules = rulesOf(
      read(`forms:
  refund:
    title: Book a refund
    about: At once.
    fields:
      - { name: order_id, type: text, longest: 20, hint: Like O-1 }
      - { name: amount, type: number, min: 1, max: 500, default: 12 }
      - { name: share, type: number, decimals: true, required: false }
      - { name: why, label: Reason, type: choice, choices: [late, { label: Something else, value: other }], default: late }
      - { name: note, type: text, long: true }
      - { name: day, type: date, default: 2026-11-24 }
    payload: { order: "{{order_id}}", list: ["{{amount}}", 1, null, true] }
functions:
  - { name: refund-*, form: refund }
  - name: "*"
    presets: { One: { sku: HB-1, count: 1 }, Big: '{"n": 12345678901234567890}', Ten: 10, None: null }`),
    )
    expect(rules.forms['refund']).toEqual({
      title: 'Book a refund',
      about: 'At once.',
      fields: [
        { name: 'order_id', label: 'Order id', isRequired: true, hint: 'Like O-1', kind: 'text', longest: 20 },
        {
          name: 'amount',
          label: 'Amount',
          isRequired: true,
          initial: '12',
          kind: 'number',
          isWhole: true,
          least: 1,
          most: 500,
        },
        { name: 'share', label: 'Share', isRequired: false, kind: 'number', isWhole: false },
        {
          name: 'why',
          label: 'Reason',
          isRequired: true,
          initial: 'late',
          kind: 'choice',
          choices: [
            { label: 'late', value: 'late' },
            { label: 'Something else', value: 'other' },
          ],
        },
        { name: 'note', label: 'Note', isRequired: true, kind: 'text', isLong: true },
        { name: 'day', label: 'Day', isRequired: true, initial: '2026-11-24', kind: 'date' },
      ],
      template: { order: '{{order_id}}', list: ['{{amount}}', 1, null, true] },
    })
    expect(rules.functions).toEqual([
      { name: 'refund-*', form: 'refund', presets: [] },
      {
        name: '*',
        form: undefined,
        presets: [
          { name: 'One', payload: '{"sku":"HB-1","count":1}' },
          { name: 'Big', payload: '{"n": 12345678901234567890}' },
          { name: 'Ten', payload: '10' },
          { name: 'None', payload: 'null' },
        ],
      },
    ])
  })

  const form = (rest: string) => `forms:\n  f:\n    title: F\n${rest}`
  const field = (rest: string) => form(`    fields: [{ name: a, ${rest} }]`)
  const payload = (rest: string) => form(`    fields: [{ name: a, type: text }]\n    payload: ${rest}`)
  const rule = (rest: string) => `functions:\n  - { ${rest} }`
  const at = (path: string) => `windlass.yaml line 5, forms.f.fields[0].${path}`
  const inPayload = (path = '') => `windlass.yaml line 6, forms.f.payload${path}`
  const inRule = (path: string) => `windlass.yaml line 3, functions[0].${path}`
  it.each([
    [form('    fields: []'), 'windlass.yaml line 5, forms.f.fields needs at least one field'],
    [
      form('    titel: G\n    fields: [{ name: a, type: text }]'),
      'windlass.yaml line 5, forms.f.titel is not a setting',
    ],
    [
      'forms: { 1st: { title: F, fields: [{ name: a, type: text }] } }',
      'windlass.yaml line 2, forms.1st is not a form’s name: letters, digits, _ and -, a letter first',
    ],
    [
      'forms: { f: { title: A title of more than 24 letters, fields: [{ name: a, type: text }] } }',
      'windlass.yaml line 2, forms.f.title: "A title of more than 24 letters" must have at most 24 characters',
    ],
    [
      form('    fields: [{ name: a, type: text }, { name: a, type: date }]'),
      'windlass.yaml line 5, forms.f.fields has two fields of the name a',
    ],
    [
      form('    fields: [{ name: a b, type: text }]'),
      `${at('name')}: "a b" is not the name of a field: letters, digits, _ and -, a letter first, at most 60`,
    ],
    [
      field('type: txt'),
      `${at('type')}: "txt" must be one of text, number, choice, date, person, channel, instance, json`,
    ],
    [field('type: text, min: 1'), `${at('min')}: 1 goes with the type number only`],
    [field('type: text, colour: red'), `${at('colour')} is not a setting`],
    [field('type: text, longest: 9000'), `${at('longest')}: 9000 must be a whole number from 1 to 3000`],
    [field('type: number, min: 5, max: 1'), `${at('min')}: 5 is above max`],
    [
      field('type: number, max: 1, default: 2'),
      `${at('default')}: 2 cannot be filled in: 2 is not up to 1. Write a whole number up to 1`,
    ],
    [field('type: choice'), `${at('choices')} are missing`],
    [
      field('type: choice, choices: [1]'),
      `${at('choices[0]')}: 1 must be text (in quotation marks where it looks like something else), or a label with its value`,
    ],
    [field('type: choice, choices: [b, b]'), `${at('choices')} have one twice`],
    [
      field('type: choice, choices: [b], default: c'),
      `${at('default')}: "c" cannot be filled in: c is none of the choices. Choose b`,
    ],
    [
      field('type: date, default: 2026-02-30'),
      `${at('default')}: "2026-02-30" cannot be filled in: 2026-02-30 is not a date. Write one like 2026-11-24`,
    ],
    [payload('{ x: "{{b}}" }'), `${inPayload('.x')}: "{{b}}" has {{b}}, which is none of the fields`],
    [
      payload('{ x: ["of {{aa}}"] }'),
      `${inPayload('.x[0]')}: "of {{aa}}" has {{aa}}, which is none of the fields. Did you mean a?`,
    ],
    [
      payload('{ x: {{a}} }'),
      `${inPayload('.x')} has the key { a }: nothing is filled into keys, and as a value {{name}} needs quotation marks`,
    ],
    [
      payload('"a text"'),
      `${inPayload()}: "a text" is text: write it as YAML, without | or quotation marks around it all`,
    ],
    [payload('{ x: .nan }'), `${inPayload('.x')}: NaN is no number that JSON has`],
    [payload('&p { x: *p }'), `${inPayload()} is more than 50 levels deep`],
    [rule('name: a b, form: f'), `${inRule('name')}: "a b" is not a function’s name or a glob, like order-*`],
    [rule('name: a, form: f'), `${inRule('form')}: "f" is none of the forms`],
    [rule('name: a'), 'windlass.yaml line 3, functions[0] needs a form or presets'],
    [
      rule('name: a, presets: { P: 12345678901234567890 }'),
      `${inRule('presets.P')}: 12345678901234567000 is too large to be kept exactly: put it in quotation marks`,
    ],
    [
      rule('name: a, presets: { P: "{a: 1}" }'),
      `${inRule('presets.P')}: "{a: 1}" is text that is read as JSON. This is not JSON at line 1, column 2: Names are put between double quotes: "a". {▸a: 1}`,
    ],
    [rule('name: a, preset: {}'), `${inRule('preset')} is not a setting`],
  ])('are strict: %s', (lines, problem) => {
    expect(problems(lines)).toContain(problem)
  })

  it.each([
    [form('    titel: G\n    fields: [{ name: a, type: text }]'), 'Did you mean title?'],
    [field('type: text, lable: red'), 'Did you mean label?'],
    [rule('name: a, presets: { P: 1 }, preset: {}'), 'Did you mean presets?'],
  ])('suggest what was meant: %s', (lines, help) => {
    const result = read(lines)
    expect(result.ok || result.problems.map((problem) => problem.help)).toEqual([expect.stringContaining(help)])
  })
})

describe('the examples', () => {
  it('windlass.example.yaml has a form and presets that work', () => {
    const rules = rulesOf(readFile(readFileSync(join(import.meta.dirname, '../../windlass.example.yaml'), 'utf8')))
    const found = formFor({ name: 'refund-order', tags: {} }, rules)
    if (found === undefined || 'problem' in found) throw new Error('There is no form.')
    expect(fillForm(found, { order: 'O-1', amount: '12.50', reason: 'other' })).toEqual({
      ok: true,
      payload:
        '{"order":"O-1","refund":{"amount":12.50,"currency":"EUR"},"reason":"other","subject":"Your refund for O-1"}',
    })
    expect(fillForm(withPresets(found, presetsFor('refund-order', rules)), { preset: 'Late parcel' })).toEqual({
      ok: true,
      payload: '{"order":"O-1001","refund":{"amount":5,"currency":"EUR"},"reason":"late"}',
    })
    expect(presetsFor('price-quote', rules)).toEqual([
      { name: 'One book', payload: '{"sku":"HB-1001","count":1}' },
      { name: 'A thousand', payload: '{"sku": "HB-1001", "count": 1000}' },
    ])
  })

  it('the playground has the form that its function names', () => {
    const rules = rulesOf(read(stringify(functionForms)))
    const found = formFor({ name: 'newsletter-preview', tags: { 'windlass:form': 'newsletter' } }, rules)
    if (found === undefined || 'problem' in found) throw new Error('There is no form.')
    expect(fillForm(found, { edition: '2026-12-01', audience: 'staff', width: '640' })).toEqual({
      ok: true,
      payload: '{"edition":"2026-12-01","audience":"staff","picture":{"width":640,"format":"png"}}',
    })
    expect(presetsFor('seed-demo-data', rules).map(({ name }) => name)).toEqual(['Ten customers', 'A full shop'])
  })
})
