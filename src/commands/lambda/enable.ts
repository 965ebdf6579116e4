import { changeCommand } from '../../core/command.ts'
import { lookingActions } from '../../core/lambda/parameters.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import { lookAtTrigger, planTrigger, triggerParameters } from '../../core/lambda/plan-trigger.ts'

export const lambdaEnable = changeCommand({
  words: ['lambda', 'enable'],
  about: 'Let a trigger call a function again',
  examples: ['order-intake', 'order-intake --trigger orders-queue --reason "OPS-412 poison message"'],
  parameters: triggerParameters,
  aws: { read: lookingActions, change: ['lambda:UpdateEventSourceMapping'] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Enable', doing: 'Enabling', done: 'Enabled', noun: 'trigger', part: 'a trigger of' },
  takesMs: { usually: 30_000, atMost: 10 * 60_000 },
  plan: ({ function: found, trigger }, ports) => planTrigger({ function: found, trigger, isOn: true }, ports),
  apply: (step, target, { lambda }) => lambda.changeFunction(target, changeOf(step)),
  look: lookAtTrigger,
})
