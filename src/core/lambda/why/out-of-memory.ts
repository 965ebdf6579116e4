import { text } from '../../text.ts'
import { megabytes } from '../sizes.ts'
import { ofMostFailures } from './most-failures.ts'
import { offerMoreMemory, offerTopic } from './offers.ts'

export const outOfMemory = ofMostFailures('out-of-memory', {
  fits: ({ kind, said, cause = '' }) =>
    kind === 'memory' || /needed more memory|MemoryError|OutOfMemory/.test(`${cause} ${said}`),
  title: ({ name }) => `${name} runs out of memory:`,
  offers: (shown) => [...offerMoreMemory(shown), offerTopic('error-out-of-memory', 'About running out of memory')],
  evidence: ({ calls }) =>
    calls.slice(0, 1).flatMap(({ at, report }) =>
      report === undefined || report.memoryMb === 0
        ? []
        : [
            {
              at,
              says: text`it had used ${report.usedMb} of ${megabytes(report.memoryMb)}`,
              source: 'logs' as const,
            },
          ],
    ),
})
