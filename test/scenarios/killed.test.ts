import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startBot } from '../../src/playground/bot.ts'
import { awsAccounts } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { startDeafSlack } from './deaf-slack.ts'
import { answers, channels, directs, people, type Stage, setStage, tokens } from './stage.ts'

/** Starts bots on one store, as often as they are killed. */
function keepStore(stage: Stage) {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-killed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return async (apiUrl = stage.slack.apiUrl) => {
    const settings = {
      folder,
      slack: { SLACK_BOT_TOKEN: tokens.botToken, SLACK_APP_TOKEN: tokens.appToken, SLACK_API_URL: apiUrl },
      aws: { url: stage.aws.url, ...botCredentials },
      accounts: awsAccounts,
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

it('the entry runs under plain Node, without a build', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'help'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = (await Array.fromAsync(child.stdout)).join('')
  expect(printed).toContain('npm start -- check [--live]')
})
