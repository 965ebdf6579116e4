import type { Service } from './action.ts'
import { AwsError } from './aws-error.ts'
import type { Fault } from './faults.ts'
import type { Admitted } from './router.ts'
import type { Reply } from './wire/protocol.ts'

/** Those that take the place of an answer. */
type AnsweringFault = Exclude<Fault, { kind: 'hang' | 'slow' | 'cut' | 'refuse' | 'lose-answer' | 'drop' }>

/** EC2 API Reference, "Error codes"; what stands here only because AWS's own fault or another status than 400 goes with it. */
const known: Readonly<Record<string, readonly [message: string, status: number]>> = {
  InsufficientInstanceCapacity: ['Insufficient capacity.', 500],
  InsufficientAddressCapacity: ['Insufficient address capacity.', 500],
  InternalFailure: ['The request processing has failed because of an unknown error, exception or failure.', 500],
  RequestLimitExceeded: ['Request limit exceeded.', 503],
  Unavailable: ['The service is unavailable. Please try again shortly.', 503],
  UnauthorizedOperation: ['You are not authorized to perform this operation.', 403],
}

export function errorOf({ code, message, status }: Extract<Fault, { kind: 'error' }>, { statuses }: Service): AwsError {
  const [words = `The simulated organisation was told to answer ${code}.`, usual = 400] = known[code] ?? []
  return new AwsError(code, message ?? words, status ?? statuses?.get(code) ?? usual)
}

/** The body of a fault that does answer. */
export function faultReply(fault: AnsweringFault, { service, requestId }: Admitted): Reply {
  switch (fault.kind) {
    case 'error':
      return service.protocol.writeError(errorOf(fault, service), requestId)
    case 'throttle':
      return service.protocol.writeError(service.refusals.throttled(), requestId)
    case 'internal-error':
      return service.protocol.writeError(
        service.refusals.broken?.() ?? new AwsError('InternalError', 'An internal error has occurred', 500),
        requestId,
      )
    case 'html':
      return {
        status: 502,
        contentType: 'text/html',
        body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
      }
    case 'other-format':
      return service.protocol.format === 'xml'
        ? { status: 200, contentType: 'application/json', body: JSON.stringify({ message: 'not what was asked for' }) }
        : {
            status: 200,
            contentType: 'text/xml',
            body: '<Response><message>not what was asked for</message></Response>',
          }
    default:
      return fault satisfies never
  }
}
