import type { Command } from '../core/command.ts'

// No namespace: `Group::"changers"` is what an administrator writes, and nobody else's entities come in here.
const entities = `
entity Group;
entity Person in [Group];
entity Account { name: String, environment?: String };
entity Region;
entity Instance in [Account, Region] {
  account: Account, region: Region, id: String, name: String, environment?: String, production: Bool,
  state: String, type: String, owner?: String
} tags String;
entity Place in [Account, Region] { account: Account, region: Region, environment?: String, production: Bool };
entity Windlass { production: Bool };`

// `approver` is never set in this version. It is the place for a second person's yes: asked without one and denied, the
// same question is asked once for each who could give it.
const context = `
type Circumstances = {
  channel: String, surface: String, count: Long, costChange?: Long,
  now: datetime, hour: Long, minute: Long, weekday: String,
  approver?: Person
};`

const groups = `
action "read";
action "sensitive";
action "change";
action "final" in [Action::"change"];`

export const actionGroupNames: readonly string[] = ['read', 'sensitive', 'change', 'final']

/** What policies may speak of: every command is an action, in the group of its effect. */
export function schemaOf(commands: readonly Command[]): string {
  return [entities, context, groups, ...commands.map(actionOf)].join('\n')
}

function actionOf(command: Command): string {
  const parents = actionGroups(command).map((name) => `Action::${JSON.stringify(name)}`)
  const type = resourceType(command)
  const applies = `principal: Person, resource: ${type}, context: Circumstances`
  return `action ${JSON.stringify(actionName(command))} in [${parents.join(', ')}] appliesTo { ${applies} };`
}

/** `final` is what cannot be taken back. */
export function actionGroups(command: Command): string[] {
  return command.kind === 'change' && command.isFinal ? ['change', 'final'] : [command.effect]
}

export function actionName({ words }: Pick<Command, 'words'>): string {
  return words.join(' ')
}

function resourceType(command: Command): 'Instance' | 'Place' | 'Windlass' {
  if (command.kind === 'change') return 'Instance'
  return command.aws.read.length > 0 ? 'Place' : 'Windlass'
}
