import type { EnvironmentResponse } from '@aws-sdk/client-lambda'
import { UserError } from '../core/errors.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { SealedEnvironment } from '../core/lambda/functions.ts'
import { placeName } from '../core/place.ts'
import type { Sealer } from '../core/sealer.ts'
import { errorName } from './names.ts'
import type { AskLambda, PlaceCalls } from './place-calls.ts'
import { UndecodableBody } from './undecodable-body.ts'

type Ports = { readonly calls: Pick<PlaceCalls, 'attemptLambda'>; readonly sealer: Sealer }

/** Sealed before anybody but this file has seen a value. */
export async function readEnvironment(found: LambdaFunction, { calls, sealer }: Ports): Promise<SealedEnvironment> {
  const asking = { place: found.place, action: 'lambda:GetFunctionConfiguration' } as const
  const answer = await calls.attemptLambda(asking, readSealed(found, sealer))
  if ('failure' in answer) throw new UserError(answer.failure.code, answer.failure.message)
  return answer.value
}

function readSealed({ name, place }: LambdaFunction, sealer: Sealer): AskLambda<SealedEnvironment> {
  return async (client, abortSignal) => {
    const read = client.getFunctionConfiguration({ FunctionName: name }, { abortSignal })
    const { Environment, RevisionId: revision } = await read.catch((error: unknown) => {
      if (errorName(error) !== 'ResourceNotFoundException') throw error
      throw new UserError('NotFound', `${name} is no longer in ${placeName(place)}.`)
    })
    const code = undecryptedCode(Environment)
    if (code !== undefined) throw new UserError(code, undecrypted(`${name} in ${placeName(place)}`, code))
    if (revision === undefined) throw new UndecodableBody('A function without a revision')
    const values = Object.entries(Environment?.Variables ?? {})
    return {
      variables: Object.fromEntries(values.map(([variable, value]) => [variable, sealer.seal(value)])),
      revision,
    }
  }
}

/** Lambda gives the function without its environment where the role may not use the key that it is encrypted with. */
export function undecryptedCode(environment: EnvironmentResponse | undefined): string | undefined {
  return environment?.Error?.ErrorCode
}

function undecrypted(name: string, code: string): string {
  return `The environment of ${name} could not be read: Lambda could not decrypt it (${code}). An AWS administrator lets the role use the function's key.`
}
