import type { Change } from '../../core/change.ts'
import { type AnswerPorts, changeCommand, type PlanPorts, type Unfilled } from '../../core/command.ts'
import { everyInstance } from '../../core/ec2/looked-for.ts'
import { UserError } from '../../core/errors.ts'
import type { PayloadForm } from '../../core/form.ts'
import type { Call } from '../../core/lambda/call.ts'
import { prefill } from '../../core/lambda/fill-form.ts'
import { formFor, formOfPresets, presetsFor, withPresets } from '../../core/lambda/forms.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { LogLine } from '../../core/lambda/functions.ts'
import { callingActions, functionParameters } from '../../core/lambda/parameters.ts'
import { readPayload } from '../../core/lambda/payload.ts'
import type { Plan, Step, Target } from '../../core/plan.ts'
import { beyondForm } from './invoke-form-bounds.ts'
import { payloadLines } from './invoke-payload.ts'
import { invokeView } from './invoke-view.ts'

const words = ['lambda', 'invoke'] as const
const action = 'lambda:InvokeFunction'

export const lambdaInvoke = changeCommand({
  words,
  about: 'Call a function and see what it answers',
  examples: ['order-intake {"order": 42}', 'order-refund', 'report-daily --async', 'order-intake {} --dry-run'],
  parameters: {
    ...functionParameters,
    payload: { kind: 'payload', about: 'JSON; without it a form is opened', placeholder: '{"order": 42}' },
    json: {
      kind: 'option',
      about: 'the same, for JSON that does not begin with a bracket',
      placeholder: '5',
      parse: readPayload,
    },
    preset: {
      kind: 'option',
      about: 'a payload that windlass.yaml keeps under this name',
      placeholder: '"smoke test"',
      parse: (word) => ({ ok: true, value: word }),
    },
    qualifier: {
      kind: 'option',
      about: 'a version or an alias; the newest code where it is left out',
      placeholder: 'live',
      parse: parseQualifier,
    },
    async: { kind: 'flag', about: 'let Lambda queue it, without waiting for what it answers' },
    'dry-run': { kind: 'flag', about: 'only ask whether it may be called' },
    form: { kind: 'flag', about: 'open the form, filled in with the payload if there is one' },
    reason: {
      kind: 'option',
      about: 'why, for the record',
      placeholder: '"OPS-412 stuck order"',
      parse: (word) => ({ ok: true, value: word }),
    },
  },
  aws: {
    read: [...callingActions, 'ec2:DescribeInstances', 'logs:FilterLogEvents'],
    change: [action],
  },
  repeat: 'never',
  isFinal: false,
  wording: { ask: 'Invoke', doing: 'Invoking', done: 'Invoked', noun: 'function' },
  takesMs: { usually: 3_000, atMost: 15 * 60_000 },
  async plan(values, ports) {
    const { function: found, qualifier } = values
    const { function: read, tags } = await ports.lambda.readFunction(found, qualifier)
    const target = ports.functionTarget(read, tags)
    const payload = values.payload ?? values.json ?? presetIn(values.preset, target, ports)
    if (payload === undefined || values.form) return unfilled({ ...values, payload }, target, ports)
    const { memoryMb, timeoutSeconds, isInVpc } = read
    const limits = { memoryMb, timeoutSeconds, ...(isInVpc === undefined ? {} : { isInVpc }) }
    const form = formFor(target, ports.functionRules)
    const plan = planOf({ payload, qualifier, isAsync: values.async }, target)
    const beyond = form === undefined || 'problem' in form ? [] : beyondForm(form, payload)
    return { ...plan, impact: [...plan.impact, ...beyond], limits }
  },
  apply: (step, target, { lambda }) => lambda.callFunction(target, callOf(step)),
  // What it did can be seen in its log at best: looking never tells that it did nothing.
  look: async (steps) => new Map(steps.map(({ target }) => [target.id, { kind: 'unclear', state: target.state }])),
  answer,
})

// Function API, parameter Qualifier: an alias's name or a version, at most 128 characters.
function parseQualifier(word: string) {
  if (/^(?:\$LATEST|[a-zA-Z0-9-_]{1,128})$/.test(word)) return { ok: true, value: word } as const
  return { ok: false, message: `${word} is neither a version (3, $LATEST) nor the name of an alias.` } as const
}

