import { targetOf } from '../core/ec2/target.ts'
import { functionTarget } from '../core/lambda/target.ts'
import type { KnownTarget, WhyNotChange } from '../core/may.ts'
import type { Target } from '../core/plan.ts'
import { isProblem } from '../core/problem.ts'
import { type Asking, reasonOf } from './decide.ts'
import { decideTargets } from './decide-plan.ts'
import { findByWords } from './find.ts'
import type { Product } from './ports.ts'

/** A pause or a freeze is none of it: those pass, and whoever presses is told who paused and until when. */
export function whyNotChangeFor(asking: Asking, product: Product): WhyNotChange {
  return (words, known) => {
    const found = findByWords(words, product.registry)
    if (isProblem(found) || found.command.kind !== 'change') return undefined
    const target = targetIn(known, product)
    const one = { ...asking, context: { ...asking.context, count: 1 } }
    const [decided] = decideTargets(found.command, [target], { asking: one, product })
    if (decided?.decision.answer === 'deny') return reasonOf(decided.decision)
    const isChangeable = product.accounts.some(
      ({ id, roles }) => id === target.place.accountId && roles.change !== undefined,
    )
    return isChangeable ? undefined : `${target.place.account} is read-only.`
  }
}

function targetIn(known: KnownTarget, product: Product): Target {
  return 'function' in known ? functionTarget(known.function, known.tags, product) : targetOf(known, product)
}
