import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quickPace } from '../../src/playground/aws/pace.ts'
import { openBrowser } from './open-browser.ts'
import { desktop, openPlayground, phone, type } from './open-playground.ts'

const pace = {
  ...quickPace,
  startingMs: 1_000,
  stoppingMs: 1_000,
  hibernatingMs: 1_000,
  shuttingDownMs: 1_000,
  replacingMs: 60_000,
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const openPage = (viewport = desktop): Promise<Page> => openPlayground(browser, { viewport, pace })

async function actAs(page: Page, name: RegExp): Promise<void> {
  const person = page.getByRole('radio', { name })
  await person.click()
  await expect.poll(() => person.isChecked()).toBe(true)
}

/** The newest message that says this. */
const saying = (page: Page, says: RegExp): Locator => page.getByRole('article').filter({ hasText: says }).last()

/** Presses it, on the newest message that says this once there is one. */
const press = (message: Locator, name: string) => message.getByRole('button', { name, exact: true }).click()

describe('a change in the browser', () => {
  it('is shown, confirmed, followed in its message and undone by a change of its own', async () => {
    const page = await openPage()
    await type(page, '/ec2 stop loadtest-1 --reason "OPS-412 the run is over"')
    await press(saying(page, /Stop loadtest-1 in staging, eu-central-1\?/), 'Stop 1 instance')
    const ended = saying(page, /Stopped 1 of 1 instance/)
    await ended.waitFor()
    expect(await page.getByRole('article').filter({ hasText: 'loadtest-1' }).count()).toBe(1)
    expect(await ended.innerText()).toMatch(/OPS-412 the run is over/)
    await press(ended, 'Undo: start 1 instance')
    await press(saying(page, /Start loadtest-1 in staging, eu-central-1\?/), 'Cancel')
    await saying(page, /Cancelled: start loadtest-1.*Nothing was changed/).waitFor()
    await ended.waitFor()
  })

  it('is refused to a viewer with the rule, and nothing is sent to AWS', async () => {
    const page = await openPage()
    await actAs(page, /Lin Wei/)
    await type(page, '/ec2 stop loadtest-1')
    const refusal = saying(page, /You may not run \/ec2 stop\./)
    await refusal.waitFor()
    expect(await refusal.innerText()).toMatch(/Changes are for the group changers.*No rule allows it\./s)
    expect(await refusal.getByRole('button', { name: 'Stop 1 instance' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Wire' }).click()
    const entries = page.getByRole('list', { name: /Wire entries/ }).getByRole('listitem')
    await entries.filter({ hasText: 'slash_commands' }).first().waitFor()
    expect(await entries.filter({ hasText: 'ec2:' }).count()).toBe(0)
  })

  it('of production goes on once its name is typed, and not before', async () => {
    const page = await openPage()
    await actAs(page, /Grace Murray/)
    await type(page, '/ec2 stop grafana')
    await press(saying(page, /Stop grafana in production/), 'Stop 1 instance')
    const modal = page.getByRole('dialog', { name: 'Stop 1 instance' })
    const field = modal.getByRole('textbox', { name: 'Name' })
    await field.fill('grafena')
    await field.press('Enter')
    await modal.getByText('Type grafana, or close this').waitFor()
    await field.fill('grafana')
    await field.press('Enter')
    await modal.waitFor({ state: 'detached' })
    await saying(page, /Stopped 1 of 1 instance in production/).waitFor()
  })

  it('does not begin while a lead has changes paused', async () => {
    const page = await openPage()
    await actAs(page, /Grace Murray/)
    await type(page, '/windlass pause --reason "Database move"')
    await saying(page, /Resume changes/).waitFor()
    await actAs(page, /Ada Byron/)
    await type(page, '/ec2 stop loadtest-1')
    await saying(page, /Changes are paused by @grace.*Database move.*Nothing was changed/s).waitFor()
    await actAs(page, /Grace Murray/)
    await press(saying(page, /Resume changes/), 'Resume changes')
    await saying(page, /Changes may begin again/).waitFor()
    await actAs(page, /Ada Byron/)
    await type(page, '/ec2 stop loadtest-1')
    await saying(page, /Stop loadtest-1 in staging, eu-central-1\?/).waitFor()
  })

  it('that AWS refuses by a switch of the page says so', async () => {
    const page = await openPage()
    await page.getByRole('button', { name: 'Wire' }).click()
    await page.getByText('Faults').click()
    const refused = page.getByRole('switch', { name: 'Changes refused' })
    await refused.click()
    await expect.poll(() => refused.isChecked()).toBe(true)
    await type(page, '/ec2 stop loadtest-1')
    await press(saying(page, /Stop loadtest-1 in staging/), 'Stop 1 instance')
    await saying(page, /Stopped none of 1 instance.*loadtest-1 was refused/s).waitFor()
  })

  it('fits a phone: nothing is wider than it, and each button is at hand', async () => {
    const page = await openPage(phone)
    await type(page, '/ec2 stop loadtest-1 loadtest-2 --reason "OPS-412 the run is over"')
    const card = saying(page, /Stop 2 instances in staging/)
    await card.getByRole('button', { name: 'Stop 2 instances' }).waitFor()
    for (const button of await card.locator('.slack-button').all()) {
      await button.scrollIntoViewIfNeeded()
      const { x = -1, width = 0, height = 0 } = (await button.boundingBox()) ?? {}
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(phone.width)
      expect(height).toBeGreaterThanOrEqual(36)
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
    expect(await page.evaluate('document.querySelector(".message-list").scrollWidth')).toBeLessThanOrEqual(phone.width)
    await press(card, 'Stop 2 instances')
    await saying(page, /Stopped 2 of 2 instances/).waitFor()
  })
})
