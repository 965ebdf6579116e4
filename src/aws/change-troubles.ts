import type { Account } from '../core/place.ts'
import { isEnabledByDefault, roleName } from './names.ts'
import type { TroubleKind } from './trouble.ts'

type Asked = {
  readonly service: string
  readonly action: string
  readonly account: Account
  readonly region: string
  /** The ARN of the role that asked. */
  readonly role: string
  /** What AWS's encoded message says of it (decode-denial.ts). */
  readonly denial?: string | undefined
}

/** What went wrong with a call that changes something and that AWS did not carry out, as clauses that go on after a colon. */
export function troublesOf(
  detail: string,
  { service, action, account, region, role: arn, denial }: Asked,
): Record<TroubleKind, string> {
  const role = `the role ${roleName(arn)} of ${account.name}`
  const proxies = 'Ask again; if it stays so, look at the proxies between Windlass and AWS.'
  const notEnabled = `${region} is not enabled in ${account.name} (${detail}). An AWS administrator enables it in the account's settings.`
  const notAccepted = `${service} in ${region} did not accept the session of ${role} (${detail}). Ask again; if it stays so, check the clock of the machine that Windlass runs on.`
  return {
    denied: `${role} may not do ${action} to it (${detail}). ${denial ?? `An AWS administrator adds ${action} to the role's policies, or lifts what denies it.`}`,
    expired: notAccepted,
    'not-accepted': isEnabledByDefault(region) ? notAccepted : notEnabled,
    'not-enabled': notEnabled,
    throttled: `${service} in ${region} takes no more requests at the moment (${detail}), so it was not begun. Ask again in a minute.`,
    refused: `${service} refused ${action} with the code ${detail}. Its own words are in Windlass's log.`,
    unreachable: `${service} in ${region} could not be reached (${detail}). Check the network of the machine that Windlass runs on, and AWS_ENDPOINT_URL if it is set.`,
    untrusted: `${service} in ${region} showed a certificate that Windlass does not trust (${detail}). If your network has an authority of its own, NODE_EXTRA_CA_CERTS names its file.`,
    'no-credentials':
      'Windlass has no AWS credentials of its own. Whoever runs Windlass gives it some, as for the aws command line.',
    timeout: `${service} did not answer in time. Ask again in a minute.`,
    'broken-off': `the connection to ${service} broke off (${detail}). ${proxies}`,
    undecodable: `what came back is not AWS's (${detail}). ${proxies}`,
    internal: `${service} had an error of its own (${detail}). Ask again in a minute.`,
  }
}
