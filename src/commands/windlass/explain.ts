import { answerQuestion, whatQuestion } from '../../core/asking/answer-question.ts'
import { readCommand } from '../../core/command.ts'

const words = ['windlass', 'explain'] as const

export const windlassExplain = readCommand({
  words,
  about: 'What an error or a term means, and what to do',
  examples: ['InsufficientInstanceCapacity', 'cold starts'],
  parameters: {
    what: { kind: 'words', about: 'the error as it was shown, or a term', placeholder: 'error or term', isWhole: true },
  },
  aws: { read: [] },
  takesText: true,
  async run({ what }, { knowledge, assistant, scope: { before } }) {
    if (what.length === 0) return whatQuestion(words, 'InsufficientInstanceCapacity')
    return answerQuestion({ question: what.join(' '), before }, { knowledge: await knowledge(), assistant })
  },
})
