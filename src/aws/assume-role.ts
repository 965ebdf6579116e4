import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@smithy/types'
import { UserError } from '../core/errors.ts'
import type { Account } from '../core/place.ts'
import { sessionName } from '../core/session-name.ts'
import type { Clients } from './clients.ts'
import { roleFailureOf } from './role-errors.ts'
import { troubleOf } from './trouble.ts'
import { UndecodableBody } from './undecodable-body.ts'

export type Requester = { readonly team: string; readonly user: string }

export type Session = { readonly credentials: AwsCredentialIdentity; readonly expiresAt: number }

// The most that a session may last when one role leads to another (IAM user guide, "Role chaining").
const sessionSeconds = 3600
// STS may be in trouble in one Region only; any of an account's others gives the same session.
const mostRegions = 3
const shareOfFirstRegions = 0.3

/** What every session says about who it is for; CloudTrail and trust policies see all of it. */
export function sessionInput(account: Account, { team, user }: Requester): AssumeRoleCommandInput {
  const name = sessionName({ team, id: user })
  return {
    RoleArn: account.roles.read,
    RoleSessionName: name,
    SourceIdentity: name,
    DurationSeconds: sessionSeconds,
    Tags: [{ Key: 'windlass:person', Value: name }],
    ...(account.externalId === undefined ? {} : { ExternalId: account.externalId }),
  }
}

type Ports = { readonly clients: Pick<Clients, 'sts'>; readonly withinMs: number }

/** A session of the account's read role for this person, or an error that says what is missing. There is no other identity to fall back to. */
export async function assumeReadRole(
  account: Account,
  requester: Requester,
  { clients, withinMs }: Ports,
): Promise<Session> {
  const regions = account.regions.slice(0, mostRegions)
  for (const [index, region] of regions.entries()) {
    const isLast = index === regions.length - 1
    const limitMs = isLast ? withinMs * (1 - shareOfFirstRegions * index) : withinMs * shareOfFirstRegions
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next Region is asked only when this one has failed
      return await assumeIn(region, sessionInput(account, requester), { clients, withinMs: limitMs })
    } catch (error) {
      if (!isLast && isRegional(error)) continue
      const failure = roleFailureOf(error, { account, region, withinMs })
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
