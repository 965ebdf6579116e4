import type { Scope } from '../../core/command.ts'
import { explainOne } from '../../core/explain-one.ts'
import { explainAction } from '../../core/explained-codes.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import { pageButtons } from '../../core/page.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import type { Action, Choice } from '../../core/view.ts'
import type { Listing } from './list-view.ts'

/** Turning pages, narrowing by runtime, what failed first, why one is as it is, and in the menu sorting and export. */
export function listActions({ found, counted, page, order, isFiltered }: Listing, { again }: Scope): Action[] {
  const hasErrors = [...counted.counts.values()].some(({ errors }) => errors > 0)
  return [
    ...pageButtons(page, { again }),
    ...(hasErrors && order.by !== 'errors'
      ? [runs('failing', 'Failing first', again({ sort: 'errors', page: undefined }))]
      : []),
    ...runtimeSelect(found.functions, again),
    ...(isFiltered ? [runs('all-runtimes', 'All runtimes', again({ runtime: undefined, page: undefined }))] : []),
    ...explainOne(page.rows.map(toExplain)),
    ...explainAction([...found.failures, ...counted.failures].map(({ code }) => code)),
    {
      kind: 'overflow',
      verb: 'more',
      choices: [
        choice('csv', 'Export as CSV', again({ export: 'csv' })),
        choice('json', 'Export as JSON', again({ export: 'json' })),
        choice('changed', 'Last changed first', again({ sort: 'changed', columns: changedColumns, page: undefined })),
        choice('support', 'End of support first', again({ sort: 'support', columns: supportColumns, page: undefined })),
        choice('refresh', 'Read again', again({})),
      ],
    },
  ]
}

function toExplain(shown: LambdaFunction) {
  return { label: shown.name, id: `in ${placeName(shown.place)}`, words: wordsOnFunction('why', shown) }
}

const changedColumns = 'name,changed,errors,account,region'
const supportColumns = 'name,runtime,support,account,region'

function runtimeSelect(functions: readonly LambdaFunction[], again: Scope['again']): Action[] {
  const byRuntime = Map.groupBy(functions, ({ runtime, packaging }) => runtime ?? packaging)
  const choices = [...byRuntime]
    .map(([runtime, own]) => ({ runtime, count: own.length }))
    .toSorted((one, other) => other.count - one.count || one.runtime.localeCompare(other.runtime, 'en'))
    .map(({ runtime, count }) =>
      choice(`runtime-${runtime}`, `${runtime} (${count})`, again({ runtime, page: undefined })),
    )
  return byRuntime.size < 2 ? [] : [{ kind: 'select', verb: 'runtime', placeholder: 'Runtime', choices }]
}

function choice(verb: string, label: string, words: readonly string[]): Choice {
  return { verb, label, does: { kind: 'run', words } }
}
