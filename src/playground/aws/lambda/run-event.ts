import { type Environment, type News, runtimeMb } from './environment.ts'
import type { Failure, ToEnvironment } from './environment-messages.ts'

export type Ended = {
  readonly end:
    | { readonly kind: 'result'; readonly json: string }
    | { readonly kind: 'failed'; readonly failure: Failure; readonly isLoading?: true }
    | { readonly kind: 'timeout' | 'memory' }
    | { readonly kind: 'exit'; readonly status: number }
  readonly durationMs: number
  readonly usedMb: number
  readonly said: readonly Said[]
}

/** What the function wrote, and so many milliseconds after its start. */
export type Said = { readonly afterMs: number; readonly level: string; readonly text: string }

type Terms = { readonly timeoutMs: number; readonly memoryMb: number; sleep(ms: number): Promise<void> }

const bytesPerMb = 1024 * 1024

/** Hands the environment one event and waits for its end; where it waits, time passes by the simulation's clock. */
export async function runEvent(environment: Environment, event: ToEnvironment, terms: Terms): Promise<Ended> {
  const { timeoutMs, memoryMb, sleep } = terms
  const said: Said[] = []
  let elapsedMs = 0
  const ended = (end: Ended['end'], heapBytes = 0): Ended => {
    const usedMb = end.kind === 'memory' ? memoryMb : Math.min(memoryMb, runtimeMb + Math.ceil(heapBytes / bytesPerMb))
    return { end, durationMs: end.kind === 'timeout' ? timeoutMs : elapsedMs, usedMb, said }
  }
  environment.tell(event)
  for (;;) {
    const began = performance.now()
    const news = await environment.next(Math.max(1, timeoutMs - elapsedMs))
    elapsedMs += performance.now() - began
    if (news.kind === 'line') said.push({ afterMs: elapsedMs, level: news.level, text: news.text })
    else if (news.kind === 'wait') {
      const leftMs = timeoutMs - elapsedMs
      await sleep(Math.max(0, Math.min(news.ms, leftMs)))
      if (news.ms > leftMs) return ended({ kind: 'timeout' })
      elapsedMs += news.ms
      environment.tell({ kind: 'waited' })
    } else {
      const end = endOf(news)
      if (end !== undefined) return ended(end, 'heapBytes' in news ? news.heapBytes : 0)
    }
  }
}

function endOf(news: Exclude<News, { kind: 'line' | 'wait' }>): Ended['end'] | undefined {
  switch (news.kind) {
    case 'result':
      return { kind: 'result', json: news.json }
    case 'failed':
      return { kind: 'failed', failure: news.failure }
    case 'late':
      return { kind: 'timeout' }
    case 'memory':
      return { kind: 'memory' }
    case 'exit':
      return { kind: 'exit', status: news.status }
    case 'broken':
      return { kind: 'failed', failure: news.failure }
    case 'ready':
      return undefined
    default:
      return news satisfies never
  }
}
