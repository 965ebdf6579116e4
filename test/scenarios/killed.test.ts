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
  expect(shown().map(({ text }) => text)).toEqual([
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
async function inMidStream(channel: string) {
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
  await loadTopics(stage)
  await say(stage, channel === channels.ops ? `@windlass ${question}` : question, channel)
  const shown = () => answers(stage, { channel })
  const half = await stage.slack.until(() => shown().find(({ text }) => text.includes('Ida')))
  return { stage, start, bot, shown, half }
}

/** Which takes so long that "Working…" is said, and then nothing is streamed. */
async function loadTopics({ slack }: Stage): Promise<void> {
  const lin = { as: people.lin.id, channel: directs.lin }
  expect(await slack.act.send({ ...lin, text: 'what is an AMI?' })).toEqual({ ok: true })
  await slack.until(() => slack.messagesSeenBy(lin.as, lin.channel).find(({ text }) => text.includes('template')))
}

const places = [
  ['a channel', channels.ops],
  ['direct messages', directs.ada],
] as const

it.each(places)(
  'a bot that is killed in the middle of an answer in %s finishes it there',
  async (_, channel) => {
    const { stage, start, bot, shown, half } = await inMidStream(channel)
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
  async (_, channel) => {
    const { bot, shown, half } = await inMidStream(channel)
    await bot.stop()
    expect(shown()).toMatchObject([{ ts: half.ts, text: expect.stringContaining('I do not know that for certain') }])
    expect(JSON.stringify(shown()[0]?.blocks)).toContain('Windlass was being stopped')
  },
  15_000,
)

it('the entry runs under plain Node, without a build', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'help'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = (await Array.fromAsync(child.stdout)).join('')
  expect(printed).toContain('npm start -- check [--live]')
})
