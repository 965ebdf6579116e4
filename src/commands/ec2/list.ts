import { readCommand, type Scope } from '../../core/command.ts'
import { type ColumnName, columnOf, defaultColumns, parseColumn } from '../../core/ec2/columns.ts'
import { exportInstances, exportName } from '../../core/ec2/export.ts'
import { failureLines } from '../../core/ec2/failures.ts'
import type { Instance } from '../../core/ec2/instance.ts'
import type { FoundInstances } from '../../core/ec2/instances.ts'
import { firstInOrder, inOrder, type Order, parseOrder } from '../../core/ec2/order.ts'
import { parseName, parseState, parseType, placeParameters } from '../../core/ec2/parameters.ts'
import { parseTag, wordFor } from '../../core/ec2/selector.ts'
import { type ExportFormat, exportParameter } from '../../core/export-format.ts'
import { type Page, pageOf, pageParameter, pageRange } from '../../core/page.ts'
import { bold, code, text } from '../../core/text.ts'
import type { Part, View, ViewFile } from '../../core/view.ts'
import { quote } from '../../core/words.ts'
import { listActions } from './list-actions.ts'
import { leadOf, noneFound } from './list-lead.ts'

// What Slack's table block can hold beside each other and a person can still read.
const mostColumns = 10

export const ec2List = readCommand({
  words: ['ec2', 'list'],
  about: 'List instances in every account and Region',
  examples: [
    '--state running',
    'web-* --account production',
    'tag:env=dev --sort -age',
    '--columns name,state,owner,zone',
  ],
  parameters: {
    instances: { kind: 'selectors', about: 'ids, names, globs (web-*) or tag:key=value', placeholder: 'web-*' },
    state: { kind: 'options', about: 'only in these states', placeholder: 'running', parse: parseState },
    type: { kind: 'options', about: 'only of these types', placeholder: 't3.*', parse: parseType },
    tag: { kind: 'options', about: 'only with these tags', placeholder: 'env=prod', parse: parseTag },
    name: { kind: 'options', about: 'only of these names, wildcards allowed', placeholder: '*-db', parse: parseName },
    ...placeParameters,
    columns: {
      kind: 'options',
      about: 'what to show, tag:key for a tag',
      placeholder: 'name,state,owner',
      most: mostColumns,
      parse: parseColumn,
    },
    sort: {
      kind: 'option',
      about: 'by this column, -age for the other way round',
      placeholder: 'age',
      parse: parseOrder,
    },
    page: pageParameter(),
    export: exportParameter,
  },
  aws: { read: ['ec2:DescribeInstances'] },

  async run(asked, { ec2, scope }) {
    const found = await ec2.findInstances({
      places: scope.places,
      selectors: asked.instances,
      states: asked.state,
      types: asked.type,
      tags: asked.tag,
      names: asked.name,
    })
    if (found.instances.length === 0) return noneFound(asked, found, { ec2, scope })
    const order = asked.sort ?? { by: 'name', isReversed: false }
    const columns = asked.columns.length === 0 ? defaultColumns : [...new Set(asked.columns)]
    const { instances } = found
    const ordered = { order, facts: scope }
    const page = pageOf(instances.length, asked.page ?? 1, (end) => firstInOrder(instances, end, ordered))
    const view = listView({ found, page, columns, order, isFiltered: asked.state.length > 0 }, scope)
    if (asked.export === undefined) return view
    const file = await fileOf(inOrder(found.instances, order, scope), asked.export, scope)
    const all = found.instances.length === 1 ? '1 instance' : `All ${found.instances.length} instances`
    return { ...view, file, lead: text`${bold(all)} sent to your direct messages as ${code(file.name)}.` }
  },
})

/** Written in pieces, with everything else let through in between. */
async function fileOf(sorted: readonly Instance[], format: ExportFormat, scope: Scope): Promise<ViewFile> {
  let content = ''
  for (const piece of exportInstances(sorted, format, scope)) {
    content += piece
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await scope.breathe()
  }
  return { ...exportName(sorted.length, format, scope), content }
}

type Listing = {
  readonly found: FoundInstances
  readonly page: Page<Instance>
  readonly columns: readonly ColumnName[]
  readonly order: Order
  readonly isFiltered: boolean
}

function listView({ found, page, columns, order, isFiltered }: Listing, scope: Scope): View {
  const shown = columns.map(columnOf)
  const failures = failureLines(found.failures)
  const parts: Part[] = [
    {
      kind: 'table',
      columns: shown.map(({ title, align }) => (align === undefined ? { title } : { title, align })),
      rows: page.rows.map((instance) => shown.map(({ show }) => show(instance, scope) ?? '')),
    },
    ...(failures.length > 0 ? [{ kind: 'bullets', items: failures } as const] : []),
  ]
  const by = `${order.by}${order.isReversed ? ', reversed' : ''}`
  return {
    lead: leadOf(found, scope),
    parts,
    note: text`${pageRange(page)}, by ${by}. One of them: ${code(`/ec2 show ${quote(page.rows[0] === undefined ? '' : wordFor(page.rows[0]))}`)}`,
    actions: listActions({ ...found, isFiltered }, page, scope),
    isShareable: true,
  }
}
