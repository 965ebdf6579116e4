import type { Report } from './functions.ts'

/** What to call a function with. */
export type Call = {
  /** JSON, as it is sent. */
  readonly payload: string
  /** A version or an alias; the newest code where it is absent. */
  readonly qualifier: string | undefined
  /** Lambda queues it and answers at once, without a result. */
  readonly isAsync: boolean
}

/** What the called version may use and where it runs, as it was when the call was planned. */
export type Limits = { readonly memoryMb?: number; readonly timeoutSeconds?: number; readonly isInVpc?: boolean }

/** What Lambda answered to a call that ran, or that it took to run later. */
export type CallResult = {
  readonly requestId: string | undefined
  /** 200, or 202 where it was queued. */
  readonly status: number
  /** Milliseconds since 1970 at which the answer came, and how long it took from sending on. */
  readonly at: number
  readonly tookMs: number
  /** That ran; absent where Lambda did not say. */
  readonly version: string | undefined
  readonly isAsync: boolean
  readonly payload: CallPayload
  /** What went wrong in the function, as Lambda names it: its own handler said so, or the environment broke. */
  readonly failure: 'Handled' | 'Unhandled' | undefined
  /** The last 4 KB of its log. */
  readonly log: string | undefined
  /** The REPORT line of that log. */
  readonly report: Report | undefined
}

export type CallPayload =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly text: string }
  /** UTF-8 that is no JSON. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: number }
  /** Too long to be kept: only its beginning is left. */
  | { readonly kind: 'cut'; readonly text: string; readonly characters: number }
