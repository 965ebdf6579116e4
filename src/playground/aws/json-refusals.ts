import type { Refusals } from './action.ts'
import { because } from './authorize.ts'
import { AwsError } from './aws-error.ts'

/** What services refuse that speak JSON (Lambda API Reference, "Common error types"), in their own words. */
export const jsonRefusals: Refusals = {
  unsigned: () => new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403),
  unknownKey: () =>
    new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403),
  badSignature: () =>
    new AwsError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      403,
    ),
  badToken: () =>
    new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403),
  expired: () => new AwsError('ExpiredTokenException', 'The security token included in the request is expired', 403),
  badRegion: () => new AwsError('InvalidSignatureException', 'Credential should be scoped to a valid region.', 403),
  unknownAction: () => new AwsError('UnknownOperationException', '', 404),
  denied(denial) {
    const { caller, request } = denial
    const on = request.resource === '*' ? '' : ` on resource: ${request.resource}`
    return new AwsError(
      'AccessDeniedException',
      `User: ${caller.arn} is not authorized to perform: ${request.action}${on} ${because(denial)}`,
      403,
    )
  },
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
}
