import { readCommand } from '../../core/command.ts'
import { helpOn, helpOverview } from '../../core/help.ts'
import { bold, text } from '../../core/text.ts'

export const lambdaHelp = readCommand({
  words: ['lambda', 'help'],
  about: 'What you can do with functions',
  examples: ['list'],
  parameters: { command: { kind: 'words', about: 'the command to explain', placeholder: 'list' } },
  aws: { read: [] },
  async run({ command: [asked] }, { scope }) {
    const own = scope.commands.filter(({ words }) => words[0] === 'lambda')
    const command = own.find(({ words }) => words[1] === asked?.toLowerCase())
    return command === undefined
      ? helpOverview(own, text`${bold('Functions')}: what you can do with them`)
      : helpOn(command)
  },
})
