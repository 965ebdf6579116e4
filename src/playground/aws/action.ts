import type { StaticOperationSchema } from '@smithy/types'
import type { Agenda } from './agenda.ts'
import type { AwsError } from './aws-error.ts'
import type { Access, AccessRequest } from './iam/evaluate.ts'
import type { Caller, Identities } from './identity.ts'
import type { Lambdas } from './lambda/lambdas.ts'
import type { Protocol } from './wire/protocol.ts'
import type { AwsPlace, AwsWorld } from './world.ts'

/** One request to one action, after it is known who asks. */
export type Call = {
  readonly world: AwsWorld
  readonly agenda: Agenda
  readonly identities: Identities
  readonly lambdas: Lambdas
  readonly requestId: string
  readonly caller: Caller
  readonly region: string
  readonly place: AwsPlace
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What IAM is asked about; an action that knows no resources is about `*`. */
export type Resource = {
  readonly arn: string
  readonly tags: ReadonlyMap<string, string>
  /** Condition keys of the service's own. */
  readonly keys?: ReadonlyMap<string, readonly string[]>
}

/** What IAM needs to know of an action. */
export type Asked = {
  readonly name: string
  /** The action in IAM, where that has another name than the operation. */
  readonly iamName?: string
  /** None where everybody may. */
  resources(input: unknown, call: Call): readonly Resource[]
}

export type Action = Asked & { run(input: unknown, call: Call): object | Promise<object> }

export type Service = {
  /** As in the credential scope and, mostly, before the colon of an IAM action. */
  readonly name: string
  readonly iamPrefix?: string
  readonly protocol: Protocol
  readonly operations: ReadonlyMap<string, StaticOperationSchema>
  /** Of its errors, where it gives each a status of its own. */
  readonly statuses?: ReadonlyMap<string, number>
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
  /** What the service says when it breaks, where that is not `InternalError`. */
  broken?(): AwsError
}

export type Denial = { readonly access: Access; readonly request: AccessRequest; readonly caller: Caller }

const anything: readonly Resource[] = [{ arn: '*', tags: new Map() }]

export const onAnything = (name: string): Asked => ({ name, resources: () => anything })

/** The codec makes an input by the schema of the operation that has this name, and the SDK's type describes that schema. */
export function action<Input>(definition: {
  name: string
  iamName?: string
  run(input: Input, call: Call): object | Promise<object>
  resources?(input: Input, call: Call): readonly Resource[]
}): Action {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the one place where a decoded input gets its type
  const typed = (input: unknown): Input => input as Input
  return {
    name: definition.name,
    ...(definition.iamName === undefined ? {} : { iamName: definition.iamName }),
    run: (input, call) => definition.run(typed(input), call),
    resources: (input, call) => definition.resources?.(typed(input), call) ?? anything,
  }
}

/** `lambda:InvokeFunction`, which is not always what the operation is called. */
export const iamActionOf = ({ name, iamPrefix = name }: Service, asked: Asked): string =>
  `${iamPrefix}:${asked.iamName ?? asked.name}`
