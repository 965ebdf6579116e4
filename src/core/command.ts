import type { Effect } from './decision.ts'
import type { InstanceReader } from './ec2/instances.ts'
import type { ArgumentsOf, Parameters } from './parameter.ts'
import type { Person } from './people.ts'
import type { Account, Place, PlaceFailure } from './place.ts'
import type { View } from './view.ts'

type Definition = {
  /** What a person types, from the slash command on: `['ec2', 'list']`. */
  readonly words: readonly [string, ...string[]]
  /** One line, from a capital letter on, without a full stop. */
  readonly about: string
  /** Arguments that show it best, as typed after the command's words. */
  readonly examples: readonly string[]
  readonly effect: Effect
  /** The IAM actions that a run may call, and none besides. */
  readonly aws: { readonly read: readonly string[] }
}

/** A command as the spine and the help see it. */
export type Command = Definition & {
  readonly parameters: Parameters
  run(values: Readonly<Record<string, unknown>>, ports: ReadPorts): Promise<View>
}

/** All that reading may touch: nothing in it can change anything. */
export type ReadPorts = {
  readonly ec2: InstanceReader
  readonly scope: Scope
}

/** Who asks, where, and what is theirs to see. */
export type Scope = {
  readonly actor: Person
  /** Every configured account. */
  readonly accounts: readonly Account[]
  /** What was asked for: this command's places, also those where the actor may not read. */
  readonly places: readonly Place[]
  /** Places that could not be looked in when the targets were looked up. */
  readonly missing: readonly PlaceFailure[]
  /** The commands that the actor may run. */
  readonly commands: readonly Command[]
  /** What the actor may do, in words. */
  readonly rights: readonly string[]
  readonly tagKeys: TagKeys
  /** Milliseconds since 1970. */
  readonly now: number
  /** Resolves once everything else that waits has had its turn: for work that would hold it for more than some ms. */
  breathe(): Promise<void>
  /** The words of this very command, some flags changed; `undefined` takes a flag away. */
  again(flags: Readonly<Record<string, string | undefined>>): string[]
}

/** Which tags say who owns an instance and what it is for. */
export type TagKeys = { readonly owner: string; readonly environment: string }

/** A command that only reads: its `run` is handed ports that cannot change anything. */
export function readCommand<P extends Parameters>(
  definition: Omit<Definition, 'effect'> & {
    readonly effect?: 'read' | 'sensitive'
    readonly parameters: P
    run(values: ArgumentsOf<P>, ports: ReadPorts): Promise<View>
  },
): Command {
  return {
    effect: 'read',
    ...definition,
    // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/parse.ts and spine/resolve.ts made the values by these very parameters
    run: (values, ports) => definition.run(values as ArgumentsOf<P>, ports),
  }
}

/** `/ec2 list`, as a person types it. */
export function typedName({ words }: Pick<Command, 'words'>): string {
  return `/${words.join(' ')}`
}
