import { dollars } from '../../money.ts'
import { bold, type Text, text } from '../../text.ts'
import { megabytes } from '../sizes.ts'
import type { FunctionFacts } from './facts.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { reportsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'
import { costOf } from './running-cost.ts'
import { oneVcpuMb } from './small-cpu.ts'

const least = { calls: 20, memoryMb: 512 }

/** Paid for and not filled; it may still be there for the CPU that comes with it. */
export const memoryUnused: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const { used, calls } = mostUsed(facts)
  if (calls < least.calls || shown.memoryMb < least.memoryMb || used === 0 || used > shown.memoryMb / 4)
    return undefined
  return {
    rule: 'memory-unused',
    finding: text`${bold(`${shown.name} pays for far more memory than it uses:`)} ${megabytes(used)} of ${megabytes(shown.memoryMb)} at most, of the ${calls} newest calls.${costText(facts)}`,
    evidence: [],
    next: text`Less memory costs less a second, but brings less CPU too: ${firstStep(shown.memoryMb)} and see whether the calls take longer.`,
    actions: [offerMetrics(shown), offerTopic('lambda-memory-and-cpu', 'About memory and CPU')],
  }
}

/** The same, where most of what it costs is for that memory. */
export const memoryMostly: WhyRule = (facts) => {
  const cost = costOf(facts)
  return cost !== undefined && unfilledCost(facts, cost) > cost.total / 2 ? memoryUnused(facts) : undefined
}

/** Of the memory it has now: it may have had less earlier that day. */
function mostUsed(facts: FunctionFacts) {
  const { memoryMb } = facts.details.function
  const reports = reportsOf(facts).filter((report) => report.memoryMb === memoryMb)
  return { used: Math.max(0, ...reports.map(({ usedMb }) => usedMb)), calls: reports.length }
}

type Cost = NonNullable<ReturnType<typeof costOf>>

function unfilledCost(facts: FunctionFacts, { ofMemory }: Cost): number {
  return ofMemory * (1 - mostUsed(facts).used / facts.details.function.memoryMb)
}

function costText(facts: FunctionFacts): Text {
  const cost = costOf(facts)
  if (cost === undefined) return []
  return text` About ${dollars(unfilledCost(facts, cost))} of the ${dollars(cost.total)} a month that it costs are for memory that none of them filled.`
}

function firstStep(memoryMb: number): string {
  return memoryMb > 2 * oneVcpuMb
    ? `at ${oneVcpuMb.toLocaleString('en')} MB it still has one whole vCPU, and what is above that helps only code that uses several at once. Take it down to there`
    : 'take it down by half'
}
