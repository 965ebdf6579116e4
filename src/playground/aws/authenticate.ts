import type { Service } from './action.ts'
import type { Caller, Identities } from './identity.ts'
import { type Authorization, isSignedWith, type WireRequest } from './signature.ts'
import type { AwsWorld } from './world.ts'

type Known = { readonly identities: Identities; readonly world: AwsWorld; readonly now: number }

/**
 * Who signed a request, or the service's own refusal. How old the signature is goes unchecked: the SDK signs by the
 * machine's clock, which an injected clock need not follow.
 */
export function authenticate(request: WireRequest, authorization: Authorization, service: Service) {
  return ({ identities, world, now }: Known): Caller => {
    const { refusals } = service
    const key = identities.findKey(authorization.accessKeyId)
    if (key === undefined) throw refusals.unknownKey()
    const region = world.regions.find(({ name }) => name === authorization.region)
    if (region === undefined || region.optInStatus === 'not-opted-in') throw refusals.badRegion()
    if (!isSignedWith(key.secret, request, authorization)) throw refusals.badSignature()
    if (request.headers['x-amz-security-token'] !== key.sessionToken) throw refusals.badToken()
    const expiresAt = key.caller.session?.expiresAt ?? Number.POSITIVE_INFINITY
    if (expiresAt <= now) throw refusals.expired()
    return key.caller
  }
}
