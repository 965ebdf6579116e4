import { describe, expect, it } from 'vitest'
import type { PayloadForm, Preset } from '../../../src/core/form.ts'
import { fillForm, prefill } from '../../../src/core/lambda/fill-form.ts'
import { formFor, formOfPresets, presetsFor, withPresets } from '../../../src/core/lambda/forms.ts'
import type { FunctionRules } from '../../../src/core/lambda/rules.ts'

const formNamed = (title: string): PayloadForm => ({
  title,
  fields: [{ name: 'day', label: 'Day', isRequired: true, kind: 'date' }],
})
const preset = (name: string, payload = `{"is":"${name}"}`) => ({ name, payload })

const rules: FunctionRules = {
  forms: { refund: formNamed('Refund'), newsletter: formNamed('Newsletter') },
  functions: [
    { name: 'order-*', form: undefined, presets: [preset('one'), preset('two')] },
    { name: 'order-?efund', form: 'refund', presets: [] },
    { name: '*', form: 'newsletter', presets: [preset('two', '2'), preset('three')] },
  ],
}
const form = (name: string, tag?: string, all = rules) =>
  formFor({ name, tags: tag === undefined ? {} : { 'windlass:form': tag } }, all)

describe('the form of a function', () => {
  it.each([
    ['order-refund', undefined, 'Refund'],
    ['order-intake', undefined, 'Newsletter'],
    ['order-refund', 'newsletter', 'Newsletter'],
    ['order-refund', ' ', 'Refund'],
    ['order-refund', 'day:date', 'order-refund'],
  ])('%s with the tag %s', (name, tag, title) => {
    expect(form(name, tag)).toEqual(formNamed(title))
  })

  it('is none where nothing says one', () => {
    expect(form('order-intake', undefined, { forms: {}, functions: [] })).toBeUndefined()
  })

  const names = 'The tag windlass:form of f names the form'
  it.each([
    ['newsleter', `${names} newsleter, which windlass.yaml does not have. Did you mean newsletter?`],
    ['xyzzy', `${names} xyzzy, which windlass.yaml does not have. Add it there under forms, or correct the tag.`],
    ['toString', `${names} toString, which windlass.yaml does not have. Add it there under forms, or correct the tag.`],
    [
      'day:dat',
      'The tag windlass:form of f cannot be read: dat is not a type of field. Did you mean day:date? Correct the tag, or remove it.',
    ],
  ])('and says so where its tag is wrong: %s', (tag, problem) => {
    expect(form('f', tag)).toEqual({ problem })
  })

  it.each([
    ['a*b', 'ab', true],
    ['a*b', 'axxb', true],
    ['a*b', 'axxbc', false],
    ['*a*b*', 'xaxbx', true],
    ['a?', 'a', false],
    ['a', 'A', false],
    ['a', 'ab', false],
    ['**', '', true],
    [`${'*a'.repeat(30)}b`, 'a'.repeat(64), false],
  ])('the name %s fits %s: %s', (glob, name, fits) => {
    const all = { ...rules, functions: [{ name: glob, form: 'refund', presets: [] }] }
    expect(form(name, undefined, all) !== undefined).toBe(fits)
  })
})

const payloadField = { name: 'payload', kind: 'json', isRequired: false } as const

