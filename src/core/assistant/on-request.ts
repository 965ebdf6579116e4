import type { ReadPorts } from '../command.ts'
import { runs } from '../problem.ts'
import { text } from '../text.ts'
import type { View } from '../view.ts'
import { quote } from '../words.ts'

/** `topic`: the id of the one that it is about. */
export type ModelWanted = { readonly topic: string | undefined }

// Also as some keyboards write two dashes.
const modelSwitch = /^(?:--|—|–)model(?:=([\w-]+))?(?:\s+|$)/i

/** `--model` before a question wants it answered by the language model; `--model=ami`, from that topic. */
export function readModelSwitch(typed: string): { readonly question: string; readonly wants?: ModelWanted } {
  const [given, topic] = modelSwitch.exec(typed.trimStart()) ?? []
  return given === undefined
    ? { question: typed }
    : { question: typed.trimStart().slice(given.length), wants: { topic } }
}

export const noModel = 'No language model is set up here.'

/** What is known without it, and why it is that. Not to be shared, which would ask for the model once more. */
export function withoutModel(known: View, because: string): View {
  const { isShareable: _, note = [], ...view } = known
  return { ...view, note: note.length === 0 ? [because] : text`${because} ${note}` }
}

type Finding = {
  /** With `--model`. */
  readonly isInWords: boolean
  find(): Promise<View>
}

/**
 * A finding, or what the language model makes of it. That looks by its own tool, which leaves out what it may not see
 * and knows the names that it must not.
 */
export async function inPlainWords(
  { isInWords, find }: Finding,
  { assistant, scope }: Pick<ReadPorts, 'assistant' | 'scope'>,
): Promise<View> {
  const [product = '', verb = '', ...rest] = scope.again({}).filter((word) => word !== '--model')
  if (!isInWords) {
    const view = await find()
    if (assistant === undefined) return view
    return { ...view, actions: [...view.actions, runs('words', 'In plain words', [product, verb, '--model', ...rest])] }
  }
  const given = rest.map(quote).join(' ')
  const question = `In plain words: what does /${product} ${verb} ${given} find, and what helps?`
  const look = { tool: `${product}_${verb}`, arguments: given }
  const assisted = (await assistant?.answer({ question, nearest: [], look })) ?? { because: noModel }
  if ('because' in assisted) return withoutModel(await find(), assisted.because)
  const finding = runs('finding', 'The finding itself', [product, verb, ...rest])
  return { ...assisted.view, actions: [...assisted.view.actions, finding] }
}
