import type { App } from '@slack/bolt'
import type { InputBlock } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildPage } from '../../src/playground/page-build.ts'
import { channels, people, postMessage, type Stage, startBolt, startStage } from '../playground/slack/fixture.ts'
import { confirmation } from '../playground/slack/modal-fixture.ts'
import { openBrowser } from './open-browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 30_000)
afterAll(() => browser.close())

const button = (verb: string, text: string) => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: `0:${verb}`, text: { type: 'plain_text' as const, text } }],
})
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const sizes = ['small', 'big'].map((value) => ({ text: plain(value), value }))
const elements = {
  count: { type: 'number_input', is_decimal_allowed: false, max_value: '10' },
  size: { type: 'static_select', options: sizes },
  day: { type: 'datepicker' },
  whom: { type: 'users_select' },
  where: { type: 'channels_select' },
  note: { type: 'plain_text_input', multiline: true },
} satisfies Record<string, InputBlock['element']>

/** The modal asks for one of each; gives what it was filled with. */
function asksForAll(app: App) {
  const filled: object[] = []
  const blocks = Object.entries(elements).map(([name, element]): InputBlock => {
    const about = { block_id: name, label: plain(name), hint: plain(`The ${name}`), optional: name === 'note' }
    return { type: 'input', ...about, element: { ...element, action_id: name } }
  })
  app.action('0:confirm', async ({ ack, body, client }) => {
    await ack()
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: confirmation({ blocks }) })
  })
  app.view('confirm', async ({ ack, view }) => {
    filled.push(view.state.values)
    await ack()
  })
  return filled
}

/** A card whose button opens a modal; the right name changes the card in its place. */
function confirms(app: App, stage: Stage): void {
  app.action('0:confirm', async ({ ack, body, client }) => {
    await ack()
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: confirmation() })
  })
  app.view('confirm', async ({ ack, view }) => {
    if (view.state.values['name']?.['typed']?.value !== 'web-1') {
      await ack({ response_action: 'errors', errors: { name: 'The name is web-1.' } })
      return
    }
    await ack()
    const card = stage.slack.messagesSeenBy(people.ada.id, channels.ops).find(({ isFromApp }) => isFromApp)
    await change(stage, card?.ts ?? '', 'Terminating web-1')
  })
}

function change({ client }: Stage, ts: string, text: string) {
  return client.chat.update({ channel: channels.ops, ts, text, blocks: [section(text), button('undo', 'Undo')] })
}

async function openPage(listen = confirms): Promise<{ page: Page; stage: Stage; ts: string }> {
  const stage = await startStage({ pageFolder: await buildPage() })
  await startBolt(stage, (app) => listen(app, stage))
  const blocks = [section('Terminate web-1?'), button('confirm', 'Terminate…')]
  const posted = await postMessage(stage.client, { channel: channels.ops, text: 'Terminate web-1?', blocks })
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  onTestFinished(() => page.close())
  await page.goto(`${stage.slack.url}/#${people.ada.id}/${channels.ops}`)
  return { page, stage, ts: posted.ts ?? '' }
}

const focused = (page: Page) =>
  page.evaluate('(({tagName,textContent})=>`${tagName} ${textContent}`)(document.activeElement)')

describe('a modal in the browser', { timeout: 60_000 }, () => {
  it('keeps the focus inside, and Escape gives it back to the button', async () => {
    const { page } = await openPage()
    await page.getByRole('button', { name: 'Terminate…' }).press('Enter')
    await page.getByRole('dialog', { name: 'Terminate web-1' }).waitFor()
    for (const stop of ['BUTTON ', 'INPUT ', 'BUTTON Keep it', 'BUTTON Terminate', 'BUTTON ', 'INPUT ']) {
      await page.keyboard.press('Tab')
      expect(await focused(page)).toBe(stop)
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('BUTTON Terminate…')
  })

  it('says at the input what is wrong, is sent by Enter, and then the changed message has the focus', async () => {
    const { page } = await openPage()
    await page.getByRole('button', { name: 'Terminate…' }).press('Enter')
    const field = page.getByRole('textbox', { name: 'Name' })
    await field.press('Enter')
    await page.getByText('Please complete this required field.').waitFor()
    expect(await focused(page)).toBe('INPUT ')
    await field.fill('web-2')
    await field.press('Enter')
    await page.getByText('The name is web-1.').waitFor()
    await field.fill('web-1')
    await field.press('Enter')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toMatch(/^ARTICLE .*Terminating web-1/)
    expect(await page.getByText('(edited)').count()).toBe(0)
  })

  it('covers a phone, with nothing wider than it', async () => {
    const { page } = await openPage()
    await page.getByRole('button', { name: 'Terminate…' }).click()
    expect(await page.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })

  it('is filled in by the keyboard on a phone, each field in its way, and says at each what is missing', async () => {
    let filled: object[] = []
    const { page } = await openPage((app) => void (filled = asksForAll(app)))
    await page.getByRole('button', { name: 'Terminate…' }).press('Enter')
    await page.getByRole('textbox', { name: 'count' }).fill('11')
    await page.keyboard.press('Enter')
    await page.getByText('Please enter a number that is at most 10.').waitFor()
    expect(await page.getByText('Please complete this required field.').count()).toBe(4)
    expect(await page.getByText('(optional)').count()).toBe(1)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

    await page.getByRole('textbox', { name: 'count' }).fill('7')
    await page.keyboard.press('Tab')
    await page.keyboard.type('b')
    await page.getByLabel('day').fill('2026-11-24')
    await page.getByRole('combobox', { name: 'whom' }).selectOption('Ada Byron')
    await page.getByRole('combobox', { name: 'where' }).selectOption('#ops')
    await page.getByRole('textbox', { name: 'note' }).fill('one\ntwo')
    await page.getByRole('button', { name: 'Terminate', exact: true }).press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(filled).toMatchObject([
      {
        count: { count: { value: '7' } },
        size: { size: { selected_option: { value: 'big' } } },
        day: { day: { selected_date: '2026-11-24' } },
        whom: { whom: { selected_user: people.ada.id } },
        where: { where: { selected_channel: channels.ops } },
        note: { note: { value: 'one\ntwo' } },
      },
    ])
  })

  it('a message that changes above does not move what is read', async () => {
    const { page, stage, ts } = await openPage()
    for (const line of Array.from({ length: 40 }, (_, index) => `line ${index}`)) {
      await postMessage(stage.client, { channel: channels.ops, text: line, blocks: [section(line)] })
    }
    const read = page.getByText('line 12', { exact: true })
    await read.scrollIntoViewIfNeeded()
    await page.evaluate('document.querySelector(".message-list").scrollBy(0, -40)')
    const before = await read.boundingBox()
    await change(stage, ts, 'Terminating web-1\n• one\n• two\n• three\n• four\n• five')
    await page.getByText('five').waitFor({ state: 'attached' })
    expect(Math.abs(((await read.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2)
  })
})
