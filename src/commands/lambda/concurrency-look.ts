import type { Seen } from '../../core/acted.ts'
import type { LookPorts, PlannedStep } from '../../core/command.ts'
import type { FunctionChange } from '../../core/lambda/changer.ts'
import type { FunctionDetails } from '../../core/lambda/function.ts'
import { lookAtFunctions } from '../../core/lambda/look-at-function.ts'
import { changeOf } from '../../core/lambda/plan-function.ts'
import type { Step } from '../../core/plan.ts'
import { provisionedKey, standing } from './concurrency-plan.ts'

export function lookAtConcurrency(steps: readonly PlannedStep[], { lambda }: LookPorts) {
  return lookAtFunctions(steps, async (found, { step }) => {
    const change = changeOf(step)
    const details = await lambda.describeFunction(found)
    if (change.kind === 'reserve') return seenOfReserved(details, change.concurrency)
    if (change.kind === 'provision') return seenOfProvisioned(details, change, step)
    throw new Error('a step that changes no concurrency')
  })
}

function seenOfReserved({ reservedConcurrency: now }: FunctionDetails, wanted: number | undefined): Seen {
  return { kind: now === wanted ? 'there' : 'untouched', state: `${now ?? 'none'} reserved` }
}

type Provisioning = Extract<FunctionChange, { kind: 'provision' }>

function seenOfProvisioned(details: FunctionDetails, { qualifier, concurrency }: Provisioning, step: Step): Seen {
  const { provisioned, unread } = details
  if (provisioned === undefined) return { kind: 'unseen', why: unread.join(' ') }
  const now = provisioned.find((each) => each.qualifier === qualifier)
  if (now === undefined) return { kind: concurrency === undefined ? 'there' : 'untouched', state: 'none provisioned' }
  const state = `${now.ready} of ${now.wanted} ready`
  if (now.wanted !== concurrency) return { kind: 'untouched', state }
  if (now.status === 'READY') return { kind: 'there', state }
  if (now.status !== 'FAILED') return { kind: 'moving', state }
  const reason = now.reason === undefined ? '' : `: ${now.reason.replace(/[.\s]+$/, '')}`
  // That may be the failure of before.
  if (step.precondition[provisionedKey] === standing(now))
    return { kind: 'untouched', state: `${state} (failed${reason})` }
  return { kind: 'astray', state, why: `AWS accepted it, and could not provision it${reason}.` }
}
