import type { Lambda } from '@aws-sdk/client-lambda'
import { UserError } from '../core/errors.ts'
import type { FunctionChange } from '../core/lambda/changer.ts'
import type { Sealer } from '../core/sealer.ts'
import { undecryptedCode } from './read-environment.ts'
import type { Answer, SendOptions } from './send-change.ts'

type EnvironmentChange = Extract<FunctionChange, { readonly kind: 'environment' }>
type Values = Readonly<Record<string, string>>

/** Thrown where reading what is to stay has failed: then nothing was sent that changes anything. */
export class NotRead extends Error {
  override readonly name = 'NotRead'
}

/** The values to set; nothing where one of them stays shut. */
export function unsealed({ set }: EnvironmentChange, sealer: Sealer): Values | undefined {
  const opened = Object.entries(set).map(([name, value]) => [name, sealer.unseal(value)] as const)
  const known = opened.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return known.length === opened.length ? Object.fromEntries(known) : undefined
}

type Sending = { readonly arn: string; readonly change: EnvironmentChange; readonly values: Values }

/** Lambda takes all variables or none, so those that stay are sent with the others. */
export async function sendEnvironment(
  client: Lambda,
  { arn: FunctionName, change, values }: Sending,
  options: SendOptions,
): Promise<Answer> {
  const read = client.getFunctionConfiguration({ FunctionName }, options)
  const { Environment, RevisionId } = await read.catch((cause: unknown) => {
    throw new NotRead('The environment could not be read', { cause })
  })
  const code = undecryptedCode(Environment)
  if (code !== undefined) throw new UserError(code, undecrypted(code))
  if (RevisionId !== change.revision) throw new UserError('PreconditionFailedException', changedMeanwhile)
  const staying = Object.entries(Environment?.Variables ?? {}).filter(([name]) => !change.remove.includes(name))
  const Variables = { ...Object.fromEntries(staying), ...values }
  return client.updateFunctionConfiguration({ FunctionName, Environment: { Variables }, RevisionId }, options)
}

function undecrypted(code: string): string {
  return `Lambda could not decrypt what is there (${code}). An AWS administrator lets the change role use the function's key.`
}

const changedMeanwhile =
  'it was changed meanwhile, by somebody else or a deployment. Ask again, which starts from what is there now.'
