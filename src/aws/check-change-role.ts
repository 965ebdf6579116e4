import { UserError } from '../core/errors.ts'
import type { Account, Place, PlaceFailure } from '../core/place.ts'
import { assumeRole } from './assume-role.ts'
import { missingInTrust } from './check-trust.ts'
import type { Clients } from './clients.ts'
import { changeSession, type Requester } from './session-input.ts'
import { sessionPolicy } from './session-policy.ts'

type Ports = { readonly clients: Pick<Clients, 'sts'>; readonly withinMs: number }
type Checked = { readonly account: Account; readonly place: Place }

// One that cannot be, so that the session of the check is good for nothing.
const noInstance = 'i-00000000000000000'

/**
 * Begins a session as a step does; what is missing, if anything. Whether the role may do each action is for a rehearsal
 * to find out: EC2 needs an instance for that.
 */
export async function checkChangeRole(
  { account, place }: Checked,
  requester: Requester,
  ports: Ports,
): Promise<PlaceFailure[]> {
  const role = account.roles.change
  if (role === undefined) return []
  const policy = sessionPolicy({ action: 'ec2:StopInstances', id: noInstance, place, roleArn: role })
  const session = changeSession({ account, role, policy }, { requester, change: 'check' })
  try {
    await assumeRole(account, session, ports)
    return []
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const missing = error.code === 'NoRole' ? await missingInTrust(account, session, ports) : undefined
    return [{ place, code: error.code, message: missing ?? error.message }]
  }
}
