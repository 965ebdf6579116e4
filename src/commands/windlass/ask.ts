import { answerQuestion, whatQuestion } from '../../core/asking/answer-question.ts'
import { readCommand } from '../../core/command.ts'

const words = ['windlass', 'ask'] as const

export const windlassAsk = readCommand({
  words,
  about: 'An answer to a question about EC2, Lambda and what surrounds them',
  examples: ['what is an AMI?', 'EC2 or Lambda?'],
  parameters: {
    question: {
      kind: 'words',
      about: 'the question, in your own words',
      placeholder: 'what is an AMI?',
      isWhole: true,
    },
  },
  aws: { read: [] },
  takesText: true,
  async run({ question }, { knowledge, assistant, scope: { before } }) {
    if (question.length === 0) return whatQuestion(words, 'what is an AMI?')
    return answerQuestion({ question: question.join(' '), before }, { knowledge: await knowledge(), assistant })
  },
})
