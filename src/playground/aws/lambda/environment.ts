import { Worker } from 'node:worker_threads'
import {
  type Beginning,
  type Failure,
  type FromEnvironment,
  fromEnvironment,
  type ToEnvironment,
} from './environment-messages.ts'
import { createMailbox } from './mailbox.ts'

/** What an environment says, or how it ended. */
export type News =
  | FromEnvironment
  | { readonly kind: 'memory' | 'late' }
  | { readonly kind: 'exit'; readonly status: number }

type Line = Extract<FromEnvironment, { kind: 'line' }>
type Broken =
  | { readonly kind: 'failed'; readonly failure: Failure; readonly isLoading: true }
  | { readonly kind: 'memory' }
  | { readonly kind: 'exit'; readonly status: number }

/** A worker that runs one event at a time. */
export type Environment = {
  readonly stream: string
  readonly initMs: number
  /** Why it could not load the code. */
  readonly broken: Broken | undefined
  /** What the code wrote while it was loaded. */
  readonly said: readonly Line[]
  tell(message: ToEnvironment): void
  /** The next news, `late` where none comes in this time of the machine's: whoever computes does not look at a clock. */
  next(withinMs: number): Promise<News>
  end(): Promise<void>
}

type Terms = {
  readonly stream: string
  readonly memoryMb: number
  readonly variables: Readonly<Record<string, string>>
  readonly beginning: Beginning
}

/** The runtime itself takes some of a function's memory. */
export const runtimeMb = 64
const leastHeapMb = 32
const mostHeapMb = 512
/** Loading waits for nobody, so this is only for a machine that hangs. */
const loadingMs = 30_000

export async function openEnvironment({ stream, memoryMb, variables, beginning }: Terms): Promise<Environment> {
  const began = performance.now()
  const heapMb = Math.min(mostHeapMb, Math.max(leastHeapMb, memoryMb - runtimeMb))
  const worker = new Worker(new URL('./environment-worker.ts', import.meta.url), {
    workerData: beginning,
    env: { ...variables },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
  })
  worker.unref()
  const mailbox = createMailbox<News>()
  worker.on('message', (message: unknown) => mailbox.put(fromEnvironment.parse(message)))
  worker.on('error', (error) => mailbox.put(isOutOfMemory(error) ? { kind: 'memory' } : { kind: 'exit', status: 1 }))
  worker.on('exit', (status) => mailbox.put({ kind: 'exit', status }))
  async function next(withinMs: number): Promise<News> {
    const timer = setTimeout(() => mailbox.put({ kind: 'late' }), withinMs)
    const news = await mailbox.take()
    clearTimeout(timer)
    return news
  }
  const said: Line[] = []
  let first = await next(loadingMs)
  for (; first.kind === 'line'; first = await next(loadingMs)) said.push(first)
  return {
    stream,
    initMs: performance.now() - began,
    broken: first.kind === 'ready' ? undefined : brokenBy(first),
    said,
    tell: (message) => worker.postMessage(message),
    next,
    end: async () => void (await worker.terminate()),
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY'

function brokenBy(news: News): Broken {
  if (news.kind === 'broken') return { kind: 'failed', failure: news.failure, isLoading: true }
  if (news.kind === 'memory') return { kind: 'memory' }
  return { kind: 'exit', status: news.kind === 'exit' ? news.status : 1 }
}
