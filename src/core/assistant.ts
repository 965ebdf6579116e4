import type { Topic } from './asking/topic.ts'
import type { View } from './view.ts'

export type FreeQuestion = {
  readonly question: string
  /** What comes nearest, most likely first. */
  readonly nearest: readonly Topic[]
  /** What is looked at before anything is said, as one of its tools; the answer is then for one person alone. */
  readonly look?: { readonly tool: string; readonly arguments: string }
}

/** Answers with a language model. Bound to one delivery and its person. */
export type Assistant = {
  /** Nothing where it could not, or may not be used up further today: then what is known without it is the answer. */
  answer(asked: FreeQuestion): Promise<Assisted>
}

/** `because`: why there is none, in a sentence. */
export type Assisted = { readonly view: View } | { readonly because: string }
