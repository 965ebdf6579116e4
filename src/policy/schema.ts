import type { Command } from '../core/command.ts'
import { byFirst, keyOf, type PayloadField } from './payload.ts'

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
entity Function in [Account, Region] {
  account: Account, region: Region, id: String, name: String, environment?: String, production: Bool,
  state: String, type: String, owner?: String
} tags String;
entity Place in [Account, Region] { account: Account, region: Region, environment?: String, production: Bool };
entity Windlass { production: Bool };`

// `approver` is never set in this version. It is the place for a second person's yes: asked without one and denied, the
// same question is asked once for each who could give it.
const circumstances = `
  channel: String, surface: String, count: Long, costChange?: Long,
  now: datetime, hour: Long, minute: Long, weekday: String,
  approver?: Person`

const groups = `
action "read";
action "sensitive";
action "change";
action "final" in [Action::"change"];`

export const actionGroupNames: readonly string[] = ['read', 'sensitive', 'change', 'final']

/** What policies may read of a payload. */
export type PayloadShape = {
  readonly fields: readonly PayloadField[]
  /** Keys of the paths that may be absent. */
  readonly optional: ReadonlySet<string>
}

/** What policies may speak of: every command is an action, in the group of its effect. */
export function schemaOf(commands: readonly Command[], payload: PayloadShape): string {
  const types = [
    `type Circumstances = {${circumstances}\n};`,
    // Required, and only here: `context has payload && …` is then right for every command.
    `type Call = {${circumstances},\n  payload: ${recordOf(payload.fields, payload.optional, [])}\n};`,
  ]
  return [entities, ...types, groups, ...commands.map(actionOf)].join('\n')
}

function recordOf(fields: readonly PayloadField[], optional: ReadonlySet<string>, above: readonly string[]): string {
  const attributes = [...byFirst(fields)].map(([name, below]) => {
    const path = [...above, name]
    const leaf = below.find((field) => field.path.length === 0)
    const type = leaf === undefined ? recordOf(below, optional, path) : leaf.type
    return `${quoted(name)}${optional.has(keyOf(path)) ? '?' : ''}: ${type}`
  })
  return `{ ${attributes.join(', ')} }`
}

/** Cedar reference, "Grammar": the escapes of Rust. */
function quoted(name: string): string {
  const escaped = name.replace(/["\\\p{Cc}]/gu, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`)
  return `"${escaped}"`
}

function actionOf(command: Command): string {
  const parents = actionGroups(command).map((name) => `Action::${JSON.stringify(name)}`)
  const type = resourceType(command)
  const context = callsFunctions(command) ? 'Call' : 'Circumstances'
  const applies = `principal: Person, resource: ${type}, context: ${context}`
  return `action ${JSON.stringify(actionName(command))} in [${parents.join(', ')}] appliesTo { ${applies} };`
}

/** `final` is what cannot be taken back. */
export function actionGroups(command: Command): string[] {
  return command.kind === 'change' && command.isFinal ? ['change', 'final'] : [command.effect]
}

export function actionName({ words }: Pick<Command, 'words'>): string {
  return words.join(' ')
}

/** Its targets are functions. */
export function changesFunctions(command: Command): boolean {
  return command.kind === 'change' && Object.values(command.parameters).some(({ kind }) => kind === 'function')
}

/** It has a payload, and gives an answer. */
export function callsFunctions(command: Command): boolean {
  return changesFunctions(command) && command.kind === 'change' && command.answer !== undefined
}

function resourceType(command: Command): 'Instance' | 'Function' | 'Place' | 'Windlass' {
  if (command.kind === 'change') return changesFunctions(command) ? 'Function' : 'Instance'
  return command.aws.read.length > 0 ? 'Place' : 'Windlass'
}
