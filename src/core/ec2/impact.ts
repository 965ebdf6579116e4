import { boldNames } from '../bold-names.ts'
import type { Plan } from '../plan.ts'
import { type Text, text } from '../text.ts'
import type { Affected } from './affected.ts'
import { costLines } from './impact-cost.ts'
import { findingsOf } from './impact-findings.ts'
import type { InstanceVerb } from './standing.ts'

type Known = { readonly hibernate: boolean; readonly cost: Plan['cost'] }

/** What comes with the change, the gravest first; what is the same for several instances is said once. */
export function impactOf(verb: InstanceVerb, affected: readonly Affected[], { hibernate, cost }: Known): Text[] {
  const found = affected.flatMap((each) =>
    findingsOf(verb, each, { hibernate }).map((finding) => ({ finding, of: each })),
  )
  const alike = [...Map.groupBy(found, ({ finding }) => finding.key).values()]
  const lines = alike
    .toSorted(([one], [other]) => (one?.finding.rank ?? 0) - (other?.finding.rank ?? 0))
    .flatMap(([first, ...others]) => {
      if (first === undefined) return []
      const all = [first, ...others].map(({ of }) => of)
      const said = first.finding.says(all)
      return [text`${boldNames(all.map(({ target }) => target))} ${typeof said === 'string' ? [said] : said}`]
    })
  return [...lines, ...costLines(verb, affected, cost)]
}
