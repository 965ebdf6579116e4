import { runs } from '../../problem.ts'
import type { Action } from '../../view.ts'
import type { Alias, FunctionDetails, LambdaFunction } from '../function.ts'
import { isSplit } from '../shift.ts'
import { wordsOnFunction } from '../words-on.ts'
import { failurePattern } from './log-patterns.ts'

export function offerErrorLogs(shown: LambdaFunction): Action {
  const words = [...wordsOnFunction('logs', shown), '--since', '24h', '--filter', failurePattern]
  return { kind: 'button', verb: 'logs', label: 'Logs of the errors', style: 'primary', does: { kind: 'run', words } }
}

export function offerLogs(shown: LambdaFunction): Action {
  return runs('logs', 'Logs', wordsOnFunction('logs', shown))
}

export function offerMetrics(shown: LambdaFunction): Action {
  return runs('metrics', 'Metrics', [...wordsOnFunction('metrics', shown), '--since', '24h'])
}

export function offerHistory(shown: LambdaFunction): Action {
  return runs('history', 'Who did what', wordsOnFunction('history', shown))
}

/** Of what Lambda takes: 10,240 MB. Nothing where there is no more. */
export function offerMoreMemory(shown: LambdaFunction): readonly Action[] {
  const memoryMb = Math.min(shown.memoryMb * 2, 10_240)
  if (memoryMb <= shown.memoryMb) return []
  const words = [...wordsOnFunction('configure', shown), '--memory', String(memoryMb)]
  return [runs('memory', `Give it ${memoryMb} MB`, words)]
}

/** Lambda takes 900 s. */
export function offerLongerTimeout(shown: LambdaFunction): readonly Action[] {
  const seconds = Math.min(shown.timeoutSeconds * 2, 900)
  if (seconds <= shown.timeoutSeconds) return []
  return [runs('timeout', `Give it ${seconds} s`, [...wordsOnFunction('configure', shown), '--timeout', `${seconds}s`])]
}

/** Where an older version is there that the alias could send its calls to; of those that share them, the oldest. */
export function offerRollBack(
  { function: shown, versions }: FunctionDetails,
  alias: Alias | undefined,
): readonly Action[] {
  if (alias === undefined || !/^\d+$/.test(alias.version)) return []
  const hasOlder = versions.some(({ version }) => /^\d+$/.test(version) && Number(version) < Number(alias.version))
  const isBackPossible = isSplit(alias) || hasOlder
  const words = [...wordsOnFunction('rollback', shown), '--alias', alias.name]
  return isBackPossible
    ? [
        {
          kind: 'button',
          verb: 'rollback',
          label: `Roll back ${alias.name}`,
          style: 'danger',
          does: { kind: 'run', words },
        },
      ]
    : []
}

export function offerUnreserved(shown: LambdaFunction): Action {
  return runs('unreserve', 'Let it run again', [...wordsOnFunction('concurrency', shown), '--reserved', 'none'])
}

/** What explains it, by its topic's id. */
export function offerTopic(topic: string, label: string): Action {
  return runs(`ask-${topic}`, label, ['windlass', 'ask', topic])
}
