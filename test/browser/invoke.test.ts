import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { desktop, openPlayground, phone, type } from './open-playground.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function actAs(page: Page, name: RegExp): Promise<void> {
  const person = page.getByRole('radio', { name })
  await person.click()
  await expect.poll(() => person.isChecked()).toBe(true)
}

/** As Mia, whom the wide page lets one choose. */
async function openAsMia(viewport: typeof desktop): Promise<Page> {
  const page = await openPlayground(browser)
  await actAs(page, /Mia Costa/)
  await page.setViewportSize(viewport)
  return page
}

/** The newest message that says this. */
const saying = (page: Page, says: RegExp): Locator => page.getByRole('article').filter({ hasText: says }).last()

/** For whoever wants to see it: a picture of this moment, where a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['WINDLASS_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/invoke-${name}.png` })
}

/** Opens the form, fills in its fields with the keyboard alone and sends it. */
async function fillIn(page: Page, size: string): Promise<void> {
  await type(page, '/lambda invoke refund-order')
  const form = page.getByRole('dialog', { name: 'refund-order' })
  await form.waitFor()
  await picture(page, `${size}-1-form`)
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('INPUT')
  await page.keyboard.type('O-77')
  await page.keyboard.press('Tab')
  await page.keyboard.type('700')
  await page.keyboard.press('Enter')
  await form.getByText('Please enter a number that is at most 500.').waitFor()
  await picture(page, `${size}-2-mistake`)
  await form.getByRole('textbox', { name: 'Amount' }).fill('24')
  await page.keyboard.press('Tab')
  await page.keyboard.type('d')
  await picture(page, `${size}-3-filled`)
  await form.getByRole('button', { name: 'Invoke' }).press('Enter')
  await form.waitFor({ state: 'detached' })
}

const isNoWiderThan = async (page: Page, width: number) =>
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)

describe('a function that is called in the browser', () => {
  it.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('is asked for with its form, confirmed and answered, on a %s', async (size, viewport) => {
    const page = await openAsMia(viewport)
    await fillIn(page, size)
    const card = saying(page, /Invoke refund-order in production, eu-central-1\?/)
    await card.waitFor()
    await picture(page, `${size}-4-card`)
    expect(await card.innerText()).toMatch(/Order: O-77\s*Amount: 24\s*Reason: damaged/)
    await isNoWiderThan(page, viewport.width)
    await card.getByRole('button', { name: 'Invoke refund-order' }).press('Enter')

    const answer = saying(page, /refund-order answered in/)
    await answer.waitFor()
    await picture(page, `${size}-5-answer`)
    expect(await answer.innerText()).toMatch(/"order": "O-77".*"amount": 24.*"booked": true/s)
    expect(await page.getByRole('article').filter({ hasText: 'refund-order' }).count()).toBe(1)
    await isNoWiderThan(page, viewport.width)

    await answer.getByRole('button', { name: 'With changes…' }).press('Enter')
    const again = page.getByRole('dialog', { name: 'refund-order' })
    await again.waitFor()
    await picture(page, `${size}-6-changes`)
    expect(await again.getByRole('textbox', { name: 'Order' }).inputValue()).toBe('O-77')
    await page.keyboard.press('Escape')
    await again.waitFor({ state: 'detached' })
  })

  it('is refused with its rule where it carries no tag, and explained where it fails', async () => {
    const page = await openAsMia(desktop)
    await type(page, '/lambda invoke echo {"order": 42}')
    await saying(page, /You may not invoke echo\..*windlass:invoke/).waitFor()
    await picture(page, 'desktop-7-refused')
    await actAs(page, /Ada Byron/)
    await type(page, '/lambda invoke ledger-write {}')
    await saying(page, /ledger-write failed after.*What it means.*What helps/s).waitFor()
    await picture(page, 'desktop-8-failed')
  })
})
