import type { Change } from '../change.ts'
import { reasonFlag } from '../change-words.ts'
import type { Action } from '../view.ts'
import { changeOf } from './plan-function.ts'
import { isOlder } from './shift.ts'
import { wordsOnFunction } from './words-on.ts'

/** Back to the old version or on to the new one, while both are called because of this change. */
export function canaryOffers(change: Change): Action[] {
  const { plan, progress } = change
  const [[step], [target], [known]] = [plan.steps, plan.targets, progress]
  if (step === undefined || target === undefined || known === undefined) return []
  if (known.kind !== 'accepted' && known.kind !== 'there' && known.kind !== 'late') return []
  const point = changeOf(step)
  const [fresh] = point.kind === 'point' ? Object.keys(point.weights) : []
  if (point.kind !== 'point' || fresh === undefined) return []
  const words = (verb: string, version: string) => [
    ...wordsOnFunction(verb, target),
    '--alias',
    point.alias,
    '--version',
    version,
    ...reasonFlag(change),
  ]
  // A rollback is confirmed with one click, and so is none to what is newer.
  const isForward = isOlder(fresh, point.version)
  return [
    {
      kind: 'button',
      verb: 'roll-back',
      label: isForward ? `Move back to ${point.version}` : 'Roll back',
      style: 'danger',
      does: { kind: 'run', words: words(isForward ? 'alias' : 'rollback', point.version) },
    },
    {
      kind: 'button',
      verb: 'send-all',
      label: `Send all to ${fresh}`,
      does: { kind: 'run', words: words('alias', fresh) },
    },
  ]
}
