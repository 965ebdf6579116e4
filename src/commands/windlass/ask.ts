import { answerQuestion, whatQuestion } from '../../core/asking/answer-question.ts'
import { readModelSwitch } from '../../core/assistant/on-request.ts'
import { readCommand } from '../../core/command.ts'

const words = ['windlass', 'ask'] as const

export const windlassAsk = readCommand({
  words,
  about: 'An answer to a question about EC2, Lambda and what surrounds them',
  examples: ['what is an AMI?', 'EC2 or Lambda?'],
  parameters: {
    question: {
      kind: 'words',
      about: 'the question, in your own words; --model before it asks the language model, where one is set up',
      placeholder: 'what is an AMI?',
      isWhole: true,
    },
  },
  aws: { read: [] },
  takesText: true,
  async run({ question }, { knowledge, assistant, scope: { before } }) {
    const asked = readModelSwitch(question.join(' '))
    if (asked.question === '') return whatQuestion(words, 'what is an AMI?')
    return answerQuestion({ ...asked, before }, { knowledge: await knowledge(), assistant })
  },
})
