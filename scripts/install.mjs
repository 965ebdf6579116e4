// Installs what package-lock.json asks for when it is missing or older, so that any npm script works as the first
// command on a clean checkout. Plain JavaScript without dependencies: it runs on whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const oldestNode = 26
const mark = 'node_modules/.package-lock.json'

const isCurrent = existsSync(mark) && statSync(mark).mtimeMs >= statSync('package-lock.json').mtimeMs
if (!isCurrent) {
  console.error('Installing what package-lock.json asks for …')
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
  // npm 10 drops the link to an optional package's program after `ci`.
  if (!hasOwnNode()) npm('rebuild', '--ignore-scripts', '--loglevel=error')
}
if (!hasOwnNode() && Number(process.versions.node.split('.')[0]) < oldestNode) {
  console.error(
    `Node ${oldestNode} or later is needed; this is ${process.version}, and there is no packaged one for ${process.platform} ${process.arch}.`,
  )
  process.exit(1)
}

function hasOwnNode() {
  return existsSync('node_modules/.bin/node') || existsSync('node_modules/.bin/node.cmd')
}

function npm(...args) {
  // To standard error: what the script itself prints may go into a file.
  const { status } = spawnSync('npm', args, { stdio: ['inherit', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}
