import type { Place } from './place.ts'

/** `sensitive` reads show what was said and done: logs, console output, the audit. */
export type Effect = 'read' | 'sensitive' | 'change'

export type Decision =
  | { readonly isAllowed: true; readonly rule: string }
  /** `reason` is a sentence for the person. */
  | { readonly isAllowed: false; readonly rule: string; readonly reason: string }

/** May this person have this effect here? `place` is absent for what touches no account, like help. */
type Question = {
  readonly principal: { readonly team: string; readonly user: string }
  readonly action: { readonly name: string; readonly effect: Effect }
  readonly place: Place | undefined
}

export type Policy = {
  decide(question: Question): Decision
}

/** The rule as long as no policy is configured: full members read, and nothing else. Who is one, `admission` says. */
export const membersRead: Policy = {
  decide({ action }) {
    const rule = 'members-read'
    if (action.effect === 'read') return { isAllowed: true, rule }
    return { isAllowed: false, rule, reason: 'Without a policy, members of the workspace may read and nothing else.' }
  },
}
