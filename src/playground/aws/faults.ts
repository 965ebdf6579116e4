/** What can go wrong between a client and AWS. */
export type Fault =
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Answers after so long. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** `RequestLimitExceeded` with 503, as EC2 throttles. */
  | { readonly kind: 'throttle' }
  /** `InternalError` with 500. */
  | { readonly kind: 'internal-error' }
  /** 502 with the HTML page of a proxy. */
  | { readonly kind: 'html' }
  /** A success in the other kind of body: JSON where XML belongs. */
  | { readonly kind: 'other-format' }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** The connection is reset before any answer. */
  | { readonly kind: 'refuse' }

/** Which requests a fault is for; what is not given fits every request. */
type Target = {
  readonly service?: string
  readonly action?: string
  readonly account?: string
  readonly region?: string
}

type FaultRule = {
  readonly where?: Target
  readonly fault: Fault
  /** After so many requests things are well again; without, they never are. */
  readonly times?: number
}

export type Faults = {
  /** Returns what ends it. */
  add(rule: FaultRule): () => void
  clear(): void
  /** The fault for a request, counted. */
  take(target: Required<Target>): Fault | undefined
}

export function createFaults(): Faults {
  const rules = new Map<FaultRule, number>()
  return {
    add(rule) {
      const own = { ...rule }
      rules.set(own, rule.times ?? Number.POSITIVE_INFINITY)
      return () => void rules.delete(own)
    },
    clear: () => rules.clear(),
    take(target) {
      const found = [...rules].find(([{ where = {} }]) => fits(where, target))
      if (found === undefined) return undefined
      const [rule, left] = found
      if (left <= 1) rules.delete(rule)
      else rules.set(rule, left - 1)
      return rule.fault
    },
  }
}

function fits(where: Target, target: Required<Target>): boolean {
  return (
    (where.service ?? target.service) === target.service &&
    (where.action ?? target.action) === target.action &&
    (where.account ?? target.account) === target.account &&
    (where.region ?? target.region) === target.region
  )
}
