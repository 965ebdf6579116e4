import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createLog } from '../../src/log.ts'
import { startBot } from '../../src/playground/bot.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { addFunction } from '../../src/playground/world/aws-functions.ts'
import { userGroups } from '../../src/playground/world/slack.ts'
import { system } from '../../src/system.ts'
import { saysIn } from './change-stage.ts'
import { answers, ask, channels, directs, people, press, type Stage, setStage, tokens } from './stage.ts'

const slowMs = 2_500
const source = `exports.handler = async (event) => { await new Promise((done) => setTimeout(done, ${slowMs})); return event }`
const manner = { p50Ms: slowMs, p95Ms: slowMs, memoryMb: 90, says: [] }

/** A world with a function in staging that takes its time. */
function worldWithSlow() {
  const world = awsWorld(system.now())
  const staging = world.accounts.find(({ id }) => id === '444455556666')
  const place = staging?.places.get('eu-central-1')
  if (place === undefined) throw new Error('there is no staging')
  const where = { account: '444455556666', region: 'eu-central-1', environment: 'staging', now: system.now() }
  const row = {
    account: 'staging' as const,
    region: where.region,
    name: 'slow-one',
    about: 'Takes its time',
    team: 'platform',
  }
  const runs = { runtime: 'nodejs22.x', owner: 'ada', memoryMb: 128, timeoutSeconds: 10, changed: '2d' } as const
  addFunction({ ...row, ...runs, code: { source, initMs: 0, manner } }, where, place)
  return world
}

const groups = { changers: [userGroups.changers.id], leads: [userGroups.leads.id], invokers: [userGroups.invokers.id] }
const policies = resolve('src/playground/world/policies')

async function keepStore(stage: Stage) {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-killed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const slack = {
    SLACK_BOT_TOKEN: tokens.botToken,
    SLACK_APP_TOKEN: tokens.appToken,
    SLACK_API_URL: stage.slack.apiUrl,
  }
  const aws = { url: stage.aws.url, ...botCredentials }
  const start = async () => {
    const bot = startBot({ folder, slack, aws, accounts: awsAccounts, groups, policies }, () => {})
    onTestFinished(() => bot.stop())
    await bot.connected
    return bot
  }
  return { state: join(folder, 'state'), start }
}

/** What the person is shown when all that was taken up is done. */
const shown = (stage: Stage, as: string) => answers(stage, { as }).filter(({ text }) => text !== 'Working…')

/** Gives the command to a bot and kills that while the function runs. */
async function killedWhileItRuns(stage: Stage) {
  const kept = await keepStore(stage)
  const first = await kept.start()
  await stage.slack.act.send({
    as: people.ada.id,
    channel: channels.ops,
    text: '/lambda invoke slow-one {"order": 42}',
  })
  await expect.poll(() => stage.aws.runs('slow-one'), { timeout: 8_000 }).toBe(1)
  first.kill()
  await first.ended
  return kept
}

it('a bot that is killed while a function runs says once, after its restart, that it is not known, and calls nothing', async () => {
  const stage = await setStage({ world: worldWithSlow() })
  const { start } = await killedWhileItRuns(stage)
  const second = await start()
  await stage.slack.until(() => shown(stage, people.ada.id)[0])
  await second.stop()
  const [answer, ...others] = shown(stage, people.ada.id)
  expect(answer?.text).toMatch(/^◐ It is not known whether slow-one ran, staging/)
  expect(others).toEqual([])
  expect(stage.aws.runs('slow-one')).toBe(1)

  // Not at a third start either.
  await (await start()).stop()
  expect(shown(stage, people.ada.id)).toHaveLength(1)
  expect(stage.aws.runs('slow-one')).toBe(1)
}, 40_000)

it('killed after the press that confirmed it, likewise', async () => {
  const stage = await setStage({ world: worldWithSlow() })
  const { start } = await keepStore(stage)
  const as = people.grace.id
  const first = await start()
  const card = await ask(stage, '/lambda invoke invoice-pdf {}', { as })
  void press(stage, card, 'Invoke invoice-pdf').catch(() => {})
  await expect.poll(() => stage.aws.runs('invoice-pdf'), { timeout: 8_000 }).toBe(1)
  first.kill()
  await first.ended
  const second = await start()
  await stage.slack.until(() => shown(stage, as).find(({ text }) => text.includes('not known')))
  await second.stop()
  expect(shown(stage, as).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^◐ It is not known whether invoice-pdf/),
  ])
  expect(stage.aws.runs('invoice-pdf')).toBe(1)
}, 40_000)

it('a bot that is away for longer than an answer is news does not say that nothing changed', async () => {
  const stage = await setStage({ world: worldWithSlow() })
  const { state } = await killedWhileItRuns(stage)
  const later = { ...system, now: () => system.now() + 31 * 60_000 }
  const log = createLog({ level: 'debug', write: (line) => stage.logged.push(line) })
  const app = await createApp({ ...stage.config, stateFolder: state }, { system: later, log, policies: undefined })
  await app.start()
  const direct = () => [...shown(stage, people.ada.id), ...answers(stage, { channel: directs.ada })]
  const answer = await stage.slack.until(() => direct()[0])
  await app.stop()
  expect(saysIn(answer)).toMatch(/not known whether/)
  expect(saysIn(answer)).not.toContain('Nothing changed')
  expect(stage.aws.runs('slow-one')).toBe(1)
}, 40_000)
