import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aFunction, aPerson, aPolicy, aQuestion, shown } from './stage.ts'

const path = '../../src/playground/world/policies/playground.cedar'
const policy = aPolicy(readFileSync(join(import.meta.dirname, path), 'utf8'))
const people = { mia: ['invokers'], ada: ['changers'], grace: ['changers', 'leads'], rob: [] } as const

const invokers = 'allow by invokers-call-what-is-tagged'
const changers = 'allow by changers-change'
const leads = 'deny by production-is-for-leads'
const none = 'deny by no-rule'

// In production, and elsewhere.
it.each([
  ['mia', 'yes', [invokers, invokers]],
  ['mia', undefined, [leads, none]],
  ['mia', 'no', [leads, none]],
  ['ada', 'yes', [leads, changers]],
  ['ada', undefined, [leads, changers]],
  ['grace', undefined, [changers, changers]],
  ['rob', 'yes', [leads, none]],
] as const)('in the playground, %s and a function with windlass:invoke %s: %s', (who, tag, expected) => {
  const tags = tag === undefined ? {} : { 'windlass:invoke': tag }
  const answers = [true, false].map((isProduction) => {
    const question = aQuestion('lambda invoke', {
      principal: aPerson(...people[who]),
      resource: aFunction({ isProduction, tags }),
    })
    return shown(policy.decide(question))
  })
  expect(answers).toEqual(expected)
})

it('in the playground, an invoker changes nothing else', () => {
  const question = aQuestion('ec2 stop', { principal: aPerson('invokers') })
  expect(shown(policy.decide(question))).toBe(none)
})
