import { switchCommand } from '../../core/command.ts'
import type { Pause } from '../../core/pause.ts'
import { runs } from '../../core/problem.ts'
import { bold, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'

export const windlassPause = switchCommand({
  words: ['windlass', 'pause'],
  about: 'Stop every change everywhere: none begins, running ones end at their next step',
  examples: ['--reason "incident 2231"'],
  parameters: {
    reason: {
      kind: 'option',
      about: 'why, for everyone who is stopped by it',
      placeholder: '"incident 2231"',
      parse: (word) => ({ ok: true, value: word }),
    },
  },
  async run({ reason }, { pause }) {
    const made = await pause.pause(reason)
    if (made !== undefined) return pausedView(made, 'now')
    const standing = await pause.findPause()
    // Lifted between the two questions: then the second try is the first one again.
    return standing === undefined ? pausedView(await pause.pause(reason), 'now') : pausedView(standing, 'already')
  },
})

function pausedView(pause: Pause | undefined, when: 'now' | 'already'): View {
  if (pause === undefined)
    return {
      lead: text`${bold('Changes were not paused:')} somebody resumed them in this moment.`,
      parts: [],
      actions: [],
    }
  const { by, at, reason } = pause
  const because = reason === undefined ? '' : `: ${reason}`
  const lead =
    when === 'now'
      ? text`${bold('Changes are paused')} for everyone${because}. None begins, and those that run end at their next step.`
      : text`${bold('Changes are paused already')}, by ${{ user: by }} since ${{ time: at }}${because}.`
  return {
    lead,
    parts: [],
    note: text`What is stopped in the middle is not taken up again by itself. Reading goes on.`,
    actions: [
      runs('resume', 'Resume changes', ['windlass', 'resume']),
      runs('running', 'Which were running', ['windlass', 'changes', '--all']),
    ],
  }
}
