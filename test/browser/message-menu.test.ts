import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { desktop, openPlayground, phone, type } from './open-playground.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const saying = (page: Page, says: RegExp): Locator => page.getByRole('article').filter({ hasText: says }).last()

/** For whoever wants to see it: a picture of this moment, where a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['WINDLASS_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/message-${name}.png` })
}

/** Opens the menu of the newest message that says this and chooses the shortcut, with the keyboard alone. */
async function useShortcut(page: Page, says: RegExp, size: string): Promise<void> {
  const menu = saying(page, says).getByRole('button', { name: 'More actions' })
  await menu.focus()
  await page.keyboard.press('Enter')
  const shortcut = page.getByRole('menuitem', { name: /Invoke with this message/ })
  await shortcut.waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toMatch(/^Invoke with this message/)
  await picture(page, `${size}-1-menu`)
  await page.keyboard.press('Escape')
  await shortcut.waitFor({ state: 'detached' })
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('More actions')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
}

const isNoWiderThan = async (page: Page, width: number) =>
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)

it.each([
  ['desktop', desktop],
  ['phone', phone],
])('a function is invoked with a message by its menu, on a %s', async (size, viewport) => {
  const page = await openPlayground(browser, { viewport })
  await type(page, 'This order is stuck: ```{"order": 42}```')
  await saying(page, /This order is stuck/).waitFor()
  await useShortcut(page, /This order is stuck/, size)
  const form = page.getByRole('dialog', { name: 'Invoke a function' })
  await form.waitFor()
  expect(JSON.parse(await form.getByRole('textbox', { name: 'Payload' }).inputValue())).toEqual({ order: 42 })
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('INPUT')
  await page.keyboard.type('echo')
  await picture(page, `${size}-2-form`)
  await isNoWiderThan(page, viewport.width)
  await form.getByRole('button', { name: 'Invoke' }).press('Enter')
  const answer = saying(page, /echo answered in/)
  await answer.waitFor()
  await picture(page, `${size}-3-answer`)
  expect(await answer.innerText()).toMatch(/Only visible to you.*"order": 42/s)
  await isNoWiderThan(page, viewport.width)
})

it('and with a file that is attached to one, without its content in the form', async () => {
  const page = await openPlayground(browser)
  const rows = Array.from({ length: 2_000 }, (_, index) => index)
  const buffer = Buffer.from(JSON.stringify({ rows }))
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach a file' }).first().press('Enter')
  await (await choosing).setFiles({ name: 'rows.json', mimeType: 'application/json', buffer })
  await saying(page, /rows\.json/).waitFor()
  await useShortcut(page, /rows\.json/, 'file')
  const form = page.getByRole('dialog', { name: 'Invoke a function' })
  await form.getByText(/Invoke a function with rows\.json \(9 kB\)/).waitFor()
  expect(await form.getByRole('textbox').count()).toBe(1)
  await page.keyboard.type('echo')
  await picture(page, 'file-2-form')
  await page.keyboard.press('Enter')
  await saying(page, /echo answered in/).waitFor()
})
