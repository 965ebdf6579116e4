import type { Seen } from '../../core/acted.ts'
import { changeCommand, type LookPorts, type PlannedStep } from '../../core/command.ts'
import { reasonParameter } from '../../core/lambda/change-parameters.ts'
import { lookAtFunctions, seenOfUpdate } from '../../core/lambda/look-at-function.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import { action, planEnvironment } from './env-plan.ts'

const reading = 'lambda:GetFunctionConfiguration'

export const lambdaEnv = changeCommand({
  words: ['lambda', 'env'],
  about: 'Change environment variables of a function, in a form',
  examples: ['order-intake', 'order-intake --remove OLD_FLAG --reason "OPS-412 flag is gone"'],
  parameters: {
    ...functionParameters,
    values: { kind: 'payload', about: 'what the form gives; without it the form is opened', placeholder: 'values' },
    remove: {
      kind: 'options',
      about: 'variables to remove, by their names',
      placeholder: 'OLD_FLAG',
      parse: (word) => ({ ok: true, value: word }),
    },
    reason: reasonParameter,
  },
  aws: { read: [...lookingActions, reading], change: [action, reading] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Change', doing: 'Changing', done: 'Changed', noun: 'environment', part: 'the environment of' },
  takesMs: { usually: 10_000, atMost: 10 * 60_000 },
  plan: planEnvironment,
  apply: (step, target, { lambda }) => lambda.changeFunction(target, changeOf(step)),
  look: lookAtEnvironment,
})

/** No value can be compared: by the revision, and by what became of the last update. */
function lookAtEnvironment(steps: readonly PlannedStep[], { lambda }: LookPorts) {
  return lookAtFunctions(steps, async (found, { step, acceptedAt }): Promise<Seen> => {
    const { revision, lastUpdate } = await lambda.readFunction(found)
    if (revision === step.precondition['revision']) return { kind: 'untouched', state: 'as it was' }
    // Somebody else may have been faster.
    if (acceptedAt === undefined) return { kind: 'unclear', state: 'changed by somebody' }
    return seenOfUpdate(lastUpdate, 'changed')
  })
}
