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

/** By command, what there is in this world to try it on. */
const tryable: Readonly<Record<string, readonly string[]>> = { 'ec2 stop': ['loadtest-1'] }

function completionsOf({ words, about, examples, effect }: Command) {
  const own = words.slice(1).join(' ')
  const changes = effect === 'change'
  const all = [...(tryable[words.join(' ')] ?? []), ...examples]
  return [{ words: own, about, changes }, ...all.map((example) => ({ words: `${own} ${example}`, about, changes }))]
}
