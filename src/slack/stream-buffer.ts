import type { AnyChunk } from '@slack/types'
import { clean } from './clean-text.ts'
import { toStreamed, toTaskTitle } from './stream-text.ts'

/** What is to be streamed and not on its way yet, in its order. */
export type StreamBuffer = {
  append(words: string): void
  step(title: string): void
  /** What may go now. The last word is held back until it is whole, unless `isLast`. */
  take(isLast: boolean): AnyChunk[]
}

// "chat.appendStream": "limit this field to 12,000 characters"; more than that is not streamed at all.
const mostCharacters = 12_000
// What is no word any more.
const longestWord = 500

export const firstStep = 'Reading the question'

type Task = { readonly id: string; readonly title: string }

/** Begins with a step that is under way already: `chat.startStream` has said so. */
export function createStreamBuffer(): StreamBuffer {
  const words = createWords()
  const waiting: AnyChunk[] = []
  let task: Task | undefined = { id: '1', title: firstStep }
  let steps = 1
  const say = (isLast: boolean) => {
    const text = words.take(isLast)
    if (text !== '') waiting.push({ type: 'markdown_text', text })
  }
  const finish = () => {
    if (task !== undefined) waiting.push(taskChunk(task, 'complete'))
    task = undefined
  }
  return {
    append: words.append,
    step(title) {
      say(true)
      finish()
      task = { id: String((steps += 1)), title: toTaskTitle(title) }
      waiting.push(taskChunk(task, 'in_progress'))
    },
    take(isLast) {
      say(isLast)
      if (isLast) finish()
      return waiting.splice(0)
    },
  }
}

export function taskChunk(task: Task, status: 'in_progress' | 'complete'): AnyChunk {
  return { type: 'task_update', ...task, status }
}

function createWords() {
  let said = ''
  let shown = ''
  let room = mostCharacters
  return {
    append(more: string): void {
      said += more
    },
    /** All that was said is cleaned each time, since half of a secret does not look like one; what was shown stays. */
    take(isLast: boolean): string {
      const now = clean(said.slice(0, isLast ? said.length : endOfWords(said)))
      if (room === 0 || !now.startsWith(shown)) return ''
      const text = toStreamed(now.slice(shown.length))
      shown = now
      room = text.length > room ? 0 : room - text.length
      return room === 0 ? '' : text
    },
  }
}

function endOfWords(said: string): number {
  let end = said.length
  while (end > 0 && !/\s/.test(said[end - 1] ?? '')) end -= 1
  return said.length - end > longestWord ? said.length : end
}
