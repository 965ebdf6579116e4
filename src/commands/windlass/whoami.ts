import { readCommand } from '../../core/command.ts'
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
          columns: ['Account', 'Number', 'Regions', 'Reads as', 'Changes as'].map((title) => ({ title })),
          rows: accounts.map(({ name, id, regions, roles }) => [
            name,
            id,
            regions.join(', '),
            roleName(roles.read),
            roles.change === undefined ? 'read-only' : roleName(roles.change),
          ]),
        },
      ],
      note: text`AWS records what is done for you as ${code(sessionName(actor))}. Your Slack id decides, never your name.`,
      actions: [runs('list', 'List instances', ['ec2', 'list']), runs('help', 'What you can do', ['windlass', 'help'])],
    }
  },
})

/** The last part of the ARN: what an AWS administrator calls it. */
function roleName(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}
