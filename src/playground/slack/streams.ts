import { z } from 'zod'
import { checkBlocks } from './block-check.ts'
import { fillBlocks } from './block-fill.ts'
import type { Message } from './messages.ts'
import { findNotified } from './notified.ts'
import { SlackError } from './slack-error.ts'

/** What `chat.startStream` began: Stop shows while the session of its thread is being processed. */
export type MessageStream = {
  readonly state: 'streaming' | 'stopped-by-user' | 'done'
  readonly startedAt: number
  readonly isStoppable: boolean
  readonly tasks: readonly StreamTask[]
}
export type StreamTask = z.infer<typeof task>

// Measured (reference/slack.md §1.5): appends do not make it longer.
export const streamLivesMs = 306_000
// "Limit this field to 12,000 characters", docs.slack.dev, chat.appendStream.
const mostCharacters = 12_000

const field = z.string().max(256)
const task = z.object({
  id: field.min(1),
  title: field.min(1),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
})
const chunk = z.discriminatedUnion('type', [
  z.object({ type: z.literal('markdown_text'), text: z.string() }),
  task.extend({ type: z.literal('task_update') }),
])

export type Streamed = { readonly text: string; readonly tasks: readonly StreamTask[] }

/** What one call brings: text, or chunks in their order. */
export function readStreamed({
  markdown_text: text = '',
  chunks = [],
}: {
  markdown_text?: string
  chunks?: unknown[]
}) {
  const parsed = z.array(chunk).safeParse(chunks)
  if (!parsed.success) throw new SlackError('invalid_chunks')
  const all = text + parsed.data.map((each) => (each.type === 'markdown_text' ? each.text : '')).join('')
  if (all.length > mostCharacters) throw new SlackError('msg_too_long')
  const tasks = parsed.data.flatMap(({ type, ...each }) => (type === 'task_update' ? task.parse(each) : []))
  return { text: all, tasks } satisfies Streamed
}

/** The message with what came, drawn as the markdown that it is. */
export function grown(message: Message, { text: more, tasks }: Streamed) {
  const text = message.text + more
  if (text.length > mostCharacters) throw new SlackError('msg_too_long')
  const check = checkBlocks(text === '' ? [] : [{ type: 'markdown', text }])
  if (!check.ok) throw new SlackError(check.error, check.messages)
  const blocks = fillBlocks(check.blocks)
  return { text, blocks, notifies: findNotified(text, blocks), tasks: updated(message.stream?.tasks ?? [], tasks) }
}

function updated(before: readonly StreamTask[], changes: readonly StreamTask[]): readonly StreamTask[] {
  return changes.reduce((tasks, change) => {
    const at = tasks.findIndex(({ id }) => id === change.id)
    return at === -1 ? [...tasks, change] : tasks.with(at, change)
  }, before)
}