function presetIn(name: string | undefined, target: Target, { functionRules }: PlanPorts): string | undefined {
  if (name === undefined) return undefined
  const presets = presetsFor(target.name, functionRules)
  const found = presets.find((preset) => preset.name.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found.payload
  const known = presets.map((preset) => preset.name).join(', ')
  throw new UserError('NoPreset', `${target.name} has no preset "${name}".`, {
    hint: known === '' ? 'windlass.yaml keeps none for it.' : `There are: ${known}.`,
  })
}

type Asked = {
  readonly payload: string | undefined
  readonly qualifier: string | undefined
  readonly async: boolean
  readonly reason: string | undefined
  readonly 'dry-run': boolean
}

async function unfilled(asked: Asked, target: Target, ports: PlanPorts): Promise<Unfilled> {
  const form = formFor(target, ports.functionRules)
  if (form !== undefined && 'problem' in form) throw new UserError('BadForm', form.problem)
  const payload = asked.payload ?? (await ports.lastPayload(target.id))
  const presets = presetsFor(target.name, ports.functionRules)
  const asks = form ?? formOfPresets(presets, payload)
  const begun = await withInstances(payload === undefined ? asks : prefill(asks, payload), target, ports)
  return {
    asks: form === undefined ? begun : withPresets(begun, presets),
    target,
    words: [
      ...words,
      target.id,
      ...(asked.qualifier === undefined ? [] : ['--qualifier', asked.qualifier]),
      ...(asked.async ? ['--async'] : []),
      ...(asked['dry-run'] ? ['--dry-run'] : []),
      ...(asked.reason === undefined ? [] : ['--reason', asked.reason]),
    ],
  }
}

// Slack's limit for a select.
const mostChoices = 100

/** Instances of the function's own place to choose from; where there are none, or too many, one is typed. */
async function withInstances(form: PayloadForm, { place }: Target, { ec2 }: PlanPorts): Promise<PayloadForm> {
  if (!form.fields.some(({ kind }) => kind === 'instance')) return form
  const { instances } = await ec2.findInstances({ ...everyInstance, places: [place] })
  if (instances.length === 0 || instances.length > mostChoices) return form
  const choices = instances.map(({ id, name }) => ({ label: name === undefined ? id : `${name} (${id})`, value: id }))
  return {
    ...form,
    fields: form.fields.map((field) => (field.kind === 'instance' ? { ...field, kind: 'choice', choices } : field)),
  }
}

function planOf({ payload, qualifier, isAsync }: Call, target: Target): Plan {
  return {
    words,
    parameters: { payload, async: isAsync, ...(qualifier === undefined ? {} : { qualifier }) },
    targets: [target],
    steps: [
      {
        target: target.id,
        action,
        input: { payload, isAsync, ...(qualifier === undefined ? {} : { qualifier }) },
        precondition: {},
      },
    ],
    skipped: [],
    impact: payloadLines(payload),
    unread: [],
    takes: { groups: [], environments: [], uncounted: [] },
    cost: undefined,
  }
}

function callOf({ input }: Step): Call {
  const { payload, qualifier, isAsync } = input
  if (typeof payload !== 'string') throw new Error('a call without its payload')
  return { payload, qualifier: typeof qualifier === 'string' ? qualifier : undefined, isAsync: isAsync === true }
}

async function answer(change: Change, { lambda, now }: AnswerPorts) {
  const logged = await loggedFor(change, lambda, now)
  const { limits } = change.plan
  return invokeView(change, { now, ...limits, ...(logged && { logged }) })
}

// Its clock and AWS's may differ a little.
const slackMs = 5_000

/** Where it is not known whether it ran: what its log says of that time, as far as it can be read. */
async function loggedFor(
  { plan, progress, decidedAt }: Change,
  lambda: AnswerPorts['lambda'],
  now: number,
): Promise<readonly LogLine[] | undefined> {
  const [target] = plan.targets
  if (target === undefined || lambda === undefined || progress[0]?.kind !== 'unknown') return undefined
  const stretch = { from: (decidedAt ?? now) - slackMs, until: now }
  try {
    const { functions } = await lambda.findFunctions({ places: [target.place], names: [target.id], runtimes: [] })
    const [found]: readonly LambdaFunction[] = functions
    if (found === undefined) return undefined
    return (await lambda.findLogs({ function: found, stretch, pattern: undefined, lines: 30 })).lines
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
