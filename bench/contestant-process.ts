/**
 * A bot of the benchmark and its Slack, a process of their own: `node --expose-gc bench/contestant-process.ts windlass
 * http://127.0.0.1:4566`. What another bot's Slack does must not count as time that this bot took, nor what this one
 * does to tidy up after the measurement before.
 */

import { z } from 'zod'
import { commands } from '../src/commands/index.ts'
import { pageCommands } from '../src/playground/completions.ts'
import { startSlack } from '../src/playground/slack/emulator.ts'
import { slackSeed } from '../src/playground/world/slack.ts'
import { system } from '../src/system.ts'
import type { Measured, Started } from './contestant.ts'
import { listAgain, listAmongOthers } from './measure-list.ts'
import { bareApp, startProgram, windlass } from './program.ts'
import { account, awsEnvironment, tokens } from './setting.ts'

const asked = z.object({ instances: z.number(), times: z.number(), amongOthers: z.boolean() })

const [program, awsUrl = ''] = process.argv.slice(2)
const slack = await startSlack({
  workspace: slackSeed,
  port: 0,
  clock: system,
  commands: pageCommands(commands),
  ...tokens,
})
const { name, id, regions, roles } = account
const accounts = [{ name, id, regions: [...regions], roles: { read: roles.read } }]
const bot = await startProgram(program === 'windlass' ? windlass : bareApp, {
  slack,
  aws: awsEnvironment(awsUrl),
  organisation: { accounts },
})
process.on('message', (message) => void measure(message))
process.on('disconnect', () => void stop())
tell({ startMs: bot.startMs, pid: bot.pid })

async function measure(message: unknown): Promise<void> {
  const { instances, times, amongOthers } = asked.parse(message)
  const listed = { command: '/ec2 list', total: instances }
  globalThis.gc?.()
  tell(await (amongOthers ? listAmongOthers(slack, listed, times) : listAgain(slack, listed, times)))
}

async function stop(): Promise<void> {
  await bot.stop()
  await slack.close()
}

function tell(what: Started | Measured): void {
  process.send?.(what)
}
