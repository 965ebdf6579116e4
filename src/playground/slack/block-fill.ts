import { newSecret } from './ids.ts'
import type { Block } from './messages.ts'

/** Slack stores blocks with every id set and the defaults of text objects written out; so do we. */
export function fillBlocks(blocks: readonly { block_id?: string | undefined }[]): Block[] {
  return blocks.map((block) => ({ ...fillRecord(block), block_id: block.block_id ?? newShortId() }))
}

const interactiveTypes = new Set([
  'button',
  'static_select',
  'external_select',
  'overflow',
  'plain_text_input',
  'number_input',
  'datepicker',
  'users_select',
  'channels_select',
])

function fillRecord(record: object): Block {
  const filled = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fill(value)]))
  const type = filled['type']
  if (type === 'plain_text') return { emoji: true, ...filled }
  if (type === 'mrkdwn') return { verbatim: false, ...filled }
  if (typeof type === 'string' && interactiveTypes.has(type)) return { action_id: newShortId(), ...filled }
  return filled
}

function fill(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fill)
  return typeof value === 'object' && value !== null ? fillRecord(value) : value
}

function newShortId(): string {
  return newSecret().slice(0, 5)
}
