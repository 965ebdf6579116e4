import { readCommand, type Scope } from '../../core/command.ts'
import { placeParameters } from '../../core/ec2/parameters.ts'
import { type ExportFormat, exportParameter } from '../../core/export-format.ts'
import { defaultFunctionColumns, type FunctionFacts, parseFunctionColumn } from '../../core/lambda/columns.ts'
import { exportFunctions, functionsFileName } from '../../core/lambda/export.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import { functionsInOrder, parseFunctionOrder } from '../../core/lambda/order.ts'
import { parseRuntime } from '../../core/lambda/parameters.ts'
import { pageOf, pageParameter } from '../../core/page.ts'
import { bold, code, text } from '../../core/text.ts'
import type { ViewFile } from '../../core/view.ts'
import { countFor } from './list-counts.ts'
import { noneFound } from './list-none.ts'
import { listView } from './list-view.ts'

// What Slack's table block can hold beside each other and a person can still read.
const mostColumns = 10

export const lambdaList = readCommand({
  words: ['lambda', 'list'],
  about: 'List functions in every account and Region',
  examples: ['order-*', '--sort errors', '--runtime python3.* --account production', '--columns name,changed,region'],
  parameters: {
    functions: { kind: 'function-names', about: 'names, globs (order-*) or ARNs', placeholder: 'order-*' },
    runtime: { kind: 'options', about: 'only on these runtimes', placeholder: 'nodejs*', parse: parseRuntime },
    ...placeParameters,
    columns: {
      kind: 'options',
      about: 'what to show',
      placeholder: 'name,changed,architecture',
      most: mostColumns,
      parse: parseFunctionColumn,
    },
    sort: {
      kind: 'option',
      about: 'by this column, the largest and newest first; -errors for the other way round',
      placeholder: 'errors',
      parse: parseFunctionOrder,
    },
    page: pageParameter(),
    export: exportParameter,
  },
  aws: { read: ['lambda:ListFunctions', 'cloudwatch:GetMetricData'] },

  async run(asked, { lambda, scope }) {
    const query = { places: scope.places, names: asked.functions, runtimes: asked.runtime }
    const found = await lambda.findFunctions(query)
    if (found.functions.length === 0) return noneFound(query, found, { lambda, scope })
    const order = asked.sort ?? { by: 'name', isReversed: false }
    const columns = asked.columns.length === 0 ? defaultFunctionColumns : [...new Set(asked.columns)]
    const wanted = { columns, order, page: asked.page ?? 1, isExport: asked.export !== undefined }
    const counted = await countFor(found.functions, wanted, { lambda, scope })
    const facts = { now: scope.now, counts: counted.counts }
    const sorted = functionsInOrder(found.functions, order, facts)
    const page = pageOf(sorted.length, wanted.page, (end) => sorted.slice(0, end))
    const view = listView({ found, counted, page, columns, order, isFiltered: asked.runtime.length > 0 }, scope)
    if (asked.export === undefined) return view
    const file = await fileOf(sorted, { format: asked.export, facts }, scope)
    const all = sorted.length === 1 ? '1 function' : `All ${sorted.length} functions`
    return { ...view, file, lead: text`${bold(all)} sent to your direct messages as ${code(file.name)}.` }
  },
})

type Filed = { readonly format: ExportFormat; readonly facts: FunctionFacts }

/** Written in pieces, with everything else let through in between. */
async function fileOf(sorted: readonly LambdaFunction[], { format, facts }: Filed, scope: Scope): Promise<ViewFile> {
  let content = ''
  for (const piece of exportFunctions(sorted, format, facts)) {
    content += piece
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await scope.breathe()
  }
  return { ...functionsFileName(sorted.length, format, facts), content }
}
