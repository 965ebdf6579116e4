import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../../src/core/asking/answer-question.ts'
import { readModelSwitch } from '../../../src/core/assistant/on-request.ts'
import type { Assistant, Assisted, FreeQuestion } from '../../../src/core/assistant.ts'
import type { MayAsk } from '../../../src/core/may.ts'
import type { View } from '../../../src/core/view.ts'
import { anAccount } from '../../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { aKnowledge } from '../../fixtures/knowledge.ts'
import { leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { anInstance } from '../../fixtures/values.ts'

const knowledge = aKnowledge()
const worded: View = { lead: ['An image, in other words.'], parts: [], actions: [] }
const because = 'The model did not answer.'

/** It answers so, and notes what it was asked. */
function anAssistant(assisted: Assisted = { view: worded }) {
  const asked: FreeQuestion[] = []
  const assistant: Assistant = { answer: async (question) => (asked.push(question), assisted) }
  return { asked, assistant }
}

it.each([
  ['what is an AMI?', { question: 'what is an AMI?' }],
  ['--model what is an AMI?', { question: 'what is an AMI?', wants: { topic: undefined } }],
  ['—model what is\nan AMI?', { question: 'what is\nan AMI?', wants: { topic: undefined } }],
  ['--model=ami what?', { question: 'what?', wants: { topic: 'ami' } }],
  ['--model', { question: '', wants: { topic: undefined } }],
  ['--modelling?', { question: '--modelling?' }],
  ['what does --model do?', { question: 'what does --model do?' }],
])('%j asks %j', (typed, asked) => {
  expect(readModelSwitch(typed)).toEqual(asked)
})

describe('what a topic answers for certain', () => {
  const offered = 'Word it for my question'
  const question = 'what is an ami, for a cook?'
  const ask = (given: { question: string; assistant?: Assistant }) =>
    answerQuestion({ question: given.question, before: undefined }, { knowledge, assistant: given.assistant })

  it('is answered without the model, and offers it with the topic that was found', async () => {
    const { asked, assistant } = anAssistant()
    const view = await ask({ question, assistant })
    expect(asked).toEqual([])
    expect(pressable(view)[offered]).toBe(`windlass ask --model=ami ${question}`)
  })

  it.each([
    ['without a model', question, undefined],
    ['for what something is called', 'image', anAssistant().assistant],
    ['for what a topic is called', 'ami', anAssistant().assistant],
  ])('offers nothing %s', async (_, typed, assistant) => {
    const view = await ask({ question: typed, ...(assistant === undefined ? {} : { assistant }) })
    expect(view.topic).toBe('ami')
    expect(pressable(view)).not.toHaveProperty([offered])
  })

  it('what looks like a secret is not kept with the offer', async () => {
    const { assistant } = anAssistant()
    const view = await ask({ question: 'what is an ami? AKIAIOSFODNN7EXAMPLE', assistant })
    expect(pressable(view)[offered]).toContain('[redacted]')
  })

  it.each([
    ['--model=container what is an ami?', ['container']],
    ['--model what is an ami?', ['ami', 'snapshot']],
    ['--model=gone what is an ami?', ['ami', 'snapshot']],
  ])('%s asks the model with %j to cite', async (typed, ids) => {
    const { asked, assistant } = anAssistant()
    const view = await runCommand(`windlass ask ${typed}`, anAccount([]), { assistant })
    expect(view).toEqual(worded)
    expect(asked).toMatchObject([{ question: 'what is an ami?', nearest: ids.map((id) => ({ id })) }])
    expect(asked[0]?.nearest).toHaveLength(ids.length)
  })

  it.each([
    ['fails', anAssistant({ because }).assistant, because],
    ['is not set up', undefined, 'No language model is set up here.'],
  ])('where the model %s, is the answer, with why, and is not offered again', async (_, assistant, why) => {
    const beside = assistant === undefined ? {} : { assistant }
    const view = await runCommand('windlass ask --model what is an ami?', anAccount([]), beside)
    expect(leadText(view)).toBe('AMI. ami is an idea.')
    expect(noteText(view)).toMatch(new RegExp(`^${why} Source: `))
    expect(pressable(view)).not.toHaveProperty([offered])
    expect(view).not.toHaveProperty('isShareable')
  })

  it('and what none answers says that there is no model', async () => {
    const view = await runCommand('windlass ask --model how do I bake?', anAccount([]))
    expect(leadText(view)).toContain('I do not know that for certain')
    expect(noteText(view)).toContain('No language model is set up here.')
  })

  it.each([
    ['fails', anAssistant({ because }).assistant, because],
    ['is not set up', undefined, 'No language model is set up here.'],
  ])('so does what is about something else, where the model %s', async (_, assistant, why) => {
    const view = await answerQuestion(
      { question: 'how is the weather?', before: undefined, wants: { topic: undefined } },
      { knowledge, assistant },
    )
    expect(leadText(view)).toContain('I can only answer what is about Amazon EC2')
    expect(noteText(view)).toBe(why)
  })

  it('nothing but the switch asks what is to be asked', async () => {
    expect(leadText(await runCommand('windlass ask --model', anAccount([])))).toMatch(/^Ask what\?/)
  })
})

describe('the finding of why', () => {
  const ec2 = () => anAccount([anInstance({ name: 'web-3', state: 'stopped' })])
  const inGeneral = { answer: 'allow', rule: { name: 'a rule', where: undefined }, reason: '' } as const
  const may: MayAsk = async (words) => ({ command: '', words, inGeneral, except: [], targets: [] })
  const functions = () => aFunctionsAccount([aFunction({ name: 'order-intake' })])

  it.each([
    ['ec2 why web-3 --about slow', 'ec2 why --model --about slow web-3'],
    ['lambda why order-intake', 'lambda why --model order-intake'],
  ])('%s offers itself in plain words, where there is a model', async (typed, words) => {
    const { asked, assistant } = anAssistant()
    const view = await runCommand(typed, ec2(), { assistant, functions: functions(), may })
    expect(new Set(pressable(view)['In plain words']?.split(' '))).toEqual(new Set(words.split(' ')))
    expect(asked).toEqual([])
    const without = await runCommand(typed, ec2(), { functions: functions(), may })
    expect(pressable(without)).not.toHaveProperty(['In plain words'])
  })

  it.each([
    [
      'ec2 why --model web-3 --about slow',
      { tool: 'ec2_why', arguments: 'web-3 --about slow' },
      'ec2 why web-3 --about slow',
    ],
    ['lambda why order-intake --model', { tool: 'lambda_why', arguments: 'order-intake' }, 'lambda why order-intake'],
  ])('%s has the model look by its own tool, and leads back', async (typed, look, back) => {
    const { asked, assistant } = anAssistant()
    const account = ec2()
    const view = await runCommand(typed, account, { assistant, functions: functions(), may })
    expect(asked).toMatchObject([{ look, nearest: [] }])
    expect(leadText(view)).toBe('An image, in other words.')
    expect(pressable(view)).toEqual({ 'The finding itself': back })
  })

  it.each([
    [anAssistant({ because }).assistant, because],
    [undefined, 'No language model is set up here.'],
  ])('is there without it, and says why', async (assistant, why) => {
    const view = await runCommand('ec2 why web-3 --model', ec2(), {
      may,
      ...(assistant === undefined ? {} : { assistant }),
    })
    expect(leadText(view)).toContain('web-3')
    expect(noteText(view)).toContain(`${why} Read `)
    expect(view).not.toHaveProperty('isShareable')
  })
})
