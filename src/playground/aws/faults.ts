/** What can go wrong between a client and AWS. */
export type Fault =
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Answers after so long. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** As the service throttles: EC2 with `RequestLimitExceeded` and 503. */
  | { readonly kind: 'throttle' }
  /** `InternalError` with 500, or what the service calls it. */
  | { readonly kind: 'internal-error' }
  /** 502 with the HTML page of a proxy. */
  | { readonly kind: 'html' }
  /** A success in the other kind of body: JSON where XML belongs, or XML where JSON does. */
  | { readonly kind: 'other-format' }
  /** What was asked is done, and the connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** The connection is reset before any answer, and nothing is done. */
  | { readonly kind: 'refuse' }
  /** What was asked is done, and the connection reset before any answer. */
  | { readonly kind: 'lose-answer' }
  /** The connection is reset at once, and what was asked is done all the same. */
  | { readonly kind: 'drop' }
  /** This error of AWS, in its words where none are given; a dry run, which finds out nothing but permissions, is spared. */
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly status?: number }

/** Which requests a fault is for; what is not given fits every request. */
type Target = {
  readonly service?: string
  readonly action?: string
  readonly account?: string
  readonly region?: string
  /** One of those that the request names. */
  readonly instance?: string
  readonly isDryRun?: boolean
  /** The Lambda function that the request names, without its version. */
  readonly function?: string
}

/** What a fault is looked for. */
export type Aimed = {
  readonly service: string
  readonly action: string
  readonly account: string
  readonly region: string
  readonly instances: readonly string[]
  readonly function: string | undefined
  readonly isDryRun: boolean
}

export type FaultRule = {
  readonly where?: Target
  readonly fault: Fault
  /** So many requests are spared first. */
  readonly after?: number
  /** After so many requests things are well again; without, they never are. */
  readonly times?: number
}

export type Faults = {
  /** Returns what ends it. */
  add(rule: FaultRule): () => void
  clear(): void
  /** The fault for a request, counted. */
  take(request: Aimed): Fault | undefined
}

type Left = { spared: number; times: number }

export function createFaults(): Faults {
  const rules = new Map<FaultRule, Left>()
  return {
    add(rule) {
      const own = { ...rule }
      rules.set(own, { spared: rule.after ?? 0, times: rule.times ?? Number.POSITIVE_INFINITY })
      return () => void rules.delete(own)
    },
    clear: () => rules.clear(),
    take(request) {
      for (const [rule, left] of rules) {
        if (!fits(rule, request)) continue
        if (left.spared > 0) {
          left.spared -= 1
          continue
        }
        left.times -= 1
        if (left.times <= 0) rules.delete(rule)
        return rule.fault
      }
      return undefined
    },
  }
}

function fits({ where = {}, fault }: FaultRule, request: Aimed): boolean {
  return (
    (where.service ?? request.service) === request.service &&
    (where.action ?? request.action) === request.action &&
    (where.isDryRun ?? request.isDryRun) === request.isDryRun &&
    (where.account ?? request.account) === request.account &&
    (where.region ?? request.region) === request.region &&
    (where.function ?? request.function) === request.function &&
    (where.instance === undefined || request.instances.includes(where.instance)) &&
    !(fault.kind === 'error' && request.isDryRun)
  )
}
