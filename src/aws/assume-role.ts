import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@smithy/types'
import { UserError } from '../core/errors.ts'
import type { Account } from '../core/place.ts'
import type { Clients } from './clients.ts'
import { roleFailureOf } from './role-errors.ts'
import { troubleOf } from './trouble.ts'
import { UndecodableBody } from './undecodable-body.ts'

export type Session = { readonly credentials: AwsCredentialIdentity; readonly expiresAt: number }

// STS may be in trouble in one Region only; any of an account's others gives the same session.
const mostRegions = 3
const shareOfFirstRegions = 0.3

type Ports = { readonly clients: Pick<Clients, 'sts'>; readonly withinMs: number }

/** The session asked for, or an error that says what is missing. There is no other identity to fall back to. */
export async function assumeRole(
  account: Account,
  input: AssumeRoleCommandInput,
  { clients, withinMs }: Ports,
): Promise<Session> {
  const regions = account.regions.slice(0, mostRegions)
  for (const [index, region] of regions.entries()) {
    const isLast = index === regions.length - 1
    const limitMs = isLast ? withinMs * (1 - shareOfFirstRegions * index) : withinMs * shareOfFirstRegions
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next Region is asked only when this one has failed
      return await assumeIn(region, input, { clients, withinMs: limitMs })
    } catch (error) {
      if (!isLast && isRegional(error)) continue
      const failure = roleFailureOf(error, { account, role: input.RoleArn ?? '', region, withinMs })
      throw failure === undefined ? error : new UserError(failure.code, failure.message, { cause: error })
    }
  }
  throw new UserError('NoRegion', `${account.name} has no Region in windlass.yaml.`)
}

export async function assumeIn(
  region: string,
  input: AssumeRoleCommandInput,
  { clients, withinMs }: Ports,
): Promise<Session> {
  const sts = await clients.sts(region)
  const output = await sts.assumeRole(input, { abortSignal: AbortSignal.timeout(withinMs) })
  return sessionOf(output)
}

function sessionOf({ Credentials }: AssumeRoleCommandOutput): Session {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {}
  if (
    AccessKeyId === undefined ||
    SecretAccessKey === undefined ||
    SessionToken === undefined ||
    Expiration === undefined
  )
    throw new UndecodableBody('A session without credentials')
  return {
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expiresAt: Expiration.getTime(),
  }
}

function isRegional(error: unknown): boolean {
  const kind = troubleOf(error)?.kind
  return kind === 'timeout' || kind === 'unreachable' || kind === 'internal' || kind === 'not-enabled'
}
