import type { PlanPorts } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import type { FunctionDetails, LambdaFunction } from '../../core/lambda/function.ts'
import { alreadySo, functionPlan } from '../../core/lambda/plan-function.ts'
import { keepTheirOwn, readForChange } from '../../core/lambda/read-for-change.ts'
import { limitOf, megabytes } from '../../core/lambda/sizes.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import type { Plan } from '../../core/plan.ts'
import { type Text, text } from '../../core/text.ts'

export const action = 'lambda:UpdateFunctionConfiguration'
const words = ['lambda', 'configure']

type Wanted = { readonly memory: number | undefined; readonly timeout: number | undefined }

/** Nothing of the newest code but its memory and its timeout. */
export async function planConfigure(
  { function: found, memory, timeout }: Wanted & { readonly function: LambdaFunction },
  ports: PlanPorts,
): Promise<Plan> {
  if (memory === undefined && timeout === undefined)
    throw new UserError('NothingGiven', 'Say what to change: --memory, --timeout or both.', {
      hint: `Like /lambda configure ${found.name} --memory 512 --timeout 30s`,
    })
  const { target, details } = await readForChange(found, ports)
  const { memoryMb, timeoutSeconds } = details.function
  const changes = [
    { flag: '--memory', of: 'memory', before: memoryMb, after: memory ?? memoryMb, show: megabytes },
    { flag: '--timeout', of: 'timeout', before: timeoutSeconds, after: timeout ?? timeoutSeconds, show: limitOf },
  ].filter(({ before, after }) => before !== after)
  if (changes.length === 0) return alreadySo(target, words, `already at ${valuesOf({ memory, timeout })}`)
  return functionPlan({
    target,
    words,
    action,
    change: { kind: 'configure', memoryMb: memory, timeoutSeconds: timeout },
    precondition: { memory: megabytes(memoryMb), timeout: limitOf(timeoutSeconds) },
    parameters: { memory, timeout },
    summary: [changes.map(({ of, before, after, show }) => `${of} from ${show(before)} to ${show(after)}`).join(', ')],
    undo: {
      label: `Undo: back to ${changes.map(({ before, show }) => show(before)).join(', ')}`,
      words: [
        ...wordsOnFunction('configure', target),
        ...changes.flatMap(({ flag, before }) => [flag, String(before)]),
      ],
    },
    impact: [...memoryImpact(details, memory), ...timeoutImpact(details, timeout), ...keepTheirOwn(details)],
    unread: details.unread,
  })
}

function valuesOf({ memory, timeout }: Wanted): string {
  return [
    ...(memory === undefined ? [] : [megabytes(memory)]),
    ...(timeout === undefined ? [] : [limitOf(timeout)]),
  ].join(', ')
}

/** CPU grows with memory, and a millisecond costs by it (Lambda Developer Guide, "Configure Lambda function memory"). */
function memoryImpact({ function: { memoryMb: before } }: FunctionDetails, after = before): Text[] {
  if (after === before) return []
  const cost = `each millisecond costs ${timesWords(after / before)} what it did`
  return after > before
    ? [text`More memory brings more CPU: calls may be faster, and ${cost}.`]
    : [text`Less memory brings less CPU: calls may be slower or run out of memory, and ${cost}.`]
}

const ratios: ReadonlyMap<number, string> = new Map([
  [2, 'twice'],
  [3, 'three times'],
  [4, 'four times'],
  [8, 'eight times'],
  [1 / 2, 'half of'],
  [1 / 4, 'a quarter of'],
  [1 / 8, 'an eighth of'],
])

function timesWords(ratio: number): string {
  const part = ratio < 1 ? `${Math.max(1, Math.round(ratio * 100))} % of` : `${Number(ratio.toFixed(2))} times`
  return ratios.get(ratio) ?? part
}

function timeoutImpact({ function: found, triggers }: FunctionDetails, after = found.timeoutSeconds): Text[] {
  if (after < found.timeoutSeconds) return [text`A call that takes longer than ${limitOf(after)} is ended.`]
  if (after === found.timeoutSeconds) return []
  const queues = [...new Set(triggers.flatMap(({ kind, name }) => (kind === 'SQS' ? [name] : [])))]
  // Lambda Developer Guide, "Using Lambda with Amazon SQS", on configuring a queue.
  return queues.map(
    (queue) =>
      text`The visibility timeout of ${queue} should be at least ${limitOf(6 * after)}, six times the timeout: else messages that are still worked on are handed out again.`,
  )
}
