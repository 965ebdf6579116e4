import type { IncomingMessage } from 'node:http'

/**
 * A page from elsewhere can make a browser call 127.0.0.1, under its own name after DNS rebinding. So the Host must be
 * ours in every request, a request with an Origin must come from our own page, and what the
 * page changes must come from it too.
 */
export function isAllowed(
  { headers, method }: IncomingMessage,
  { port, path }: { port: number; path: string },
): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (headers.host === undefined || !hosts.includes(headers.host)) return false
  const { origin } = headers
  const isFromPage = path.startsWith('/ui/')
  if (origin === undefined) {
    // No page can set this header itself.
    const site = headers['sec-fetch-site'] ?? 'none'
    return site === 'same-origin' || (site === 'none' && !(isFromPage && method !== 'GET'))
  }
  return origin === `http://${headers.host}`
}
