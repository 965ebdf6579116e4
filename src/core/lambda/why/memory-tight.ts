import { bold, text } from '../../text.ts'
import { megabytes } from '../sizes.ts'
import { offerLogs, offerMoreMemory, offerTopic } from './offers.ts'
import { reportsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

const tight = 0.9

export const memoryTight: WhyRule = (facts) => {
  const { function: shown } = facts.details
  // Of the memory it has now: it may have had less earlier that day.
  const reports = reportsOf(facts).filter(({ memoryMb }) => memoryMb === shown.memoryMb)
  const used = Math.max(0, ...reports.map(({ usedMb }) => usedMb))
  if (used < shown.memoryMb * tight) return undefined
  return {
    rule: 'memory-tight',
    finding: text`${bold(`${shown.name} nearly uses up its memory:`)} ${used} of ${megabytes(shown.memoryMb)} at most, of the ${reports.length} newest calls. What collects garbage gets slow there, and a little more ends the call.`,
    evidence: [],
    next: text`Give it more memory, which also gives it more CPU, or let it hold less at once.`,
    actions: [...offerMoreMemory(shown), offerTopic('lambda-memory-and-cpu', 'About memory and CPU'), offerLogs(shown)],
  }
}
