import { switchCommand } from '../../core/command.ts'
import { lasting } from '../../core/duration.ts'
import { runs } from '../../core/problem.ts'
import { bold, text } from '../../core/text.ts'

export const windlassResume = switchCommand({
  words: ['windlass', 'resume'],
  about: 'Let changes begin again after a pause',
  examples: [],
  parameters: {},
  async run(_, { pause, scope }) {
    const lifted = await pause.resume()
    const actions = [runs('changes', 'What was stopped', ['windlass', 'changes', '--all', '--past'])]
    if (lifted === undefined)
      return { lead: text`${bold('Changes were not paused.')} Nothing was changed.`, parts: [], actions }
    const { by, at, reason } = lifted
    return {
      lead: text`${bold('Changes may begin again.')} They were paused by ${{ user: by }} for ${lasting(scope.now - at)}${reason === undefined ? '' : `: ${reason}`}.`,
      parts: [],
      note: text`What the pause stopped stays undone until somebody asks for it again.`,
      actions,
    }
  },
})
