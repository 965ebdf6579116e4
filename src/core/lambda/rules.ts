import type { PayloadForm, Preset } from '../form.ts'

/** What windlass.yaml says of functions. */
export type FunctionRules = {
  /** Forms by their names. */
  readonly forms: Readonly<Record<string, PayloadForm>>
  /** For functions whose name fits: the form is that of the first with one, presets are those of all. */
  readonly functions: readonly FunctionRule[]
}

type FunctionRule = {
  /** A name or a glob, like `order-*`. */
  readonly name: string
  /** The name of a form; a tag on the function itself goes before it. */
  readonly form: string | undefined
  readonly presets: readonly Preset[]
}
