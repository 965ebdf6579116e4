/* oxlint-disable no-await-in-loop -- one after the other, or they would measure each other */
/**
 * `/lambda list` of 1,000 functions over three accounts, beside the aws command line, in one run:
 * `node bench/functions.ts`. Windlass, AWS and Slack (this one) are processes of their own.
 */
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { commands } from '../src/commands/index.ts'
import { pageCommands } from '../src/playground/completions.ts'
import { startSlack } from '../src/playground/slack/emulator.ts'
import { awsAccounts } from '../src/playground/world/aws.ts'
import { slackSeed } from '../src/playground/world/slack.ts'
import { system } from '../src/system.ts'
import { startAwsProcess } from './aws-process.ts'
import { createCommandLine } from './command-line.ts'
import { measureList } from './measure-list.ts'
import { tokens, totalFunctions } from './setting.ts'
import { median } from './statistics.ts'
import { startWindlass } from './windlass-process.ts'

// Here an answer comes at once. The real one has a way to go, for each page of 50 functions anew: 40 ms are assumed.
const answersAfterMs = [0, 40]
const warmRounds = 5
const measuredRounds = 9
const commandLineRounds = 3
const settleMs = 3000
// The first counts the failed calls of the functions that it shows, the second those of all.
const listCommands = ['/lambda list', '/lambda list --sort errors']

showLoad()
for (const ms of answersAfterMs) {
  const aws = await startAwsProcess('aws-functions.ts', [String(ms)])
  try {
    console.log(`AWS answers ${ms === 0 ? 'at once' : `each call ${ms} ms later`}`)
    await showWindlass(aws.url)
    const ours = await timesOfCommandLine(aws.url)
    if (typeof ours === 'string') console.log(`  the aws command line: ${ours}`)
    else show('  aws lambda list-functions, all at once', ours)
  } finally {
    aws.stop()
  }
}
showLoad()

async function showWindlass(awsUrl: string): Promise<void> {
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: system,
    commands: pageCommands(commands),
    ...tokens,
  })
  const bot = await startWindlass({ slack, awsUrl })
  await sleep(settleMs)
  for (const command of listCommands) {
    const times: number[] = []
    while (times.length < warmRounds + measuredRounds)
      times.push(await measureList(slack, { command, total: totalFunctions }))
    show(`  ${command}, the first`, times.slice(0, 1))
    show(`  ${command}, warm`, times.slice(warmRounds))
  }
  await bot.stop()
  await slack.close()
}

async function timesOfCommandLine(awsUrl: string): Promise<number[] | string> {
  const commandLine = await createCommandLine(awsUrl, awsAccounts)
  const times: number[] = []
  while (times.length < commandLineRounds) {
    const startedAt = performance.now()
    const found = await commandLine.countFunctions()
    if (found !== totalFunctions) return found === undefined ? 'not installed, or it failed' : `found ${found}`
    times.push(performance.now() - startedAt)
  }
  return times
}

function show(title: string, times: readonly number[]): void {
  const each = times.map((time) => time.toFixed(0)).join(', ')
  console.log(`${title.padEnd(44)}${median(times).toFixed(0).padStart(9)} ms   (${each})`)
}

function showLoad(): void {
  console.log(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  )
}
