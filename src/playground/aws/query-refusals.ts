import type { Refusals } from './action.ts'
import { because } from './authorize.ts'
import { AwsError } from './aws-error.ts'

/** What services refuse that speak the Query protocol (STS API Reference, "Common errors"), in their own words. */
export const queryRefusals = (version: string): Refusals => ({
  unsigned: () => new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
  unknownKey: () => new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
  badSignature: () =>
    new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      403,
    ),
  badToken: () => new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid', 403),
  expired: () => new AwsError('ExpiredToken', 'The security token included in the request is expired', 403),
  badRegion: () => new AwsError('SignatureDoesNotMatch', 'Credential should be scoped to a valid region.', 403),
  unknownAction: (name) => new AwsError('InvalidAction', `Could not find operation ${name} for version ${version}`),
  denied(denial) {
    const { caller, request } = denial
    return new AwsError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: ${request.action} ${because(denial)}`,
      403,
    )
  },
  throttled: () => new AwsError('Throttling', 'Rate exceeded', 400),
})
