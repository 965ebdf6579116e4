import type { Command } from './command.ts'

/**
 * The words of a command with some flags changed. A flag that was given is replaced, `undefined` takes it away; what
 * stands without a flag stays, and comes last, since it may stand behind `--`. `--export` never comes along by itself: a file is sent when it is asked for.
 */
export function again(command: Command, words: readonly string[]) {
  return (flags: Readonly<Record<string, string | undefined>>): string[] => {
    const changed = { export: undefined, ...flags }
    const kept = dropFlags(words.slice(command.words.length), Object.keys(changed))
    const added = Object.entries(changed).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))
    return [...command.words, ...added, ...kept]
  }
}

function dropFlags(words: readonly string[], names: readonly string[]): string[] {
  return words.filter((word, index) => {
    const previous = words[index - 1]
    const isFlag = names.some((name) => word === `--${name}` || word.startsWith(`--${name}=`))
    const isValue = previous !== undefined && names.some((name) => previous === `--${name}`)
    return !isFlag && !isValue
  })
}
