import { bold, text } from '../../text.ts'
import { megabytes, took } from '../sizes.ts'
import { offerLogs, offerMetrics, offerMoreMemory, offerTopic } from './offers.ts'
import { measuresOf, medianOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

/** Lambda Developer Guide, "Configure Lambda function memory": at 1,769 MB a function has one vCPU. */
export const oneVcpuMb = 1769
const little = 512
const longMs = 1000

/** Little CPU and long calls. That the one comes from the other is not shown: it may just wait. */
export const smallCpu: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const lines = measuresOf(facts)
  const usual = lines && medianOf(lines.p50)
  if (usual === undefined || usual < longMs || shown.memoryMb > little) return undefined
  const share = Math.round((shown.memoryMb / oneVcpuMb) * 100)
  return {
    rule: 'small-cpu',
    finding: text`${bold(`${shown.name} may be short of CPU:`)} with ${megabytes(shown.memoryMb)} it has ${share} % of one vCPU, and half of its calls take ${took(usual)} or longer. Whether it computes or waits in that time cannot be read.`,
    evidence: [],
    next: text`Try twice the memory: a call that computes then takes about half as long and costs about the same; one that waits takes as long as before.`,
    actions: [
      ...offerMoreMemory(shown),
      offerTopic('lambda-memory-and-cpu', 'About memory and CPU'),
      offerMetrics(shown),
      offerLogs(shown),
    ],
  }
}
