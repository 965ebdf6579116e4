import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { memoryMbOf } from './program.ts'

/** One of the bots that are compared, with a Slack of its own, both in processes of their own. */
export type Contestant = {
  /** Milliseconds from spawning the bot until its socket was open. */
  readonly startMs: number
  memoryMb(): number
  measure(asked: Asked): Promise<Measured>
  stop(): Promise<void>
}

/** So many lists of so many instances in a row; among other commands, the times of whose acknowledgements count. */
export type Asked = { readonly instances: number; readonly times: number; readonly amongOthers: boolean }

/** What its process says first. */
export type Started = { readonly startMs: number; readonly pid: number }

/** Milliseconds, each. */
export type Measured = { readonly answerMs: readonly number[]; readonly ackMs: readonly number[] }

const started = z.object({ startMs: z.number(), pid: z.number() })
const measured = z.object({ answerMs: z.array(z.number()), ackMs: z.array(z.number()) })

export async function startContestant(program: 'windlass' | 'bare app', awsUrl: string): Promise<Contestant> {
  const path = fileURLToPath(new URL('contestant-process.ts', import.meta.url))
  const child = fork(path, [program, awsUrl], { execArgv: ['--expose-gc'] })
  const { startMs, pid } = started.parse(await nextMessage(child))
  return {
    startMs,
    memoryMb: () => memoryMbOf(pid),
    async measure(asked) {
      child.send(asked)
      return measured.parse(await nextMessage(child))
    },
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const exit = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('A process of the benchmark ended before it answered')
  })
  exit.catch(() => {})
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: ended.signal }), exit])
    return message
  } finally {
    ended.abort()
  }
}
