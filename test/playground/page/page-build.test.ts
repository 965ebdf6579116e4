import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildPage } from '../../../src/playground/page-build.ts'

it('the built page asks nothing of any other place, and is built once', { timeout: 60_000 }, async () => {
  const folder = await buildPage()
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const sheets = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.css'))
  const styles = await Promise.all(sheets.map((name) => readFile(join(folder, 'assets', name), 'utf8')))

  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address)
  expect(addresses.length).toBeGreaterThan(2)
  expect(addresses.filter((address) => address?.startsWith('./') !== true)).toEqual([])
  expect(html).toContain("default-src 'self'")
  expect(styles.join('')).not.toMatch(/url\(["']?(?:https?:)?\/\//)
  expect(await buildPage()).toBe(folder)
})
