import type { PageCommand, PageUser } from '../slack/page-contract.ts'

export type Suggestion = { readonly text: string; readonly about: string }

const suggestionsShown = 5
// So that the first command does not take every place.
const perSubcommand = 2
// Looking comes first.
const beforeChanges = 3
// Running in staging when the playground starts (world/aws-groups.ts); the sandbox has no role for changes.
export const tryableChange = '/ec2 stop loadtest-1'

/**
 * Completions that are whole as they stand, of several kinds; one that waits for a name would only be refused. Of the
 * changes only one that nobody misses, and only to the person who may make it.
 */
export function suggestionsFrom(commands: readonly PageCommand[], me: PageUser | undefined): readonly Suggestion[] {
  const whole = wholeOf(commands)
  const changes = me?.title === 'operator' ? whole.filter(({ text }) => text === tryableChange) : []
  const reads = whole.filter((suggestion) => !suggestion.changes)
  const kinds = Map.groupBy(reads, ({ text }) => text.split(' ', 2).join(' '))
  const several = [...kinds.values()].flatMap((kind) => kind.slice(0, perSubcommand)).slice(0, suggestionsShown)
  return several.toSpliced(beforeChanges, 0, ...changes)
}

function wholeOf(commands: readonly PageCommand[]): (Suggestion & { readonly changes: boolean })[] {
  return commands.flatMap(({ command, completions }) =>
    completions
      .filter(({ words }) => !needsMore.test(words))
      .map(({ words, about, changes }) => ({ text: `${command} ${words}`, about, changes })),
  )
}

// `show`, `may`, `ask` or `explain` alone, a `<name>` to fill in, and an id: that one is of somebody else's instance.
const needsMore = /^(?:show|may|ask|explain)$|[<…]|\bi-[0-9a-f]{8,}/
