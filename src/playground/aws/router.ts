import { createHash } from 'node:crypto'
import { type Asked, type Call, iamActionOf, onAnything, type Service } from './action.ts'
import type { Agenda } from './agenda.ts'
import { authenticate } from './authenticate.ts'
import { findDenial } from './authorize.ts'
import { AwsError } from './aws-error.ts'
import type { Caller, Identities } from './identity.ts'
import type { Lambdas } from './lambda/lambdas.ts'
import { type Authorization, findAuthorization, type WireRequest } from './signature.ts'
import type { Reply } from './wire/protocol.ts'
import { queryActionOf } from './wire/query-protocol.ts'
import { type AwsWorld, emptyPlace } from './world.ts'

/** A request that got as far as having a caller and a known action. */
export type Admitted = {
  readonly service: Service
  readonly action: string
  readonly caller: Caller
  readonly region: string
  readonly input: unknown
  readonly requestId: string
}

export type Rejected = {
  readonly service: Service
  readonly action: string
  readonly region: string
  readonly error: AwsError
  readonly reply: Reply
  readonly requestId: string
}

type Answered = {
  readonly reply: Reply
  readonly outcome: string
  readonly isUndeclared: boolean
  /** What the action gave, or what it failed with. */
  readonly result: Result
}

export type Result = { readonly output: object } | { readonly error: AwsError }

type Parts = {
  readonly services: readonly Service[]
  readonly world: AwsWorld
  readonly identities: Identities
  readonly agenda: Agenda
  readonly lambdas: Lambdas
  readonly now: () => number
}

export type Router = {
  admit(request: WireRequest): Admitted | Rejected
  /** `declared` are the actions that may be called, where there is a list. */
  answer(admitted: Admitted, declared: ReadonlySet<string> | undefined): Promise<Answered>
}

export function createRouter({ services, now, ...parts }: Parts): Router {
  let requests = 0
  return {
    admit(request) {
      requests += 1
      const requestId = requestIdOf(requests)
      const authorization = findAuthorization(request)
      const service = serviceOf(services, request, authorization)
      const action = service.protocol.nameOf(request, service.operations)
      try {
        if (authorization === undefined) throw service.refusals.unsigned()
        if (authorization.service !== service.name) throw notSimulated(`the service ${authorization.service}`)
        const caller = authenticate(request, authorization, service)({ ...parts, now: now() })
        const operation = service.operations.get(action)
        if (operation === undefined) throw service.refusals.unknownAction(action)
        const input = service.protocol.readInput(operation, request)
        return { service, action, caller, region: authorization.region, input, requestId }
      } catch (error) {
        const known = awsErrorOf(error)
        const reply = service.protocol.writeError(known, requestId)
        return { service, action, region: authorization?.region ?? '', error: known, reply, requestId }
      }
    },
    async answer(admitted, declared) {
      const { service, requestId } = admitted
      const isUndeclared = declared !== undefined && !isDeclared(admitted, declared)
      try {
        if (isUndeclared) throw undeclared(admitted)
        const ran = await run(admitted, callOf(admitted, { ...parts, now: now() }))
        return { ...ran, outcome: 'ok', isUndeclared }
      } catch (error) {
        const known = awsErrorOf(error)
        const reply = service.protocol.writeError(known, requestId)
        return { reply, result: { error: known }, outcome: known.code, isUndeclared }
      }
    },
  }
}

async function run(
  { service, action: name, input, requestId }: Admitted,
  call: Call,
): Promise<Pick<Answered, 'reply' | 'result'>> {
  const operation = service.operations.get(name)
  const action = service.actions.get(name)
  // Whoever may not is told so, whether it is simulated or not.
  const denial = findDenial(service, action ?? onAnything(name), { input, call })
  if (denial !== undefined) throw service.refusals.denied(denial)
  if (operation === undefined || action === undefined) throw notSimulated(`${service.name}:${name}`)
  const output = await action.run(input, call)
  return { reply: service.protocol.writeOutput(operation, output, requestId), result: { output } }
}

type Standing = Pick<Call, 'world' | 'identities' | 'agenda' | 'lambdas' | 'now'>

function callOf({ caller, region, requestId }: Admitted, parts: Standing): Call {
  const account = parts.world.accounts.find(({ id }) => id === caller.account)
  return { ...parts, requestId, caller, region, place: account?.places.get(region) ?? emptyPlace() }
}

/** Who one is at AWS is not a command's matter, so it needs no declaration. */
const isDeclared = ({ service, action }: Admitted, declared: ReadonlySet<string>): boolean =>
  service.name === 'sts' || declared.has(iamActionOf(service, askedOf(service, action)))

const askedOf = (service: Service, name: string): Asked => service.actions.get(name) ?? onAnything(name)

function undeclared({ service, action }: Admitted): AwsError {
  const iamAction = iamActionOf(service, askedOf(service, action))
  const message = `The playground denies ${iamAction}: the running command did not declare it.`
  return new AwsError('UnauthorizedOperation', message, 403)
}

/** A 501 is not retried by the SDK, and no operation answers an empty success because nobody wrote it. */
function notSimulated(what: string): AwsError {
  return new AwsError('NotImplemented', `The simulated organisation does not have ${what}.`, 501)
}

function awsErrorOf(error: unknown): AwsError {
  if (error instanceof AwsError) return error
  return new AwsError('InternalError', error instanceof Error ? (error.stack ?? error.message) : String(error), 500)
}

/** By the credential scope; a request without one, or for a service that is not here, is answered as the action's owner would. */
function serviceOf(
  services: readonly Service[],
  request: WireRequest,
  authorization: Authorization | undefined,
): Service {
  const service =
    services.find(({ name }) => name === authorization?.service) ??
    services.find(({ operations }) => operations.has(queryActionOf(request))) ??
    services[0]
  if (service === undefined) throw new Error('no services')
  return service
}

function requestIdOf(count: number): string {
  const hex = createHash('sha256').update(`request ${count}`).digest('hex')
  return hex.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
