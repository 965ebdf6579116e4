import { UndecodableBody } from './undecodable-body.ts'

/** What went wrong with a call, told by the error's class, name or code: AWS's message texts are for people, and change. */
export type Trouble = {
  readonly kind: TroubleKind
  /** AWS's own code, or our word where AWS gave none. */
  readonly code: string
  /** What an administrator will want to know of it: a code of the network, of AWS, an HTTP status. */
  readonly detail: string
}

export type TroubleKind = LocalTrouble | AwsTrouble
type LocalTrouble = 'timeout' | 'unreachable' | 'untrusted' | 'broken-off' | 'undecodable' | 'no-credentials'
type AwsTrouble = 'denied' | 'expired' | 'not-accepted' | 'not-enabled' | 'throttled' | 'internal' | 'refused'

const kindByName: ReadonlyMap<string, AwsTrouble> = new Map([
  ...named('denied', [
    'AccessDenied',
    'AccessDeniedException',
    'UnauthorizedOperation',
    'UnauthorizedAccess',
    'Blocked',
  ]),
  ...named('expired', ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']),
  ...named('not-accepted', [
    'AuthFailure',
    'IncompleteSignature',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'InvalidToken',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'UnrecognizedClientException',
  ]),
  ...named('not-enabled', ['OptInRequired', 'RegionDisabledException', 'SubscriptionRequiredException']),
  ...named('throttled', [
    'BandwidthLimitExceeded',
    'EC2ThrottledException',
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ]),
])

// From the first call on, "AbortError" is the SDK's word for our deadline and "TimeoutError" for its own and the platform's.
const timeoutNames = new Set(['AbortError', 'TimeoutError'])
const providerNames = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError'])
// The system's names for what a connection can end in (ECONNRESET, EACCES of a firewall, EMFILE …), and Node's own.
const networkCodes = /^(?:E[A-Z]{2,}(?:_[A-Z]+)?|ERR_(?:SSL|SOCKET|STREAM|TLS_HANDSHAKE)_\w+)$/
// OpenSSL's names for what is wrong with a certificate, as Node gives them (Node.js, "TLS", X509 certificate error codes).
const certificateCodes =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_)/
const httpParserCodes = /^HPE_/
// What the SDK calls an error whose body had no code in it, the second one for HTTP 404.
const namesOfNothing = new Set(['Unknown', 'UnknownError', 'NotFound'])

/** Nothing where the error is neither AWS's nor the network's: then it is a bug of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined
  const detail = systemCodeOf(error)
  if (networkCodes.test(detail)) {
    return { kind: '$response' in error ? 'broken-off' : 'unreachable', code: 'Unreachable', detail }
  }
  if (certificateCodes.test(detail)) return { kind: 'untrusted', code: 'Unreachable', detail }
  if (timeoutNames.has(error.name)) return { kind: 'timeout', code: 'Timeout', detail: error.name }
  if (providerNames.has(error.name)) return { kind: 'no-credentials', code: 'NoCredentials', detail: error.name }
  const status = statusOf(error)
  if (isUndecodable(error, detail))
    return { kind: 'undecodable', code: 'Undecodable', detail: status === 0 ? 'not as documented' : `HTTP ${status}` }
  if (!('$fault' in error)) return undefined
  return { kind: kindOf(error.name, status), code: error.name, detail: error.name }
}

function kindOf(name: string, status: number): AwsTrouble {
  return kindByName.get(name) ?? (status === 429 ? 'throttled' : status >= 500 ? 'internal' : 'refused')
}

/** An error with a response but without AWS's fault in it was made by whoever tried to read that response. */
function isUndecodable(error: Error, systemCode: string): boolean {
  const isUnread = '$response' in error && !('$fault' in error)
  return (
    error instanceof UndecodableBody || isUnread || httpParserCodes.test(systemCode) || namesOfNothing.has(error.name)
  )
}

/** 0 where there was no answer. */
function statusOf(error: object): number {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return 0
  const { $metadata } = error
  return 'httpStatusCode' in $metadata && typeof $metadata.httpStatusCode === 'number' ? $metadata.httpStatusCode : 0
}

function systemCodeOf(error: object): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function named(kind: AwsTrouble, names: readonly string[]): [string, AwsTrouble][] {
  return names.map((name) => [name, kind])
}
