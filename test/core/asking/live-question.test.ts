import { expect, it } from 'vitest'
import { findLiveThing } from '../../src/core/live-question.ts'

const find = (question: string) => findLiveThing(question, (word) => word === 'user-data')

it.each([
  ['why is web-1 stopped?', 'ec2', 'web-1'],
  ['Why did `web-1` stop', 'ec2', 'web-1'],
  ['who stopped web-1?', 'ec2', 'web-1'],
  ["what's wrong with web-1", 'ec2', 'web-1'],
  ['is i-0a9c31f7e21b40d55 running?', 'ec2', 'i-0a9c31f7e21b40d55'],
  ["what is web-1's state?", 'ec2', 'web-1'],
  ['why is checkout-worker slow?', 'ec2', 'checkout-worker'],
  ['why does the function order-intake fail?', 'lambda', 'order-intake'],
])('%s asks about one thing', (question, product, name) => {
  expect(find(question)).toEqual({ product, name })
})

it.each([
  'what is an AMI?',
  'why is on-demand more expensive than spot?',
  'why is eu-central-1 more expensive?',
  'what is shutting-down?',
  'why is user-data not run?',
  'what is utf-8?',
  'why is my instance stopped?',
  'stop web-1',
  'what does InvalidInstanceID.NotFound mean for i-0a9c31f7e21b40d55?',
  'why does this fail?\nAn error occurred: web-1 is not there',
])('%s is no question about one thing', (question) => {
  expect(find(question)).toBeUndefined()
})
