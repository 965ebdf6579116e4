import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

type Entry = 'aws-pages.ts' | 'aws-organisation.ts' | 'aws-functions.ts' | 'aws-playground.ts'

/** Starts one of the AWS of the benchmarks as a process of its own, which first says on which port it listens. */
export async function startAwsProcess(entry: Entry, words: readonly string[] = []) {
  const path = fileURLToPath(new URL(entry, import.meta.url))
  const child = spawn(process.execPath, [path, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { port } = z.object({ port: z.number() }).parse(JSON.parse(await firstLine(child.stdout)))
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line
  throw new Error('AWS of the benchmark did not start')
}
