import { z } from 'zod'
import { checkBlocks } from './block-check.ts'
import { fillBlocks } from './block-fill.ts'
import { parseJson } from './json.ts'
import type { Block } from './messages.ts'
import { findNotified } from './notified.ts'
import { SlackError } from './slack-error.ts'

type Content = { text: string; blocks: Block[]; notifies: string[] }

// "Truncating really long messages", Slack changelog of April 2018.
const textCharacters = 40_000

/** Text and blocks as an app sent them, checked and completed. Throws the error that Slack would answer. */
export function composeContent({ text = '', blocks }: { text?: string | undefined; blocks?: unknown }): Content {
  const given = blocks === undefined ? [] : parseBlocks(blocks)
  if (text.trim() === '' && given.length === 0) throw new SlackError('no_text')
  const check = checkBlocks(given)
  if (!check.ok) throw new SlackError(check.error, check.messages)
  const filled = fillBlocks(check.blocks)
  const kept = text.slice(0, textCharacters)
  return { text: kept, blocks: filled, notifies: findNotified(kept, filled) }
}

/** Form-encoded calls carry blocks as JSON in a field, response_urls as they are. */
function parseBlocks(blocks: unknown): unknown[] {
  const value = typeof blocks === 'string' ? parseJson(blocks) : blocks
  const list = z.array(z.unknown()).safeParse(value)
  if (!list.success) throw new SlackError('invalid_blocks_format')
  return list.data
}
