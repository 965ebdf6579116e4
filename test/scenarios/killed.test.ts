import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startBot } from '../../src/playground/bot.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { system } from '../../src/system.ts'
import { startDeafSlack } from './deaf-slack.ts'
import { answers, channels, directs, people, type Stage, setStage, tokens } from './stage.ts'

/** Starts bots on one store, as often as they are killed. */
function keepStore(stage: Stage, more: { readonly hasModel?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-killed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return async (apiUrl = stage.slack.apiUrl) => {
    const settings = {
      folder,
      slack: { SLACK_BOT_TOKEN: tokens.botToken, SLACK_APP_TOKEN: tokens.appToken, SLACK_API_URL: apiUrl },
      aws: { url: stage.aws.url, ...botCredentials },
      accounts: awsAccounts,
      ...more,
    }
    const bot = startBot(settings, () => {})
    onTestFinished(() => bot.stop())
    await bot.connected
    return bot
  }
}

async function say(stage: Stage, text: string, channel: string): Promise<void> {
  expect(await stage.slack.act.send({ as: people.ada.id, channel, text })).toEqual({ ok: true })
}

it('a bot that is killed between delivery and answer gives one answer after its restart', async () => {
  const stage = await setStage()
  const start = keepStore(stage)
  const first = await start()
  const unhang = stage.aws.faults.add({ fault: { kind: 'hang' } })
  await say(stage, '/ec2 list', channels.ops)
  first.kill()
  await first.ended
  unhang()

  await start()
  const shown = () => answers(stage).filter(({ text }) => text !== 'Working…')
  await stage.slack.until(() => shown()[0])
  await say(stage, '/windlass whoami', channels.ops)
  await stage.slack.until(() => shown()[1])
  expect(answers(stage).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^61 instances/),
    expect.stringMatching(/^You are ada/),
  ])
}, 30_000)

it.each([
  ['its answer', 'windlass whoami', /^You are ada/],
  ['its "Working…"', 'ec2 list', /^61 instances/],
])(
  'a bot that is killed when Slack has taken %s in direct messages leaves one message after its restart',
  async (_, words, answer) => {
    const stage = await setStage()
    const start = keepStore(stage)
    const deaf = await startDeafSlack(stage.slack.apiUrl, 'chat.postMessage')
    const first = await start(deaf.apiUrl)
    const unhang = stage.aws.faults.add({ fault: { kind: 'hang' } })
    await say(stage, words, directs.ada)
    await deaf.taken
    first.kill()
    await first.ended
    unhang()

    const second = await start()
    // Whatever it took up at its start is done before it ends.
    await second.stop()
    expect(answers(stage, { channel: directs.ada }).map(({ text }) => text)).toEqual([expect.stringMatching(answer)])
  },
  30_000,
)

// About EC2, and nothing that a topic says.
const question = 'which of our ec2 servers would you name after a lighthouse keeper?'

/** A bot that is killed or stopped when half of a language model's answer can be seen; the model never ends the first one. */
async function inMidStream(typed: string, channel: string) {
  const isSlash = typed.startsWith('/')
  let asked = 0
  const never = Promise.withResolvers<void>()
  onTestFinished(() => never.resolve())
  async function* model() {
    asked += 1
    const isFirst = asked === 1
    yield { text: 'Name it after Ida ' }
    if (isFirst) await never.promise
    yield { text: 'Lewis.' }
  }
  const stage = await setStage({ world: { ...awsWorld(system.now()), model } })
  const start = keepStore(stage, { hasModel: true })
  const bot = await start()
  await say(stage, typed, channel)
  const shown = () => answers(stage, { channel: isSlash ? directs.ada : channel })
  const half = await stage.slack.until(() => shown().find(({ text }) => text.includes('Ida')))
  return { stage, start, bot, shown, half }
}

const places = [
  ['a channel', `@windlass ${question}`, channels.ops],
  ['direct messages', question, directs.ada],
] as const

it.each(places)(
  'a bot that is killed in the middle of an answer in %s finishes it there',
  async (_, typed, channel) => {
    const { stage, start, bot, shown, half } = await inMidStream(typed, channel)
    bot.kill()
    await bot.ended
    await start()
    await stage.slack.until(() => shown().find(({ text }) => text.includes('Lewis')))
    expect(shown()).toMatchObject([{ ts: half.ts, text: expect.stringContaining('Name it after Ida Lewis.') }])
    expect(shown()[0]?.stream).toBeUndefined()
  },
  30_000,
)

it.each(places)(
  'one that is stopped then answers in %s without the model before it ends',
  async (_, typed, channel) => {
    const { bot, shown, half } = await inMidStream(typed, channel)
    await bot.stop()
    expect(shown()).toMatchObject([{ ts: half.ts, text: expect.stringContaining('I do not know that') }])
    expect(JSON.stringify(shown()[0]?.blocks)).toContain('Windlass was being stopped')
  },
  15_000,
)

it('one that is killed in the middle of what a slash command asked finishes it in the direct messages, and says so once', async () => {
  const { stage, start, bot, shown, half } = await inMidStream(`/windlass ask ${question}`, channels.ops)
  await stage.slack.until(() => answers(stage).find(({ text }) => text.includes('in your direct messages')))
  bot.kill()
  await bot.ended
  const second = await start()
  await stage.slack.until(() => shown().find(({ text }) => text.includes('Lewis')))
  await second.stop()
  expect(shown()).toMatchObject([
    { ts: half.threadTs, text: `You asked: ${question}` },
    { ts: half.ts, text: expect.stringContaining('Name it after Ida Lewis.') },
  ])
  expect(answers(stage).map(({ text }) => text)).toEqual([
    'The language model answers in your direct messages with Windlass.',
  ])
}, 30_000)

it.each([
  ['what was asked', 'chat.postMessage', []],
  // What is left of a stream whose place was not kept yet (docs/architecture.md).
  ['the stream', 'chat.startStream', ['']],
  ['the question for a link', 'chat.getPermalink', [`You asked: ${question}`]],
])(
  'one that is killed when Slack has taken %s of a slash command answers in its place, and leads there',
  async (_, method, beside) => {
    const stage = await setStage()
    const start = keepStore(stage, { hasModel: true })
    const deaf = await startDeafSlack(stage.slack.apiUrl, method)
    const bot = await start(deaf.apiUrl)
    await say(stage, `/windlass ask ${question}`, channels.ops)
    await deaf.taken
    bot.kill()
    await bot.ended
    const second = await start()
    const shown = () => answers(stage, { channel: directs.ada })
    await stage.slack.until(() => shown().find(({ text }) => text.includes('I am a simulated model')))
    await second.stop()
    const texts = shown().map(({ text }) => text)
    expect(texts).toHaveLength(1 + beside.length)
    expect(texts).toEqual(expect.arrayContaining([expect.stringContaining('I am a simulated model'), ...beside]))
    expect(answers(stage).map(({ text }) => text)).toEqual([
      'The language model answers in your direct messages with Windlass.',
    ])
  },
  30_000,
)

it('the entry runs under plain Node, without a build', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'help'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = (await Array.fromAsync(child.stdout)).join('')
  expect(printed).toContain('npm start -- check [--live]')
})
