import { limits, type MessageBlocks, messageBlocks } from './block-limits.ts'
import { chartRules } from './chart-check.ts'
import { printIssue, repeatsIn, violation } from './violations.ts'

type BlockCheck =
  | { ok: true; blocks: MessageBlocks }
  | { ok: false; error: 'invalid_blocks' | 'invalid_attachments' | 'msg_blocks_too_long'; messages: string[] }

/** Answers as Slack does: the name of the error, and a JSON pointer to each thing that is wrong. */
export function checkBlocks(value: unknown): BlockCheck {
  const parsed = messageBlocks.safeParse(value)
  if (!parsed.success) {
    return {
      ok: false,
      error: 'invalid_blocks',
      messages: parsed.error.issues.map((issue) => printIssue(issue, 'blocks')),
    }
  }
  const broken = messageRules.flatMap((findViolations) => findViolations(parsed.data))
  if (broken.length > 0) return { ok: false, error: 'invalid_blocks', messages: broken }
  if (parsed.data.filter(({ type }) => type === 'table').length > 1) {
    return { ok: false, error: 'invalid_attachments', messages: ['[ERROR] only_one_table_allowed'] }
  }
  // "Markdown block", docs.slack.dev: the limit is for all markdown blocks of one payload together.
  if (countMarkdown(parsed.data) > limits.markdownText) {
    const says = `markdown text must be less than ${limits.markdownText + 1} characters in all`
    return { ok: false, error: 'msg_blocks_too_long', messages: [violation(says, ['blocks'])] }
  }
  return { ok: true, blocks: parsed.data }
}

function countMarkdown(blocks: MessageBlocks): number {
  return blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0)
}

/** What must hold beyond the shape of each block. */
const messageRules: readonly ((blocks: MessageBlocks) => string[])[] = [
  ...chartRules,
  (blocks) =>
    repeatsIn(blocks.map((block) => block.block_id)).map(([id, index]) =>
      violation(`\`block_id\` "${id}" already exists for another block`, ['blocks', index, 'block_id']),
    ),
  (blocks) =>
    blocks.flatMap((block, index) =>
      block.type === 'actions'
        ? repeatsIn(block.elements.map((element) => element.action_id)).map(([id, position]) =>
            violation(`\`action_id\` "${id}" already exists for another element`, [
              'blocks',
              index,
              'elements',
              position,
              'action_id',
            ]),
          )
        : [],
    ),
  (blocks) =>
    blocks.flatMap((block, index) =>
      block.type === 'table' && countCharacters(block.rows) > limits.tableCharacters
        ? [violation(`must be less than ${limits.tableCharacters + 1} characters`, ['blocks', index, 'rows'])]
        : [],
    ),
]

/** Of everything in the cells that is shown as text, whatever the kind of cell. */
function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countCharacters(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : countCharacters(each)),
    0,
  )
}
