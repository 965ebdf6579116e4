import { UserError } from '../core/errors.ts'
import { type Account, type Place, placeName } from '../core/place.ts'
import { isEnabledByDefault, roleName } from './names.ts'
import { type ReadAction, serviceOf } from './read-actions.ts'
import { type TroubleKind, troubleOf } from './trouble.ts'

/** A call that reads, as its failure has to name it. */
export type Call = {
  readonly account: Account
  readonly place: Place
  readonly action: ReadAction
  readonly withinMs: number
  /** What AWS's encoded message says where it said no (decode-denial.ts). */
  readonly denial?: string | undefined
}

/** A failure in words: what happened, where, what helps. The code is AWS's own where AWS gave one. */
export type Failure = { readonly code: string; readonly message: string }

/** Nothing where the error is a bug of ours and must not be shown as AWS's. */
export function failureOf(error: unknown, call: Call): Failure | undefined {
  if (error instanceof UserError) return { code: error.code, message: error.message }
  const trouble = troubleOf(error)
  return trouble && { code: trouble.code, message: sentences(trouble.detail, call)[trouble.kind] }
}

const functionActions = /^(?:lambda|cloudwatch|logs):/

function sentences(detail: string, { account, place, action, withinMs, denial }: Call): Record<TroubleKind, string> {
  const inPlace = placeName(place)
  const service = serviceOf(action)
  // What is around an instance fails with its place; of functions, the place may give the one and not the other.
  const where = functionActions.test(action) ? `${service} in ${inPlace}` : inPlace
  const notEnabled = `${place.region} is not enabled in ${account.name} (${detail}). An AWS administrator enables it in the account's settings, or it is taken out of regions in windlass.yaml.`
  return {
    ...commonSentences({ where, detail, withinMs }),
    denied: `The role ${roleName(account.roles.read)} of ${account.name} may not do ${action} in ${place.region} (${detail}). ${denial ?? `An AWS administrator adds ${action} to the role's policies, or lifts what denies it.`}`,
    expired: `The session for ${inPlace} has ended (${detail}). Ask again: Windlass begins a new one.`,
    // EC2 has no code of its own for a Region that is off: it does not know the account's credentials there.
    'not-accepted': isEnabledByDefault(place.region)
      ? `${where} did not accept Windlass's session (${detail}). Ask again; if it stays so, check the clock of the machine that Windlass runs on.`
      : notEnabled,
    'not-enabled': notEnabled,
    refused: `${service} in ${inPlace} refused ${action} with the code ${detail}. Its own words are in Windlass's log.`,
  }
}

type CommonKind = Exclude<TroubleKind, 'denied' | 'expired' | 'not-accepted' | 'not-enabled' | 'refused'>
type Asked = { readonly where: string; readonly detail: string; readonly withinMs: number }

/** What can go wrong with every call, whichever service of AWS. */
export function commonSentences({ where, detail, withinMs }: Asked): Record<CommonKind, string> {
  const lookAtHealth = 'if it stays so, look at health.aws.amazon.com.'
  const lookAtProxies = 'Ask again; if it stays so, look at the proxies between Windlass and AWS.'
  return {
    timeout: `${where} did not answer within ${withinMs / 1000} s. Ask again; ${lookAtHealth}`,
    unreachable: `${where} could not be reached (${detail}). Check the network of the machine that Windlass runs on, and AWS_ENDPOINT_URL if it is set.`,
    untrusted: `${where} showed a certificate that Windlass does not trust (${detail}). If your network has an authority of its own, NODE_EXTRA_CA_CERTS names its file.`,
    'broken-off': `The answer of ${where} broke off in the middle (${detail}). ${lookAtProxies}`,
    undecodable: `${where} gave an answer that is not AWS's (${detail}), most often a proxy's page. ${lookAtProxies}`,
    'no-credentials': `${where} was not asked: Windlass has no AWS credentials of its own. Whoever runs Windlass gives it some, as for the aws command line.`,
    throttled: `${where} takes no more requests at the moment (${detail}). Ask again in a minute.`,
    internal: `${where} had an error of AWS's own (${detail}). Ask again in a minute; ${lookAtHealth}`,
  }
}
