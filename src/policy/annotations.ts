import { nearest } from '../core/suggest.ts'
import type { PolicyRule } from './rules.ts'
import type { Worded } from './wording.ts'

const known = ['id', 'reason', 'confirm']

export function findAnnotationProblem({ effect, confirms }: PolicyRule): Worded | undefined {
  if (!confirms || effect === 'permit') return undefined
  return { problem: 'has @confirm and forbids', help: 'Write it on the permit whose commands are to be confirmed.' }
}

/** Others may be somebody’s own; one that is nearly one of these is rather misspelt. */
export function findStrangeAnnotations({ json: { annotations = {} } }: PolicyRule): Worded[] {
  return Object.keys(annotations).flatMap((name) => {
    const [meant] = known.includes(name) ? [] : nearest(name, known, 1)
    if (meant === undefined) return []
    return [{ problem: `has @${name}, which says nothing to Windlass`, help: `Did you mean @${meant}?` }]
  })
}