describe('presets', () => {
  it.each([
    ['order-intake', ['one', 'two', 'three']],
    ['echo', ['two', 'three']],
  ])('of %s come from every rule that fits', (name, names) => {
    expect(presetsFor(name, rules).map((each) => each.name)).toEqual(names)
  })

  it('of the same name: the first one counts', () => {
    expect(presetsFor('order-intake', rules)[1]).toEqual(preset('two'))
  })

  it.each([
    [undefined, '{}'],
    ['{"n":12345678901234567890}', '{\n  "n": 12345678901234567890\n}'],
    [JSON.stringify(Array.from({ length: 1000 }, () => 1)), JSON.stringify(Array.from({ length: 1000 }, () => 1))],
    [JSON.stringify('x'.repeat(3000)), '{}'],
    ['not JSON any more', '{}'],
  ])('without any, JSON is asked for, beginning with the last: %s', (last, initial) => {
    expect(formOfPresets([], last).fields).toMatchObject([{ ...payloadField, initial }])
  })

  const chosen = formOfPresets([preset('one'), preset('two')], '{"a":1}')

  it('are offered above the payload', () => {
    expect(chosen.fields).toMatchObject([
      {
        name: 'preset',
        label: 'Preset',
        kind: 'choice',
        isRequired: false,
        hint: 'If you choose one, it is sent instead of the payload below.',
        choices: [
          { label: 'one', value: 'one' },
          { label: 'two', value: 'two' },
        ],
      },
      { ...payloadField, initial: '{\n  "a": 1\n}' },
    ])
  })

  it.each([
    [
      { preset: 'two', payload: '{' },
      { ok: true, payload: '{"is":"two"}' },
    ],
    [{ payload: '{"b": 2}' }, { ok: true, payload: '{"b": 2}' }],
    [
      { preset: '', payload: '' },
      { ok: true, payload: '{}' },
    ],
    [{ preset: 'four' }, { ok: false, mistakes: { preset: 'four is none of the choices. Choose one or two.' } }],
  ])('or the payload are sent: %j', (values, filled) => {
    expect(fillForm(chosen, values)).toEqual(filled)
  })

  it('are not chosen where an earlier payload is changed', () => {
    expect(prefill(chosen, '{"preset":"one"}').fields.map(({ initial }) => initial)).toEqual([
      undefined,
      '{\n  "preset": "one"\n}',
    ])
  })
})

describe('presets beside a form', () => {
  const refund: PayloadForm = {
    title: 'Refund',
    fields: [
      { name: 'order', label: 'Order', hint: 'Like O-1.', isRequired: true, kind: 'text' },
      { name: 'note', label: 'Note', isRequired: false, kind: 'text' },
    ],
    template: { of: '{{order}}', note: '{{note}}' },
  }
  const both = withPresets(refund, [preset('one'), preset('two')])

  it('are the last choice, which begins with the fields, and Slack requires none of these', () => {
    expect(both.fields).toMatchObject([
      { name: 'order', isRequired: false, hint: 'Needed, unless you choose a preset. Like O-1.' },
      refund.fields[1],
      {
        name: 'preset',
        label: 'Or a preset',
        isRequired: false,
        choices: [{ label: 'None, but the fields above' }, { value: 'one' }, { value: 'two' }],
      },
    ])
  })

  const order = 'Write something here.'
  it.each([
    [{ preset: 'two' }, { ok: true, payload: '{"is":"two"}' }],
    [
      { preset: 'one', order: 'O-1' },
      { ok: true, payload: '{"is":"one"}' },
    ],
    [{ order: 'O-1' }, { ok: true, payload: '{"of":"O-1"}' }],
    [
      { preset: 'None, but the fields above', order: 'O-1', note: 'x' },
      { ok: true, payload: '{"of":"O-1","note":"x"}' },
    ],
    [{ preset: 'None, but the fields above' }, { ok: false, mistakes: { order } }],
    [
      { order: '', note: 'x' },
      { ok: false, mistakes: { order } },
    ],
  ])('are sent, or the fields, which then have to be filled in: %j', (values, filled) => {
    expect(fillForm(both, values)).toEqual(filled)
  })

  it('leave an object of the fields without the choice itself', () => {
    const { template: _, ...plain } = refund
    const filled = fillForm(withPresets(plain, [preset('one')]), { order: 'O-1', preset: 'None, but the fields above' })
    expect(filled).toEqual({ ok: true, payload: '{"order":"O-1"}' })
  })

  it('are at most as many as a list has room for', () => {
    const many = Array.from({ length: 100 }, (_, index) => preset(`${index}`))
    expect(withPresets(refund, many).fields.at(-1)).toMatchObject({ choices: { length: 100 } })
  })

  it.each<[string, PayloadForm, Preset[]]>([
    ['there is none', refund, []],
    ['it has the name of the other choice', refund, [preset('None, but the fields above')]],
    [
      'a field has the name of the choice',
      { ...refund, fields: [{ ...payloadField, label: 'Preset', name: 'preset' }] },
      [preset('one')],
    ],
  ])('are not offered where %s', (_why, its, presets) => {
    expect(withPresets(its, presets)).toBe(its)
  })
})
