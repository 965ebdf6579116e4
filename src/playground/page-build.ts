import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const sources = fileURLToPath(new URL('./page', import.meta.url))
const contract = fileURLToPath(new URL('./slack/page-contract.ts', import.meta.url))
const lockFile = fileURLToPath(new URL('../../package-lock.json', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/windlass-page', import.meta.url))
const buildsKept = 3

/** The folder with the page, built now or found from an earlier start; another source or dependency is another folder. */
export async function buildPage(): Promise<string> {
  const folder = join(cache, await keyOfSources())
  if (existsSync(join(folder, 'index.html'))) return folder
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'draft-'))
  await buildInWorker(draft)
  // Whole or not at all, also when two playgrounds start at once: the second finds the folder there and is content.
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(join(folder, 'index.html'))) throw error
  })
  await removeOldBuilds()
  return folder
}

/** Vite changes NODE_ENV of its process and keeps 100 MB: both end with the worker. */
function buildInWorker(outDir: string): Promise<void> {
  const worker = new Worker(new URL('./page-build-worker.ts', import.meta.url), {
    workerData: { root: sources, outDir },
    env: { NODE_ENV: 'production' },
    stdout: true,
    stderr: true,
  })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The page's build ended with ${code}.`))))
  })
}

async function keyOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const names = await readdir(sources, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const file of [...files.toSorted(), contract, lockFile]) {
    hash
      .update(file.slice(sources.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

async function removeOldBuilds(): Promise<void> {
  const folders = (await readdir(cache)).filter((name) => !name.startsWith('draft-'))
  const aged = await Promise.all(
    folders.map(async (name) => ({ path: join(cache, name), builtAt: (await stat(join(cache, name))).mtimeMs })),
  )
  const old = aged.toSorted((one, other) => other.builtAt - one.builtAt).slice(buildsKept)
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })))
}
