/* oxlint-disable no-await-in-loop -- one after the other, or they would measure each other */
/**
 * From a question to its answer, about ideas and about what is there, in the playground's organisation: `node bench/ask.ts`.
 * Windlass and AWS are processes of their own, Slack is this one.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { commands } from '../src/commands/index.ts'
import { pageCommands } from '../src/playground/completions.ts'
import { type SlackEmulator, startSlack } from '../src/playground/slack/emulator.ts'
import { channels, people, slackSeed, userGroups } from '../src/playground/world/slack.ts'
import { system } from '../src/system.ts'
import { startAwsProcess } from './aws-process.ts'
import { tokens } from './setting.ts'
import { median } from './statistics.ts'
import { startWindlass } from './windlass-process.ts'

const ideas = ['what is an AMI?', 'stop or terminate?', 'how long may a function run', 'InsufficientInstanceCapacity']
const live = [
  'why is warehouse-sftp stopped?',
  'why is grafana slow?',
  "why can't I reach web-staging-us-1 on port 443?",
  'how much does grafana cost?',
  'who stopped loadtest-3?',
  'why is carrier-rates slow?',
  'why is loyalty-points failing?',
]
/** Known to the letter; about what is there; in words that no topic has. */
const firsts = [
  'what is an AMI?',
  'why is warehouse-sftp stopped?',
  'which picture does my new machine begin its life with?',
]
const starts = 3
const rounds = 9
const settleMs = 3000
const patienceMs = 30_000

// Here an answer comes at once. The real one has a way to go: 40 ms are assumed.
const answersAfterMs = [0, 40]

console.log(`The first question after a start, median of ${starts} starts`)
for (const question of firsts) {
  const times: number[] = []
  while (times.length < starts) await within(0, async (slack) => times.push(await ask(slack, question)))
  console.log(`${question.padEnd(60)} ${median(times).toFixed(0).padStart(5)} ms`)
}

for (const ms of answersAfterMs) {
  console.log(`AWS answers ${ms === 0 ? 'at once' : `each call ${ms} ms later`}`)
  await within(ms, showAnswers)
}

async function showAnswers(slack: SlackEmulator): Promise<void> {
  for (const question of [...ideas, ...live]) {
    const times: number[] = []
    while (times.length <= rounds) times.push(await ask(slack, question))
    const [first = 0, ...warm] = times
    console.log(
      `${question.padEnd(50)} first ${first.toFixed(0).padStart(5)} ms   then ${median(warm).toFixed(0).padStart(4)} ms`,
    )
  }
}

/** A Windlass that has just started. `ms`: how much later AWS answers each call. */
async function within(ms: number, measure: (slack: SlackEmulator) => Promise<unknown>): Promise<void> {
  const aws = await startAwsProcess('aws-playground.ts', [String(ms)])
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: system,
    commands: pageCommands(commands),
    ...tokens,
  })
  const bot = await startWindlass({ slack, awsUrl: aws.url, groups: { changers: [userGroups.changers.id] } })
  try {
    await sleep(settleMs)
    await measure(slack)
  } finally {
    await bot.stop()
    await slack.close()
    aws.stop()
  }
}

async function ask(to: SlackEmulator, question: string): Promise<number> {
  const startedAt = performance.now()
  const answered = to.nextMessage(({ isFromApp, text }) => isFromApp && text !== 'Working…')
  const reply = await to.act.send({ as: people.ada.id, channel: channels.ops, text: `/windlass ask ${question}` })
  if (!reply.ok) throw new Error(reply.error)
  if ((await Promise.race([answered, sleep(patienceMs, undefined, { ref: false })])) === undefined)
    throw new Error(`No answer to ${question}`)
  return performance.now() - startedAt
}
