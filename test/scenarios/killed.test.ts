import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startBot } from '../../src/playground/bot.ts'
import { awsAccounts } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { answers, channels, people, setStage, tokens } from './stage.ts'

it('a bot that is killed between delivery and answer gives one answer after its restart', async () => {
  const stage = await setStage()
  const folder = mkdtempSync(join(tmpdir(), 'windlass-killed-'))
  const settings = {
    folder,
    slack: { SLACK_BOT_TOKEN: tokens.botToken, SLACK_APP_TOKEN: tokens.appToken, SLACK_API_URL: stage.slack.apiUrl },
    aws: { url: stage.aws.url, ...botCredentials },
    accounts: awsAccounts,
  }
  const first = startBot(settings, () => {})
  await first.connected
  const unhang = stage.aws.faults.add({ fault: { kind: 'hang' } })
  expect(await stage.slack.act.send({ as: people.ada.id, channel: channels.ops, text: '/ec2 list' })).toEqual({
    ok: true,
  })
  first.kill()
  await first.ended
  unhang()

  const second = startBot(settings, () => {})
  onTestFinished(async () => {
    await second.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await second.connected
  const shown = () => answers(stage).filter(({ text }) => text !== 'Working…')
  await stage.slack.until(() => shown()[0])
  expect(await stage.slack.act.send({ as: people.ada.id, channel: channels.ops, text: '/windlass whoami' })).toEqual({
    ok: true,
  })
  await stage.slack.until(() => shown()[1])
  expect(shown().map(({ text }) => text)).toEqual([
    expect.stringMatching(/^61 instances/),
    expect.stringMatching(/^You are ada/),
  ])
}, 30_000)

it('the entry runs under plain Node, without a build', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'help'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = (await Array.fromAsync(child.stdout)).join('')
  expect(printed).toContain('npm start -- check [--live]')
})
