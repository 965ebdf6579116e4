import type { CallResult } from './lambda/call.ts'
import type { VersionCounts } from './lambda/functions.ts'

/** How one call that changes something ended, as far as it is known. */
export type Acted =
  /** AWS took it (a rehearsal: would have taken it). */
  | {
      readonly kind: 'accepted'
      readonly requestId: string | undefined
      /** Of a call that is over when AWS answers. */
      readonly result?: CallResult
      /** What it is now, where AWS's answer says it. */
      readonly state?: string
      /** False where AWS cannot be asked whether it would. */
      readonly isRehearsed?: false
    }
  /** AWS said no: nothing changed. `spreads` is where every other step would end the same: a role that may not is one of the account. */
  | {
      readonly kind: 'refused'
      readonly code: string
      /** A whole sentence: what, where, what helps. */
      readonly message: string
      readonly requestId: string | undefined
      readonly spreads: 'nowhere' | 'place' | 'account'
    }
  /** No answer came: it may have happened. */
  | { readonly kind: 'unknown'; readonly code: string; readonly message: string }

/** What a look at a target says of the step that was to change it. */
export type Seen =
  /** At its end state. */
  | { readonly kind: 'there'; readonly state: string; readonly compared?: readonly VersionCounts[] }
  /** On its way there. */
  | { readonly kind: 'moving'; readonly state: string; readonly compared?: readonly VersionCounts[] }
  /** As it was before the step. */
  | { readonly kind: 'untouched'; readonly state: string }
  /** Somewhere that the step does not lead to; `why` is a clause like `AWS stopped it again (…)`. */
  | { readonly kind: 'astray'; readonly state: string; readonly why: string }
  /** Looking cannot tell, as with a reboot. */
  | { readonly kind: 'unclear'; readonly state: string }
  /** It could not be looked at; `why` is a whole sentence. */
  | { readonly kind: 'unseen'; readonly why: string }
