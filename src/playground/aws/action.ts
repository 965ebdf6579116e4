import type { StaticOperationSchema } from '@smithy/types'
import type { Agenda } from './agenda.ts'
import type { AwsError } from './aws-error.ts'
import type { Access, AccessRequest } from './iam/evaluate.ts'
import type { Caller, Identities } from './identity.ts'
import type { Protocol } from './wire/query-protocol.ts'
import type { AwsPlace, AwsWorld } from './world.ts'

/** One request to one action, after it is known who asks. */
export type Call = {
  readonly world: AwsWorld
  readonly agenda: Agenda
  readonly identities: Identities
  readonly caller: Caller
  readonly region: string
  readonly place: AwsPlace
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What IAM is asked about; an action that knows no resources is about `*`. */
export type Resource = { readonly arn: string; readonly tags: ReadonlyMap<string, string> }

/** What IAM needs to know of an action. */
export type Asked = {
  readonly name: string
  /** None where everybody may. */
  resources(input: unknown, call: Call): readonly Resource[]
}

export type Action = Asked & { run(input: unknown, call: Call): object }

export type Service = {
  /** As in the credential scope and before the colon of an IAM action. */
  readonly name: string
  readonly protocol: Protocol
  readonly operations: ReadonlyMap<string, StaticOperationSchema>
  readonly actions: ReadonlyMap<string, Action>
  readonly refusals: Refusals
}

/** How a service words what it refuses before an action runs. */
export type Refusals = {
  unsigned(): AwsError
  unknownKey(): AwsError
  badSignature(): AwsError
  badToken(): AwsError
  expired(): AwsError
  badRegion(): AwsError
  unknownAction(name: string): AwsError
  denied(denial: Denial): AwsError
  throttled(): AwsError
}

export type Denial = { readonly access: Access; readonly request: AccessRequest; readonly caller: Caller }

const anything: readonly Resource[] = [{ arn: '*', tags: new Map() }]

export const onAnything = (name: string): Asked => ({ name, resources: () => anything })

/** The codec makes an input by the schema of the operation that has this name, and the SDK's type describes that schema. */
export function action<Input>(definition: {
  name: string
  run(input: Input, call: Call): object
  resources?(input: Input, call: Call): readonly Resource[]
}): Action {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the one place where a decoded input gets its type
  const typed = (input: unknown): Input => input as Input
  return {
    name: definition.name,
    run: (input, call) => definition.run(typed(input), call),
    resources: (input, call) => definition.resources?.(typed(input), call) ?? anything,
  }
}
