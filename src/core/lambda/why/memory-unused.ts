import { bold, text } from '../../text.ts'
import { megabytes } from '../sizes.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { reportsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

const least = { calls: 20, memoryMb: 512 }

/** Paid for and not filled; it may still be there for the CPU that comes with it. */
export const memoryUnused: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const reports = reportsOf(facts).filter(({ memoryMb }) => memoryMb === shown.memoryMb)
  const used = Math.max(0, ...reports.map(({ usedMb }) => usedMb))
  if (reports.length < least.calls || shown.memoryMb < least.memoryMb || used === 0 || used > shown.memoryMb / 4)
    return undefined
  return {
    rule: 'memory-unused',
    finding: text`${bold(`${shown.name} pays for far more memory than it uses:`)} ${used} of ${megabytes(shown.memoryMb)} at most, of the ${reports.length} newest calls.`,
    evidence: [],
    next: text`Less memory costs less a second, but brings less CPU too: take it down by half and see whether the calls take longer.`,
    actions: [offerMetrics(shown), offerTopic('lambda-memory-and-cpu', 'About memory and CPU')],
  }
}
