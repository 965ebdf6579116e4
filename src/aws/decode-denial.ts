import type { AwsCredentialIdentity } from '@smithy/types'
import { encodedDenialIn } from '../core/ec2/evidence.ts'
import type { Log } from '../core/log.ts'
import type { Account } from '../core/place.ts'
import { assumeRole } from './assume-role.ts'
import type { Clients } from './clients.ts'
import { denialSentence } from './denial-sentence.ts'
import { type ChangeUse, changeSession } from './session-input.ts'
import { policyOf } from './session-policy.ts'
import { troubleOf } from './trouble.ts'

/** What a role needs for AWS's denials to be read to their end. It knows no resource. */
export const decodes = { Effect: 'Allow', Action: 'sts:DecodeAuthorizationMessage', Resource: '*' } as const

// Nobody waits longer for a better sentence.
const withinMs = 3000

type Ports = { readonly clients: Pick<Clients, 'sts' | 'decoding'>; readonly log: Log }

type Asking = {
  readonly region: string
  /** Of the role that was denied: no wider identity is asked. */
  begin(signal: AbortSignal): Promise<AwsCredentialIdentity>
  readonly signal: AbortSignal
}

/** What AWS's encoded message says of a denial, in a sentence; nothing where there is none, or it cannot be decoded. */
export async function decodeDenial(
  error: unknown,
  asking: Asking,
  { clients, log }: Ports,
): Promise<string | undefined> {
  if (!(error instanceof Error) || troubleOf(error)?.kind !== 'denied') return undefined
  const EncodedMessage = encodedDenialIn(error.message)
  if (EncodedMessage === undefined) return undefined
  const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(withinMs)])
  try {
    const credentials = await asking.begin(signal)
    const sts = await clients.decoding({ credentials, region: asking.region })
    const { DecodedMessage = '' } = await sts.decodeAuthorizationMessage({ EncodedMessage }, { abortSignal: signal })
    return denialSentence(DecodedMessage, error.message)
  } catch (failure) {
    log.info({ region: asking.region, error: failure }, 'A denial could not be decoded')
    return undefined
  }
}

type Denied = {
  readonly account: Account
  /** The ARN of its change role. */
  readonly role: string
  readonly region: string
  readonly use: ChangeUse
  readonly signal: AbortSignal
}

/** The same for a step of a change: in a session as every step has one, which may decode and nothing else. */
export function decodeChangeDenial(error: unknown, denied: Denied, ports: Ports): Promise<string | undefined> {
  const { account, role, region, use, signal } = denied
  const begin = async () => {
    const session = changeSession({ account, role, policy: policyOf([decodes]) }, use)
    return (await assumeRole(account, session, { ...ports, withinMs })).credentials
  }
  return decodeDenial(error, { region, begin, signal }, ports)
}
