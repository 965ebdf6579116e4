import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Pace } from '../../src/playground/aws/pace.ts'
import { startPlayground } from '../../src/playground/playground.ts'
import { system } from '../../src/system.ts'

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

type Options = { readonly viewport?: typeof desktop; readonly pace?: Pace }

/** The page of a playground of its own; the test fails where the page reports an error. */
export async function openPlayground(browser: Browser, { viewport = desktop, pace }: Options = {}): Promise<Page> {
  const playground = await startPlayground({ port: 0, system, say: () => {}, ...(pace === undefined ? {} : { pace }) })
  onTestFinished(() => playground.stop())
  const page = await browser.newPage({ viewport })
  onTestFinished(() => page.close())
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  onTestFinished(() => expect(faults).toEqual([]))
  await page.goto(playground.url)
  return page
}

/** Types into the composer, past the completion, as a person does. */
export async function type(page: Page, words: string): Promise<void> {
  await page
    .getByRole('combobox', { name: /message/i })
    .first()
    .fill(words)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
}
