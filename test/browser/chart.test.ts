import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { openPlayground, phone, type } from './open-playground.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

it('a chart is drawn, says what it is of, and has its figures in a table that can be shown', async () => {
  const page = await openPlayground(browser, { viewport: phone })
  await type(page, '/lambda metrics carrier-rates')
  const drawing = page.getByRole('img', { name: /^Calls per 15 min: Invocations, Errors, Throttles, from / })
  await drawing.waitFor()
  const figures = page.getByRole('region', { name: 'Calls per 15 min, as a table' })
  expect(await figures.getByRole('row').count()).toBeGreaterThan(10)
  await page.getByRole('button', { name: 'Table' }).first().click()
  expect(await drawing.count()).toBe(0)
  const shown = await figures.boundingBox()
  expect(shown?.height).toBeGreaterThan(100)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
})
