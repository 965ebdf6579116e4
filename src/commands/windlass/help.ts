import { readCommand } from '../../core/command.ts'
import { helpOn, helpOverview } from '../../core/help.ts'
import { bold, text } from '../../core/text.ts'

export const windlassHelp = readCommand({
  words: ['windlass', 'help'],
  about: 'What you can do here',
  examples: ['ec2 list'],
  parameters: { command: { kind: 'words', about: 'the command to explain', placeholder: 'ec2 list' } },
  aws: { read: [] },
  async run({ command: asked }, { scope }) {
    const name = asked.join(' ').toLowerCase().replace(/^\//, '')
    const { commands } = scope
    const command = commands.find(({ words }) => words.join(' ') === name || words.slice(1).join(' ') === name)
    if (command !== undefined && name !== '') return helpOn(command)
    return helpOverview(
      commands,
      text`${bold('Windlass')} shows and changes your EC2 instances and Lambda functions without leaving Slack, and answers questions about them. You can:`,
    )
  },
})
