import { AwsError } from './aws-error.ts'
import type { Fault } from './faults.ts'
import type { Admitted } from './router.ts'
import type { Reply } from './wire/query-protocol.ts'

/** The body of a fault that does answer. */
export function faultReply(
  kind: Exclude<Fault['kind'], 'hang' | 'slow' | 'cut' | 'refuse'>,
  { service, requestId }: Admitted,
): Reply {
  switch (kind) {
    case 'throttle':
      return service.protocol.writeError(service.refusals.throttled(), requestId)
    case 'internal-error':
      return service.protocol.writeError(
        new AwsError('InternalError', 'An internal error has occurred', 500),
        requestId,
      )
    case 'html':
      return {
        status: 502,
        contentType: 'text/html',
        body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
      }
    case 'other-format':
      return {
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ message: 'not what was asked for' }),
      }
    default:
      return kind satisfies never
  }
}
