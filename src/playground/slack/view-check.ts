import { isDeepStrictEqual as isSameOption } from 'node:util'
import { fillBlocks } from './block-fill.ts'
import { optionsOf } from './elements.ts'
import type { Block } from './messages.ts'
import { SlackError } from './slack-error.ts'
import { type ModalView, modalView, viewLimits } from './view-limits.ts'
import { printIssue, repeatsIn, violation } from './violations.ts'

/** A view that Slack would take, with every id filled in. */
export type CheckedView = Omit<ModalView, 'blocks'> & { readonly blocks: readonly Block[] }

/** Throws the error that Slack would answer. */
export function checkView(value: unknown): CheckedView {
  if (Buffer.byteLength(JSON.stringify(value) ?? '') > viewLimits.bytes) throw new SlackError('view_too_large')
  const parsed = modalView.safeParse(value)
  const broken = parsed.success
    ? viewRules.flatMap((findViolations) => findViolations(parsed.data))
    : parsed.error.issues.map((issue) => printIssue(issue, 'view'))
  if (!parsed.success || broken.length > 0) throw new SlackError('invalid_arguments', broken)
  return { ...parsed.data, blocks: fillBlocks(parsed.data.blocks) }
}

/** What must hold beyond the shape of each block. */
const viewRules: readonly ((view: ModalView) => string[])[] = [
  ({ blocks, submit }) =>
    submit === undefined && blocks.some(({ type }) => type === 'input')
      ? [violation('missing required field: submit', ['view'])]
      : [],
  ({ blocks }) =>
    repeatsIn(blocks.map((block) => block.block_id)).map(([id, index]) =>
      violation(`\`block_id\` "${id}" already exists for another block`, ['view', 'blocks', index, 'block_id']),
    ),
  ({ blocks }) =>
    blocks.flatMap((block, index) => {
      if (block.type !== 'input' || block.element.type !== 'static_select') return []
      const { initial_option: initial } = block.element
      if (initial === undefined || optionsOf(block.element).some((each) => isSameOption(each, initial))) return []
      const says = 'initial_option must exactly match one of the options'
      return [violation(says, ['view', 'blocks', index, 'element', 'initial_option'])]
    }),
  ({ blocks }) => {
    const focused = blocks.filter((block) => block.type === 'input' && block.element.focus_on_load === true)
    return focused.length > 1 ? [violation('only one element can have focus_on_load set to true', ['view'])] : []
  },
]
