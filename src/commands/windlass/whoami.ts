import { readCommand } from '../../core/command.ts'
import type { Account } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { sessionName } from '../../core/session-name.ts'
import { bold, code, text } from '../../core/text.ts'

export const windlassWhoami = readCommand({
  words: ['windlass', 'whoami'],
  about: 'Who you are to Windlass, your rights, and the accounts and roles used for you',
  examples: [],
  parameters: {},
  aws: { read: [] },
  async run(_, { scope }) {
    const { actor, accounts, rights } = scope
    return {
      lead: text`You are ${bold(actor.name)}, a full member of this workspace.`,
      parts: [
        { kind: 'bullets', items: rights.map((right) => [right]) },
        {
          kind: 'table',
          columns: [{ title: 'Account' }, { title: 'Number' }, { title: 'Regions' }, { title: 'Reads as' }],
          rows: accounts.map((account) => [account.name, account.id, account.regions.join(', '), roleName(account)]),
        },
      ],
      note: text`AWS records what is done for you as ${code(sessionName(actor))}. Your Slack id decides, never your name.`,
      actions: [runs('list', 'List instances', ['ec2', 'list']), runs('help', 'What you can do', ['windlass', 'help'])],
    }
  },
})

/** The last part of the ARN: what an AWS administrator calls it. */
function roleName({ roles }: Account): string {
  return roles.read.split('/').at(-1) ?? roles.read
}
