import type { Filter } from '@aws-sdk/client-ec2'
import type { Instance } from '../core/ec2/instance.ts'
import type { InstanceQuery } from '../core/ec2/instances.ts'
import type { Selector } from '../core/ec2/selector.ts'
import { fitsPattern, literalPattern, typedPattern } from './wildcard.ts'

/** One question to EC2, and what is left to look at in its answer. */
export type AskedFilters = { readonly filters: readonly Filter[]; readonly keeps: (instance: Instance) => boolean }

type Condition = { readonly name: string; readonly values: readonly string[] }

// EC2 User Guide, "Find your Amazon EC2 resources": up to 200 values per filter.
const mostValues = 200

/** The questions whose answers together are the instances that the query means: one for each kind of selector. */
export function filtersFor(query: InstanceQuery): AskedFilters[] {
  const narrowing = narrowingConditions(query)
  if (query.selectors.length === 0) return [asked(narrowing)]
  return selectingConditions(query.selectors).map((selecting) => asked([selecting, ...narrowing]))
}

function narrowingConditions({ states, types, tags, names }: InstanceQuery): Condition[] {
  const byKey = Map.groupBy(tags, ({ key }) => `tag:${key}`)
  const tagConditions = [...byKey].map(([name, same]) => ({
    name,
    values: same.map(({ value }) => typedPattern(value)),
  }))
  return [
    { name: 'instance-state-name', values: states },
    { name: 'instance-type', values: types.map(typedPattern) },
    ...tagConditions,
    { name: 'tag:Name', values: names.map(typedPattern) },
  ].filter(({ values }) => values.length > 0)
}

function selectingConditions(selectors: readonly Selector[]): Condition[] {
  const byFilter = Map.groupBy(selectors.map(conditionOf), ({ name }) => name)
  return [...byFilter].flatMap(([name, same]) => {
    const values = [...new Set(same.map(({ value }) => value))]
    const groups = Array.from({ length: Math.ceil(values.length / mostValues) }, (_, group) => group * mostValues)
    return groups.map((first) => ({ name, values: values.slice(first, first + mostValues) }))
  })
}

type Selecting = { readonly name: string; readonly value: string }

// Never InstanceIds: an id that is gone would fail the whole call, and an empty list would mean every instance.
function conditionOf(selector: Selector): Selecting {
  if (selector.kind === 'id') return { name: 'instance-id', value: selector.id }
  if (selector.kind === 'name') return { name: 'tag:Name', value: literalPattern(selector.name) }
  if (selector.kind === 'glob') return { name: 'tag:Name', value: typedPattern(selector.glob) }
  return { name: `tag:${selector.key}`, value: typedPattern(selector.value) }
}

/** EC2 does not say what two filters of one name mean; the second is looked at here. Only tags can be asked for twice. */
function asked(conditions: readonly Condition[]): AskedFilters {
  const isFirst = ({ name }: Condition, index: number) => conditions.findIndex((other) => other.name === name) === index
  const again = conditions.filter((condition, index) => !isFirst(condition, index))
  return {
    filters: conditions.filter(isFirst).map(({ name, values }) => ({ Name: name, Values: [...values] })),
    keeps: ({ tags }) =>
      again.every(({ name, values }) => {
        const value = tags.get(name.slice('tag:'.length))
        return value !== undefined && values.some((pattern) => fitsPattern(pattern, value))
      }),
  }
}
