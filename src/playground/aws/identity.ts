import { createHash } from 'node:crypto'
import type { Permissions } from './iam/evaluate.ts'
import type { Policy } from './iam/policy.ts'
import { type AwsWorld, type Role, roleArn, type User, userArn } from './world.ts'

/** Who a request comes from: a user, or a session of a role that somebody assumed. */
export type Caller = {
  readonly account: string
  readonly arn: string
  /** `AIDA…`, or `AROA…:session`. */
  readonly userId: string
  /** What a trust policy may name to mean this caller, beside the account. */
  readonly principalArns: readonly string[]
  readonly holder: User | Role
  readonly session: Session | undefined
}

export type Session = {
  readonly name: string
  readonly sourceIdentity: string | undefined
  readonly tags: ReadonlyMap<string, string>
  readonly transitiveTagKeys: readonly string[]
  readonly policy: Policy | undefined
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
}

type AccessKey = {
  readonly secret: string
  /** Only temporary credentials have one. */
  readonly sessionToken: string | undefined
  readonly caller: Caller
}

type IssuedKey = { readonly accessKeyId: string; readonly secret: string; readonly sessionToken: string }

export type Identities = {
  findKey(accessKeyId: string): AccessKey | undefined
  openSession(account: string, role: Role, session: Session): { readonly key: IssuedKey; readonly caller: Caller }
}

export function createIdentities(world: AwsWorld): Identities {
  const keys = new Map<string, AccessKey>()
  for (const { id, users } of world.accounts) for (const user of users) keys.set(user.accessKeyId, userKey(id, user))
  let issued = 0
  return {
    findKey: (accessKeyId) => keys.get(accessKeyId),
    openSession(account, role, session) {
      issued += 1
      const digest = (use: string): Buffer => createHash('sha512').update(`${use}/${issued}/${role.id}`).digest()
      const key = {
        accessKeyId: `ASIA${base32(digest('key'))}`,
        secret: digest('secret').toString('base64').slice(0, 40),
        sessionToken: `${digest('token').toString('base64')}${digest('more').toString('base64')}`,
      }
      const caller = sessionCaller(account, role, session)
      keys.set(key.accessKeyId, { secret: key.secret, sessionToken: key.sessionToken, caller })
      return { key, caller }
    },
  }
}

export function permissionsOf({ holder, session }: Caller): Permissions {
  return { identity: holder.policies, session: session?.policy }
}

function userKey(account: string, user: User): AccessKey {
  const arn = userArn(account, user.name)
  const caller = { account, arn, userId: user.id, principalArns: [arn], holder: user, session: undefined }
  return { secret: user.secretAccessKey, sessionToken: undefined, caller }
}

function sessionCaller(account: string, role: Role, session: Session): Caller {
  const arn = `arn:aws:sts::${account}:assumed-role/${role.name}/${session.name}`
  const userId = `${role.id}:${session.name}`
  return { account, arn, userId, principalArns: [roleArn(account, role.name), arn], holder: role, session }
}

/** Access key ids are four letters of kind and sixteen of A–Z and 2–7. */
function base32(bytes: Buffer): string {
  return [...bytes.subarray(0, 16)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')
}
