import { changeCommand } from '../../core/command.ts'
import { reasonParameter } from '../../core/lambda/change-parameters.ts'
import { lookAtFunctions, seenOfUpdate } from '../../core/lambda/look-at-function.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import { limitOf, megabytes } from '../../core/lambda/sizes.ts'
import { wholeNumber } from '../../core/number.ts'
import type { Parsed } from '../../core/parsed.ts'
import { action, planConfigure } from './configure-plan.ts'

export const lambdaConfigure = changeCommand({
  words: ['lambda', 'configure'],
  about: 'Change the memory and the timeout of a function',
  examples: ['order-intake --memory 512', 'order-intake --memory 1024 --timeout 30s --reason "OPS-412 slow orders"'],
  parameters: {
    ...functionParameters,
    memory: { kind: 'option', about: 'in MB, 128 to 10240', placeholder: '512', parse: parseMemory },
    timeout: { kind: 'option', about: 'of one call, 1s to 15m', placeholder: '30s', parse: parseTimeout },
    reason: reasonParameter,
  },
  aws: { read: lookingActions, change: [action] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Configure', doing: 'Configuring', done: 'Configured', noun: 'function' },
  takesMs: { usually: 10_000, atMost: 10 * 60_000 },
  plan: planConfigure,
  apply: (step, target, { lambda }) => lambda.changeFunction(target, changeOf(step)),
  look: (steps, { lambda }) =>
    lookAtFunctions(steps, async (found, { step }) => {
      const change = changeOf(step)
      if (change.kind !== 'configure') throw new Error('a step that configures nothing')
      const { function: now, lastUpdate } = await lambda.readFunction(found)
      const { memoryMb = now.memoryMb, timeoutSeconds = now.timeoutSeconds } = change
      const state = `${megabytes(now.memoryMb)}, ${limitOf(now.timeoutSeconds)}`
      const isAsWanted = now.memoryMb === memoryMb && now.timeoutSeconds === timeoutSeconds
      return isAsWanted ? seenOfUpdate(lastUpdate, state) : { kind: 'untouched', state }
    }),
})

// Lambda API, UpdateFunctionConfiguration: MemorySize and Timeout.
function parseMemory(word: string): Parsed<number> {
  return wholeNumber(word.replace(/\s*mb$/i, ''), { least: 128, most: 10_240 })
}

function parseTimeout(word: string): Parsed<number> {
  const [, count = '', unit = 's'] = /^(\d{1,5})(s|m)?$/i.exec(word) ?? []
  const seconds = count === '' ? Number.NaN : Number(count) * (unit.toLowerCase() === 'm' ? 60 : 1)
  if (seconds >= 1 && seconds <= 900) return { ok: true, value: seconds }
  return { ok: false, message: `${word} is not a time from 1s to 15m.` }
}
