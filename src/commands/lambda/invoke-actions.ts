import type { Change } from '../../core/change.ts'
import { payloadWords } from '../../core/payload-word.ts'
import type { Target } from '../../core/plan.ts'
import { runs } from '../../core/problem.ts'
import { scrub } from '../../core/scrub.ts'
import type { Action, Confirm } from '../../core/view.ts'

/** With what the function was called, as far as it is kept. */
export type Asked = {
  readonly target: Target
  /** `order-intake`, `order-intake:live`. */
  readonly name: string
  readonly payload: string | undefined
  readonly qualifier: string | undefined
  readonly isAsync: boolean
}

/** Nothing where it is not a call of a function at all. */
export function askedIn({ plan }: Change): Asked | undefined {
  const [target] = plan.targets
  if (target === undefined) return undefined
  const { payload, qualifier, async: isAsync, isScrubbed } = plan.parameters
  const version = typeof qualifier === 'string' ? qualifier : undefined
  return {
    target,
    name: version === undefined ? target.name : `${target.name}:${version}`,
    payload: typeof payload === 'string' && isScrubbed !== true ? payload : undefined,
    qualifier: version,
    isAsync: isAsync === true,
  }
}

export type AgainButton = {
  readonly label: string
  readonly style?: 'primary'
  readonly confirm?: Confirm
}

/** Once more the same. Not where something was taken out of the payload: that would be another call. */
export function again(asked: Asked, { label, style, confirm }: AgainButton): Action[] {
  const { payload } = asked
  if (payload === undefined || scrub(payload) !== payload) return []
  const words = ['lambda', 'invoke', asked.target.id, ...payloadWords(payload), ...flagsOf(asked)]
  return [
    {
      kind: 'button',
      verb: 'again',
      label,
      does: { kind: 'run', words },
      ...(style === undefined ? {} : { style }),
      ...(confirm === undefined ? {} : { confirm }),
    },
  ]
}

/** The form, filled in with the payload where it is kept whole. */
export function withChanges(asked: Asked, style?: 'primary'): Action {
  const { payload, target } = asked
  const kept = payload !== undefined && scrub(payload) === payload ? payloadWords(payload) : []
  const words = ['lambda', 'invoke', target.id, ...kept, ...flagsOf(asked), '--form']
  return { ...runs('changes', 'With changes…', words), ...(style && { style }) }
}

export function logs({ target }: Asked, style?: 'primary'): Action {
  const words = ['lambda', 'logs', target.id, '--since', '15m']
  return { kind: 'button', verb: 'logs', label: 'Logs', does: { kind: 'run', words }, ...(style && { style }) }
}

function flagsOf({ qualifier, isAsync }: Asked): string[] {
  return [...(qualifier === undefined ? [] : ['--qualifier', qualifier]), ...(isAsync ? ['--async'] : [])]
}
