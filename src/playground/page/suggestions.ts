import type { PageCommand } from '../slack/page-contract.ts'

export type Suggestion = { readonly text: string; readonly about: string }

const suggestionsShown = 5
// So that the first command does not take every place.
const perSubcommand = 2

/** Completions that are whole as they stand, of several kinds; one that waits for a name would only be refused. */
export function suggestionsFrom(commands: readonly PageCommand[]): readonly Suggestion[] {
  const whole = commands.flatMap(({ command, completions }) =>
    completions
      .filter(({ words }) => !needsMore.test(words))
      .map(({ words, about }) => ({ text: `${command} ${words}`, about })),
  )
  const kinds = Map.groupBy(whole, ({ text }) => text.split(' ', 2).join(' '))
  return [...kinds.values()].flatMap((kind) => kind.slice(0, perSubcommand)).slice(0, suggestionsShown)
}

// `show` alone, a `<name>` to fill in, and an id: that one is of somebody else's instance.
const needsMore = /^show$|[<…]|\bi-[0-9a-f]{8,}/
