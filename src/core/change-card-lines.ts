import type { Change, Progress } from './change.ts'
import type { ChangeCommand } from './command.ts'
import { lasting, underUsual } from './duration.ts'
import type { Target } from './plan.ts'
import { bold, joinTexts, type Text, text } from './text.ts'

/** A line a target: its mark, its name, and what has become of it in words. */
export function targetLines({ plan, progress }: Change, command: ChangeCommand, now: number): Text {
  const lines = plan.targets.map((target, index) => {
    const known: Progress = progress[index] ?? { kind: 'waiting' }
    return targetLine(target, known, { command, now })
  })
  return joinTexts(lines, '\n')
}

type Told = { readonly command: ChangeCommand; readonly now: number }

function targetLine({ name, state }: Target, progress: Progress, { command, now }: Told): Text {
  const { doing, done } = command.wording
  switch (progress.kind) {
    case 'waiting':
      return text`○ ${bold(name)} waits for its turn`
    case 'begun':
      return text`◐ ${bold(name)}: AWS is being asked`
    case 'accepted': {
      const took = now - (progress.lookedAgainAt ?? progress.at)
      // Until it is seen to move it is said what is being done to it.
      const shown = progress.state === state ? doing.toLowerCase() : progress.state
      return text`◐ ${bold(name)} ${shown}, ${lasting(took)} so far; ${usual(took, command)}`
    }
    case 'there':
      return text`✓ ${bold(name)} ${done.toLowerCase()} after ${lasting(progress.at - progress.acceptedAt)}`
    case 'refused':
      return text`✕ ${named(name, progress.message)}`
    case 'unknown':
      return text`✕ ${bold(name)}: it is not known whether it was ${done.toLowerCase()}. ${progress.message}`
    case 'astray':
      return text`✕ ${bold(name)}: ${progress.message}`
    case 'late':
      return text`◐ ${bold(name)} is still ${progress.state} after ${lasting(progress.at - progress.acceptedAt)}`
    case 'not-tried':
      return text`– ${bold(name)} was not tried: ${progress.reason}`
  }
}

/** A sentence that begins with the name needs no other. */
function named(name: string, sentence: string): Text {
  return sentence.startsWith(`${name} `)
    ? text`${bold(name)}${sentence.slice(name.length)}`
    : text`${bold(name)}: ${sentence}`
}

function usual(took: number, { takesMs: { usually } }: ChangeCommand): string {
  return took <= usually ? `most take ${underUsual(usually)}` : `longer than most, which take ${underUsual(usually)}`
}
