import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { sendText } from './http.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

// Whatever markup slips into a message, the page loads and calls nothing but this server.
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"

export async function sendStaticFile(response: ServerResponse, folder: string, path: string): Promise<void> {
  const file = findPath(folder, path)
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || content === undefined) return sendText(response, 404, 'Not found')
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  })
  response.end(content)
}

/** Nothing outside the folder, whatever is encoded in the path. */
function findPath(folder: string, path: string): string | undefined {
  const root = resolve(folder)
  try {
    const name = decodeURIComponent(path === '/' ? '/index.html' : path)
    const file = resolve(root, `.${name}`)
    return file.startsWith(root + sep) && !name.includes('\0') ? file : undefined
  } catch {
    return undefined
  }
}
