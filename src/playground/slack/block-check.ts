import type { z } from 'zod'
import { limits, type MessageBlocks, messageBlocks } from './block-limits.ts'

type BlockCheck =
  | { ok: true; blocks: MessageBlocks }
  | { ok: false; error: 'invalid_blocks' | 'invalid_attachments'; messages: string[] }

/** Answers as Slack does: the name of the error, and a JSON pointer to each thing that is wrong. */
export function checkBlocks(value: unknown): BlockCheck {
  const parsed = messageBlocks.safeParse(value)
  if (!parsed.success) {
    return { ok: false, error: 'invalid_blocks', messages: parsed.error.issues.map(printIssue) }
  }
  const broken = messageRules.flatMap((findViolations) => findViolations(parsed.data))
  if (broken.length > 0) return { ok: false, error: 'invalid_blocks', messages: broken }
  if (parsed.data.filter(({ type }) => type === 'table').length > 1) {
    return { ok: false, error: 'invalid_attachments', messages: ['[ERROR] only_one_table_allowed'] }
  }
  return { ok: true, blocks: parsed.data }
}

/** What must hold beyond the shape of each block. */
const messageRules: readonly ((blocks: MessageBlocks) => string[])[] = [
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

function repeatsIn(ids: (string | undefined)[]): [string, number][] {
  return ids.flatMap((id, index): [string, number][] =>
    id !== undefined && ids.indexOf(id) < index ? [[id, index]] : [],
  )
}

/** Of everything in the cells that is shown as text, whatever the kind of cell. */
function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countCharacters(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : countCharacters(each)),
    0,
  )
}

function printIssue(issue: z.core.$ZodIssue): string {
  return violation(sayIssue(issue), ['blocks', ...issue.path])
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') {
    return issue.origin === 'array'
      ? `no more than ${issue.maximum} items allowed`
      : `must be less than ${Number(issue.maximum) + 1} characters`
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'array'
      ? `must provide at least ${issue.minimum} items`
      : `must be more than ${Number(issue.minimum) - 1} characters`
  }
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  return issue.code === 'invalid_union' ? 'unsupported type or missing type' : issue.message
}

function violation(says: string, path: readonly PropertyKey[]): string {
  return `[ERROR] ${says} [json-pointer:/${path.map(String).join('/')}]`
}
