import { explainLogged } from '../../core/lambda/explain-logged.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { LoggedCall } from '../../core/lambda/functions.ts'
import { scrub } from '../../core/scrub.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Part } from '../../core/view.ts'

// What failed most is what somebody on call wants to know.
const mostCauses = 3

/** Why calls failed and what helps, a line for each cause, the one of most calls first. */
export function whyParts(calls: readonly LoggedCall[], configured: LambdaFunction): Part[] {
  const explained = calls.flatMap((call) => explainLogged(call, configured) ?? [])
  const alike = [...Map.groupBy(explained, ({ cause }) => cause).values()]
  const items = alike
    .toSorted((one, other) => other.length - one.length)
    .slice(0, mostCauses)
    .flatMap((all): Text[] => {
      const [first] = all
      if (first === undefined) return []
      const count = calls.length === 1 ? [] : text`${bold(`${all.length}×`)} `
      return [text`${count}${scrub(first.cause)} ${bold('What helps:')} ${scrub(first.next)}`]
    })
  return items.length === 0 ? [] : [{ kind: 'bullets', items }]
}
