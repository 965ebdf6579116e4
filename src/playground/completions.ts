import { slashCommands } from '../cli/manifest.ts'
import type { Command } from '../core/command.ts'
import type { PageCommand } from './slack/page-contract.ts'

/** What the page completes while a slash command is typed: the commands, and their examples. */
export function pageCommands(commands: readonly Command[]): PageCommand[] {
  return slashCommands(commands).map(({ command, description, usageHint }) => ({
    command,
    description,
    usageHint,
    completions: commands.filter(({ words }) => `/${words[0]}` === command).flatMap(completionsOf),
  }))
}

function completionsOf({ words, about, examples }: Command) {
  const own = words.slice(1).join(' ')
  return [{ words: own, about }, ...examples.map((example) => ({ words: `${own} ${example}`, about }))]
}
