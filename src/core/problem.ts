import type { Text } from './text.ts'
import type { Action, View } from './view.ts'

/** A question back, or a refusal: what was not understood or not found, and what can be pressed instead. */
export type Problem = {
  readonly code: string
  /** The policy's rule that decided it. */
  readonly rule?: string
  readonly message: Text
  readonly hint?: Text
  readonly actions: readonly Action[]
}

export function problemView({ message, hint, actions }: Problem): View {
  return { lead: message, parts: [], ...(hint === undefined ? {} : { note: hint }), actions }
}

/** What it is recorded under: the rule that decided, else what went wrong. */
export function ruleIn({ rule, code }: Problem): string {
  return rule ?? code
}

/** The same words with a correction, as a button that says what it will run. */
export function correction(words: readonly string[], verb: string): Action {
  return { kind: 'button', verb, label: `/${words.join(' ')}`, style: 'primary', does: { kind: 'run', words } }
}

/** A button that runs a command. */
export function runs(verb: string, label: string, words: readonly string[]): Action {
  return { kind: 'button', verb, label, does: { kind: 'run', words } }
}

/** Where a stage gives back either what it made or a question back. */
export function isProblem(value: object): value is Problem {
  return 'code' in value && 'message' in value && 'actions' in value
}
