import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { desktop, openPlayground, phone, type } from './open-playground.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const openPage = (viewport = desktop): Promise<Page> => openPlayground(browser, { viewport })

describe('the playground page', () => {
  it('answers /ec2 list from the real app, turns a page, filters, and finds the file in the direct messages', async () => {
    const page = await openPage()
    await type(page, '/ec2 list')
    await page
      .getByText(/61 instances/)
      .first()
      .waitFor()
    await page.getByText('Only visible to you').first().waitFor()
    await page.getByRole('button', { name: /21–40 of 61/ }).click()
    await page.getByRole('button', { name: /1–20 of 61/ }).waitFor()
    await type(page, '/ec2 list --state stopped --export csv')
    await page
      .getByText(/to your direct messages as/)
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /Windlass/ })
      .first()
      .click()
    await page
      .getByText(/instances-\d{4}-\d\d-\d\d\.csv/)
      .first()
      .waitFor()
  })

  it('asks which of two, and shows the one that is chosen', async () => {
    const page = await openPage()
    await type(page, '/ec2 show twin')
    await page.getByRole('button', { name: /twin in sandbox/ }).click()
    await page
      .getByText(/is ● running in/)
      .first()
      .waitFor()
    await page.getByText('Status checks').first().waitFor()
  })

  it('corrects a misspelt flag by a button', async () => {
    const page = await openPage()
    await type(page, '/ec2 list --stat running')
    await page.getByRole('button', { name: '/ec2 list --state running' }).click()
    await page
      .getByText(/\d+ running/)
      .first()
      .waitFor()
  })

  it('narrows by a select that is used with the mouse', async () => {
    const page = await openPage()
    await type(page, '/ec2 list')
    await page.getByRole('button', { name: 'State', exact: true }).click()
    await page.getByRole('option', { name: /stopped/ }).click()
    await page.getByRole('button', { name: 'All states' }).waitFor()
  })

  it('keeps the focus where the work is when the pressed button goes', async () => {
    const page = await openPage()
    await page.getByRole('button', { name: '/ec2 list', exact: true }).click()
    await page
      .getByText(/61 instances/)
      .first()
      .waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    await type(page, '/ec2 show twin')
    await page.getByRole('button', { name: /twin in sandbox/ }).press('Enter')
    await page.getByText('Status checks').first().waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('ARTICLE')
  })

  it('leaves the field the focus when Escape closes the inspector', async () => {
    const page = await openPage()
    await page.getByRole('button', { name: /Wire/ }).click()
    const composer = page.getByRole('combobox', { name: /message/i })
    await composer.fill('a word')
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: 'Wire inspector' }).waitFor({ state: 'detached' })
    await page.keyboard.type(' more')
    expect(await composer.inputValue()).toBe('a word more')
  })

  it('asks before it shares, and then everyone sees it', async () => {
    const page = await openPage()
    await type(page, '/ec2 show bastion')
    await page.getByRole('button', { name: 'Share here' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click()
    await page
      .getByText(/Shared by/)
      .first()
      .waitFor()
  })

  it('completes a command by the keyboard', async () => {
    const page = await openPage()
    const composer = page.getByRole('combobox', { name: /message/i }).first()
    await composer.click()
    await page.keyboard.type('/ec')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => composer.inputValue()).toMatch(/^\/ec2/)
  })

  it('gives a guest of another organisation a refusal and nothing else', async () => {
    const page = await openPage()
    await page.getByRole('radio', { name: /Rob Porter/ }).click()
    await type(page, '@windlass ec2 list')
    await page
      .getByText(/another organisation/)
      .last()
      .waitFor()
    expect(await page.getByText(/instances in/).count()).toBe(0)
  })

  it('shows in the inspector what went over the socket and to AWS', async () => {
    const page = await openPage()
    await type(page, '/ec2 list --account staging')
    await page
      .getByText(/instances in staging/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /Wire/ }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'ec2:DescribeInstances' })
      .filter({ hasText: 'staging, eu-central-1' })
      .first()
      .waitFor()
    await page
      .getByText(/slash_commands/)
      .first()
      .waitFor()
  })

  it('works at the width of a phone, with nothing wider than it', async () => {
    const page = await openPage(phone)
    await type(page, '/ec2 list')
    await page
      .getByText(/61 instances/)
      .first()
      .waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
  })
})
