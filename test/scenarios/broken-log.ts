import { linesOf, type Reported } from '../../src/playground/aws/lambda/report.ts'
import type { Line, Manner } from '../../src/playground/aws/lambda/simulated-function.ts'
import { well } from './broken-function.ts'

type Written = {
  /** While the environment starts: the first try of it, and the second within the call. */
  readonly starting?: (reported: Reported) => readonly string[]
  readonly said?: (reported: Reported) => readonly string[]
  /** How the REPORT line ends. */
  readonly status?: string
  readonly usedMb?: number
}

export const stamp = ({ at }: Reported) => new Date(at).toISOString()
export const ends = ({ at, ended }: Reported) => at + ended.durationMs

/** Of failed calls what another runtime writes, of others what is written anyway; few of either. */
export function writes({ starting = () => [], said = () => [], status = '', usedMb }: Written): Manner {
  return {
    ...well,
    failing: { share: 0.3, type: 'Error', message: 'not shown' },
    writes: (reported) => {
      const { at, requestId, ended, memoryMb } = reported
      if (ended.end.kind !== 'failed') return linesOf(reported)
      const line = (when: number) => (message: string) => ({ at: when, message: `${message}\n` })
      const report = `REPORT RequestId: ${requestId}\tDuration: ${ended.durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ended.durationMs)} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${usedMb ?? ended.usedMb} MB\t${status}`
      return [
        ...starting(reported).map((message, index) => line(at - 300 + index * 50)(message)),
        line(at)(`START RequestId: ${requestId} Version: $LATEST`),
        ...said(reported).map(line(ends(reported))),
        ...[`END RequestId: ${requestId}`, report].map(line(ends(reported))),
      ]
    },
  }
}

export const failed = (type: string) => `Status: error\tError Type: ${type}`

type WrittenInJson = {
  readonly said?: object
  /** What its report says of it, with its status. */
  readonly report: object
  readonly usedMb?: number
}

/** The same in Lambda's JSON format: no START, END and REPORT. */
export function writesJson({ said, report, usedMb }: WrittenInJson): NonNullable<Manner['writes']> {
  return (reported): readonly Line[] => {
    const { at, requestId, ended, memoryMb } = reported
    const isFailed = ended.end.kind !== 'result'
    const time = stamp(reported)
    const metrics = {
      durationMs: ended.durationMs,
      billedDurationMs: Math.ceil(ended.durationMs),
      memorySizeMB: memoryMb,
      maxMemoryUsedMB: (isFailed ? usedMb : undefined) ?? ended.usedMb,
    }
    const line = (when: number) => (value: object) => ({ at: when, message: `${JSON.stringify(value)}\n` })
    const record = { requestId, metrics, ...(isFailed ? report : { status: 'success' }) }
    return [
      line(at)({ time, type: 'platform.start', record: { requestId, version: '1' } }),
      ...(isFailed && said !== undefined ? [line(ends(reported))({ timestamp: time, requestId, ...said })] : []),
      line(ends(reported))({ time, type: 'platform.report', record }),
    ]
  }
}
