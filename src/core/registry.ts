import type { Command } from './command.ts'
import { nearest } from './suggest.ts'

export type Registry = {
  readonly commands: readonly Command[]
  /** The command that the words begin with, and what is left of them. Words are compared without regard to case. */
  find(words: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | undefined
  /** Commands that may have been meant, the nearest first. */
  nearest(words: readonly string[]): readonly Command[]
}

/** Throws where two commands have the same words: that is a mistake in the list. */
export function createRegistry(commands: readonly Command[]): Registry {
  const byWords = new Map(commands.map((command) => [command.words.join(' '), command]))
  if (byWords.size !== commands.length) throw new Error('two commands have the same words')
  const longest = Math.max(...commands.map(({ words }) => words.length))
  return {
    commands,
    find(words) {
      for (let length = Math.min(longest, words.length); length > 0; length--) {
        const command = byWords.get(words.slice(0, length).join(' ').toLowerCase())
        if (command !== undefined) return { command, rest: words.slice(length) }
      }
      return undefined
    },
    nearest(words) {
      const sameProduct = commands.filter((command) => command.words[0] === words[0]?.toLowerCase())
      const candidates = (sameProduct.length > 0 ? sameProduct : commands).filter((each) => mayBeOffered(each, words))
      const typed = words.slice(0, 2).join(' ').toLowerCase()
      const names = nearest(
        typed,
        candidates.map((command) => command.words.join(' ')),
      )
      const byLastWord = candidates.filter((command) => command.words.at(-1) === words[0]?.toLowerCase())
      return [...new Set([...byLastWord, ...names.flatMap((name) => byWords.get(name) ?? [])])]
    },
  }
}

/** What cannot be taken back is no guess: it is offered to nobody but who began to type it. */
function mayBeOffered(command: Command, words: readonly string[]): boolean {
  if (command.kind !== 'change' || !command.isFinal) return true
  const beginning = command.words.at(-1)?.slice(0, 3) ?? ''
  return words.slice(0, 2).some((word) => word.toLowerCase().startsWith(beginning))
}

/** The first words: one slash command each. */
export function productsOf(commands: readonly Command[]): string[] {
  return [...new Set(commands.map(({ words }) => words[0]))]
}
