import { LogLevel, WebClient } from '@slack/web-api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { buildPage } from '../../src/playground/page-build.ts'
import { startSlack } from '../../src/playground/slack/emulator.ts'
import { directs, people, slackSeed } from '../../src/playground/world/slack.ts'
import { suggestedPrompts } from '../../src/slack/agent-view.ts'
import { system } from '../../src/system.ts'
import { openBrowser } from './open-browser.ts'
import { desktop, openPlayground, phone, type } from './open-playground.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const tokens = { appToken: 'xapp-playground', botToken: 'xoxb-playground', signingSecret: 'f'.repeat(32) }
const { ada } = people

/** Ada's direct messages on the page, and what the app would call. */
async function openDirect(viewport: typeof desktop) {
  const pageFolder = await buildPage()
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: system,
    pageFolder,
    commands: [],
    ...tokens,
  })
  onTestFinished(() => slack.close())
  const page = await browser.newPage({ viewport })
  onTestFinished(() => page.close())
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  onTestFinished(() => expect(faults).toEqual([]))
  await page.goto(`${slack.url}/#${ada.id}/${directs.ada}`)
  await page.getByRole('main', { name: /windlass/i }).waitFor()
  const client = new WebClient(tokens.botToken, { slackApiUrl: slack.apiUrl, logLevel: LogLevel.ERROR })
  return { page, slack, client }
}

it.each([
  ['desktop', desktop],
  ['phone', phone],
])('a prompt is sent, and its answer grows in the thread until it is stopped, on a %s', async (size, viewport) => {
  const { page, slack, client } = await openDirect(viewport)
  const prompts = [{ title: 'What is an AMI?', message: 'What is an AMI, please?' }] as const
  await client.assistant.threads.setSuggestedPrompts({ channel_id: directs.ada, prompts: [...prompts] })
  await page.getByRole('list', { name: 'Suggested prompts' }).getByRole('button').click()
  const said = await slack.until(() => slack.messagesSeenBy(ada.id, directs.ada).find(({ text }) => /AMI/.test(text)))
  await page.getByRole('list', { name: 'Suggested prompts' }).waitFor({ state: 'detached' })

  const task = { type: 'task_update', id: '1', title: 'Reading the topics', status: 'in_progress' } as const
  const place = { channel: directs.ada, thread_ts: said.ts }
  const { ts = '' } = await client.chat.startStream({ ...place, chunks: [task] })
  const thread = page.getByRole('complementary', { name: 'Thread' })
  await thread.getByText('Reading the topics').waitFor()
  await client.chat.appendStream({ channel: directs.ada, ts, chunks: [{ type: 'markdown_text', text: 'An image ' }] })
  await thread.getByText('An image').waitFor()
  await client.chat.appendStream({ channel: directs.ada, ts, chunks: [{ type: 'markdown_text', text: 'of a disk' }] })
  await thread.getByText('An image of a disk').waitFor()
  expect(await thread.getByRole('button', { name: 'Stop' }).count()).toBe(0)
  await client.agents.sessions.setStatus({ channel_id: directs.ada, thread_ts: said.ts, status: 'processing' })
  const stop = thread.getByRole('button', { name: 'Stop' })
  await stop.waitFor()
  const folder = process.env['WINDLASS_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/stream-${size}.png` })
  await stop.press('Enter')
  await thread.getByText('(stopped)').waitFor()
  expect(slack.messagesSeenBy(ada.id, directs.ada).at(-1)?.stream?.state).toBe('stopped-by-user')
  await client.chat.update({ channel: directs.ada, ts, text: 'Stopped.' })
  await thread.getByText('Stopped.', { exact: true }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width)
})

it('the app suggests what to ask it when its direct messages are opened, and explains a message by its menu', async () => {
  const page = await openPlayground(browser)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Windlass/ })
    .click()
  const prompts = page.getByRole('list', { name: 'Suggested prompts' })
  await prompts.getByRole('button').first().waitFor()
  expect(await prompts.getByRole('button').allInnerTexts()).toEqual(suggestedPrompts.map(({ title }) => title))
  await prompts.getByRole('button', { name: 'What is an AMI?' }).click()
  await page
    .getByRole('article', { name: /^Windlass/ })
    .filter({ hasText: /Amazon Machine Image/ })
    .first()
    .waitFor()
  await type(page, 'It says InsufficientInstanceCapacity since this morning')
  const message = page.getByRole('article', { name: /^Ada/ }).filter({ hasText: /since this morning/ })
  await message.getByRole('button', { name: 'More actions' }).press('Enter')
  await page.getByRole('menuitem', { name: /Explain this/ }).click()
  await page
    .getByRole('article', { name: /^Windlass/ })
    .filter({ hasText: /Only visible to you/ })
    .filter({ hasText: /capacity/i })
    .waitFor()
})
