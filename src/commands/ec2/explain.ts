import { answerQuestion, whatQuestion } from '../../core/asking/answer-question.ts'
import { readCommand } from '../../core/command.ts'

const words = ['ec2', 'explain'] as const

export const ec2Explain = readCommand({
  words,
  about: 'What an idea or an error of EC2 means',
  examples: ['ami', 'security groups'],
  parameters: {
    what: { kind: 'words', about: 'a term, or the error as it was shown', placeholder: 'ami', isWhole: true },
  },
  aws: { read: [] },
  takesText: true,
  async run({ what }, { knowledge }) {
    if (what.length === 0) return whatQuestion(words, 'ami')
    return answerQuestion(
      { question: what.join(' '), before: undefined, side: 'EC2' },
      { knowledge: await knowledge() },
    )
  },
})
