import { errorOf, faultReply } from './fault-reply.ts'
import type { Fault } from './faults.ts'
import type { Sight } from './http.ts'
import type { Admitted, Rejected, Result, Router } from './router.ts'

export type Response = {
  readonly sight: Sight
  readonly outcome: string
  readonly isUndeclared: boolean
  /** Nothing where AWS never got to answer. */
  readonly result: Result | undefined
}
type Circumstances = { readonly fault: Fault | undefined; readonly declared: ReadonlySet<string> | undefined }

type Afterwards = Extract<Fault, { kind: 'slow' | 'cut' | 'lose-answer' | 'drop' }>

/** Whether what was asked is done, whatever becomes of the answer. */
const isAfterwards = (fault: Fault): fault is Afterwards =>
  fault.kind === 'slow' || fault.kind === 'cut' || fault.kind === 'lose-answer' || fault.kind === 'drop'

/** What a request gets, with whatever is to go wrong on its way. */
export async function respond(
  router: Router,
  admitted: Admitted | Rejected,
  { fault, declared }: Circumstances,
): Promise<Response> {
  const { requestId } = admitted
  if ('error' in admitted) {
    const { reply, error } = admitted
    return { sight: { kind: 'reply', reply, requestId }, outcome: error.code, isUndeclared: false, result: { error } }
  }
  if (fault === undefined || isAfterwards(fault)) {
    const { reply, ...answered } = await router.answer(admitted, declared)
    if (fault?.kind === 'lose-answer' || fault?.kind === 'drop')
      return { ...answered, sight: { kind: 'refuse' }, outcome: `fault: ${fault.kind}` }
    if (fault?.kind === 'cut') return { ...answered, sight: { kind: 'cut', reply, requestId }, outcome: 'fault: cut' }
    return { ...answered, sight: { kind: 'reply', reply, requestId } }
  }
  const rest = { outcome: `fault: ${fault.kind}`, isUndeclared: false, result: undefined }
  if (fault.kind === 'hang' || fault.kind === 'refuse') return { ...rest, sight: { kind: fault.kind } }
  const sight: Sight = { kind: 'reply', reply: faultReply(fault, admitted), requestId }
  return fault.kind === 'error'
    ? { ...rest, sight, result: { error: errorOf(fault, admitted.service) } }
    : { ...rest, sight }
}
