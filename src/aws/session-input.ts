import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import type { Account } from '../core/place.ts'
import { sessionName } from '../core/session-name.ts'

export type Requester = { readonly team: string; readonly user: string }

// The most that a session may last when one role leads to another (IAM user guide, "Role chaining").
const readSeconds = 3600
// The least that STS gives (STS API reference, AssumeRole): a step takes some seconds.
const changeSeconds = 900

/** Of the account's read role. */
export function readSession(account: Account, requester: Requester): AssumeRoleCommandInput {
  return {
    ...sessionFor(requester, account),
    RoleArn: account.roles.read,
    DurationSeconds: readSeconds,
    Tags: [personTag(requester)],
  }
}

/** What one step of a change is done for. */
export type ChangeUse = {
  readonly requester: Requester
  /** The change's id. */
  readonly change: string
  readonly approver?: string | undefined
}

type ChangeRole = { readonly account: Account; readonly role: string; readonly policy: string }

/** Of the account's change role, for one step: the policy leaves of the role's rights what the step needs. */
export function changeSession(
  { account, role, policy }: ChangeRole,
  { requester, change, approver }: ChangeUse,
): AssumeRoleCommandInput {
  const approverTags = approver === undefined ? [] : [{ Key: 'windlass:approver', Value: approver }]
  return {
    ...sessionFor(requester, account),
    RoleArn: role,
    DurationSeconds: changeSeconds,
    Tags: [personTag(requester), { Key: 'windlass:change', Value: change }, ...approverTags],
    Policy: policy,
  }
}

/** What every session says about who it is for; CloudTrail and trust policies see all of it. */
function sessionFor({ team, user }: Requester, { externalId }: Account) {
  const name = sessionName({ team, id: user })
  return {
    RoleSessionName: name,
    SourceIdentity: name,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  }
}

function personTag({ team, user }: Requester) {
  return { Key: 'windlass:person', Value: sessionName({ team, id: user }) }
}
