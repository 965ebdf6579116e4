import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

// WebAssembly as it is first compiled (V8's Liftoff), never compiled better: the policy engine decides as fast either
// way, and the second compiler takes memory and time of the start.
setFlagsFromString('--liftoff-only')
// Half of the start is compiling what has not changed. Beside the packages, where nobody else writes.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/windlass-compile', import.meta.url)))
const { main } = await import('./cli/cli.ts')

// Who reads what is printed may have read enough: `npm start -- check | head`.
process.stdout.on('error', () => process.exit(0))

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping.abort()
    // A second signal does not wait for what is under way.
    process.once(signal, () => process.exit(1))
  })
}

const code = await main({
  words: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  stopping: stopping.signal,
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
})

// What was printed, also where it goes to a slow reader. Then whatever a library has left open holds nothing up.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
process.exit(code)
