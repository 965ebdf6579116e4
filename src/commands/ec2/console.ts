import { ago } from '../../core/age.ts'
import { readCommand, type Scope } from '../../core/command.ts'
import type { ConsoleOutput } from '../../core/ec2/evidence.ts'
import { type Instance, visibleName } from '../../core/ec2/instance.ts'
import { placeParameters } from '../../core/ec2/parameters.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'
import { wholeNumber } from '../../core/number.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { scrub } from '../../core/scrub.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Action, View } from '../../core/view.ts'

const usualLines = 40
const mostLines = 200

export const ec2Console = readCommand({
  words: ['ec2', 'console'],
  about: 'Show the last lines of what an instance wrote to its console',
  effect: 'sensitive',
  examples: ['web-3', 'web-3 --lines 200'],
  parameters: {
    instance: { kind: 'instance', about: 'its name, id, a glob or tag:key=value', placeholder: 'web-3' },
    ...placeParameters,
    lines: {
      kind: 'option',
      about: `the last so many, ${mostLines} at most; ${usualLines} where it is not said`,
      placeholder: String(usualLines),
      parse: (word) => wholeNumber(word, { least: 1, most: mostLines }),
    },
  },
  aws: { read: ['ec2:DescribeInstances', 'ec2:GetConsoleOutput'] },
  async run({ instance, lines = usualLines }, { evidence, scope }) {
    const read = await evidence.readConsole(instance)
    if ('unread' in read) return unreadView(instance, read.unread, scope)
    return consoleView(instance, { output: read.value, wanted: lines }, scope)
  },
})

function consoleView(
  instance: Instance,
  { output, wanted }: { readonly output: ConsoleOutput; readonly wanted: number },
  scope: Scope,
): View {
  const name = visibleName(instance)
  const { at } = output
  const lines = output.lines.slice(0, output.lines.findLastIndex((line) => line.trim() !== '') + 1)
  const last = lines.slice(-wanted)
  if (last.length === 0)
    return {
      lead: text`${bold(`AWS has no console output of ${name}`)} in ${placeName(instance.place)}.`,
      parts: [],
      note: text`It comes some minutes after a start, and only from what writes to the serial console.`,
      actions: actionsOn(instance, scope),
    }
  const which =
    last.length === lines.length ? `All ${last.length} lines` : `The last ${last.length} of ${lines.length} lines`
  return {
    lead: text`${bold(`${which} of the console of ${name}`)}${takenText(at, scope.now)}`,
    parts: [{ kind: 'code', code: scrub(last.join('\n')) }],
    note: text`It is what AWS last copied, 64 KB at most, and not live: most of it is from the latest boot.`,
    actions: [...moreOf({ shown: last.length, all: lines.length }, scope), ...actionsOn(instance, scope)],
  }
}

function takenText(at: number | undefined, now: number): Text {
  return at === undefined ? ['.'] : text`, taken ${{ time: at }}, ${ago(now - at)}.`
}

function moreOf({ shown, all }: { readonly shown: number; readonly all: number }, { again }: Scope): Action[] {
  const most = Math.min(all, mostLines)
  return shown < most ? [runs('more', `The last ${most} lines`, again({ lines: String(most) }))] : []
}

function unreadView(instance: Instance, unread: string, scope: Scope): View {
  return {
    lead: text`${bold(`The console of ${visibleName(instance)} could not be read.`)} ${unread}`,
    parts: [],
    actions: actionsOn(instance, scope),
  }
}

function actionsOn(instance: Instance, { again }: Scope): Action[] {
  return [
    runs('refresh', 'Read again', again({})),
    runs('why', 'What is wrong', wordsOn(['ec2', 'why'], [instance])),
    runs('ask', 'What is console output?', ['windlass', 'ask', 'console-output']),
  ]
}
