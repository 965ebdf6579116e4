import { answerQuestion, whatQuestion } from '../../core/asking/answer-question.ts'
import { readCommand } from '../../core/command.ts'

const words = ['lambda', 'explain'] as const

export const lambdaExplain = readCommand({
  words,
  about: 'What an idea or an error of Lambda means',
  examples: ['cold starts', 'reserved concurrency'],
  parameters: {
    what: { kind: 'words', about: 'a term, or the error as it was shown', placeholder: 'cold starts', isWhole: true },
  },
  aws: { read: [] },
  takesText: true,
  async run({ what }, { knowledge }) {
    if (what.length === 0) return whatQuestion(words, 'cold starts')
    return answerQuestion(
      { question: what.join(' '), before: undefined, side: 'Lambda' },
      { knowledge: await knowledge() },
    )
  },
})
