import { type Evidence, isReadTo, known } from '../../evidence.ts'
import { text } from '../../text.ts'
import { deploysOf } from './deploys.ts'
import type { FunctionFacts } from './facts.ts'
import { hourMs } from './readings.ts'

const dayMs = 24 * hourMs

/** That no deployment can be the cause, as far as that is known: an alias that is sent elsewhere is in the trail alone. */
export function notDeployed(facts: FunctionFacts): readonly Evidence[] {
  const { about, details, trail, now } = facts
  const { modifiedAt } = details.function
  const day = now - dayMs
  if ((about !== undefined && about !== 'failing') || modifiedAt === undefined || modifiedAt >= day) return []
  if (deploysOf(facts).some(({ at }) => at >= day)) return []
  const isRead = known(trail) !== undefined && isReadTo(trail, day)
  const says = isRead
    ? text`it was not deployed in the last day; its code and settings are of ${{ time: modifiedAt }}`
    : text`its code and settings were not changed in the last day; they are of ${{ time: modifiedAt }}`
  return [{ says, source: isRead ? 'cloudtrail' : 'lambda' }]
}
