/* oxlint-disable no-await-in-loop -- one after the other, or they would measure each other */
/**
 * Ten people at once each propose, confirm and follow a stop of three instances of their own, while others list 1,000
 * again and again: `node bench/changes.ts`. Windlass, AWS and Slack (this one) are processes of their own.
 */
import { loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { commands } from '../src/commands/index.ts'
import { pageCommands } from '../src/playground/completions.ts'
import { type SlackEmulator, startSlack } from '../src/playground/slack/emulator.ts'
import { awsAccounts } from '../src/playground/world/aws.ts'
import { botCredentials, homeAccount } from '../src/playground/world/aws-access.ts'
import { system } from '../src/system.ts'
import { startAwsProcess } from './aws-process.ts'
import { callsOf, findWrong, listChanged } from './changed.ts'
import { listUntil, stopInstances } from './conversation.ts'
import { changers, listers, rounds, workspace } from './crowd.ts'
import { measureDecisions } from './decisions.ts'
import { memoryMbOf, startProgram, windlass } from './program.ts'
import { awsEnvironment, regions, tokens } from './setting.ts'
import { median, percentile } from './statistics.ts'

// One more round than is measured comes first: nothing is loaded before it.
const measured = Array.from({ length: rounds - 1 }, (_, index) => index + 1)
const settleMs = 3000
// Slack's edits are a budget a minute: ten at once means from rest.
const restMs = 45_000

showLoad()
const decisions = measureDecisions(20)
show('one decision of the policy, of 20 targets', [median(decisions)], 'ms, median')
const aws = await startAwsProcess('aws-organisation.ts')
const slack = await startSlack({
  workspace,
  port: 0,
  clock: system,
  commands: pageCommands(commands),
  ...tokens,
})
try {
  await measure(slack, aws.url)
} finally {
  aws.stop()
  await slack.close()
}

async function measure(emulator: SlackEmulator, awsUrl: string): Promise<void> {
  const { accessKeyId, secretAccessKey } = botCredentials
  const bot = await startProgram(windlass, {
    slack: emulator,
    aws: { ...awsEnvironment(awsUrl), AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    organisation: organisation(),
  })
  await sleep(settleMs)
  show('start to connected', [bot.startMs], 'ms')
  show('memory before the first command', [memoryMbOf(bot.pid)], 'MB')
  await changeAtOnce(0, emulator, awsUrl)
  const results: Round[] = []
  for (const round of measured) {
    await sleep(restMs)
    results.push(await changeAtOnce(round, emulator, awsUrl))
  }
  showRounds(results)
  await sleep(settleMs)
  show('memory after all of them', [memoryMbOf(bot.pid)], 'MB')
  await bot.stop()
  showLoad()
  const wrong = findWrong(await listChanged(awsUrl), [0, ...measured])
  console.log(wrong.length === 0 ? 'every change is right' : `WRONG:\n${wrong.join('\n')}`)
  if (wrong.length > 0) process.exitCode = 1
}

type Round = {
  readonly acks: readonly number[]
  readonly cards: readonly number[]
  readonly firstCalls: readonly number[]
  readonly ends: readonly number[]
  readonly lists: readonly number[]
  /** How late this process itself was: an acknowledgement cannot be seen sooner. */
  readonly ownDelayMs: number
}

async function changeAtOnce(round: number, emulator: SlackEmulator, awsUrl: string): Promise<Round> {
  const acks: number[] = []
  const stage = { slack: emulator, acks }
  const done = new AbortController()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const listing = Promise.all(listers.map((lister) => listUntil(done.signal, lister, stage)))
  const followed = await Promise.all(
    changers.map((person) => stopInstances(person, `${person.name}-r${round}-*`, stage)),
  )
  done.abort()
  const lists = (await listing).flat()
  delay.disable()
  const changed = await listChanged(awsUrl)
  return {
    acks,
    cards: followed.map(({ cardMs }) => cardMs),
    firstCalls: followed.flatMap(({ confirmedAt }, index) => {
      const person = changers[index]
      const [first] = person === undefined ? [] : callsOf(changed, person, round)
      return first === undefined ? [] : [first.at - confirmedAt]
    }),
    ends: followed.map(({ endMs }) => endMs),
    lists,
    ownDelayMs: delay.percentile(99) / 1e6,
  }
}

function organisation() {
  const account = awsAccounts.find(({ id }) => id === homeAccount)
  if (account === undefined) throw new Error('no account in the simulated organisation')
  const { name, id, roles, externalId } = account
  return {
    accounts: [{ name, id, regions: [...regions], roles: { ...roles }, externalId }],
    groups: { changers: changers.map((person) => person.id) },
  }
}

/** Of each round its own figure, and then the median of these. */
function showRounds(results: readonly Round[]): void {
  const of = (figure: (round: Round) => number) => results.map(figure)
  show(
    'acknowledgements in a round',
    of(({ acks }) => acks.length),
    '',
  )
  show(
    'acknowledged, p50',
    of(({ acks }) => median(acks)),
    'ms',
  )
  show(
    'acknowledged, p99',
    of(({ acks }) => percentile(acks, 0.99)),
    'ms',
  )
  show(
    'acknowledged, at the latest',
    of(({ acks }) => Math.max(...acks)),
    'ms',
  )
  show(
    'of it the delay of this process, p99',
    of(({ ownDelayMs }) => ownDelayMs),
    'ms',
  )
  show(
    'list of 1,000, command to answer',
    of(({ lists }) => median(lists)),
    'ms',
  )
  show(
    'command to card',
    of(({ cards }) => median(cards)),
    'ms',
  )
  show(
    'command to card, the last',
    of(({ cards }) => Math.max(...cards)),
    'ms',
  )
  show(
    'confirmed to first changing call',
    of(({ firstCalls }) => median(firstCalls)),
    'ms',
  )
  show(
    'confirmed to first changing call, the last',
    of(({ firstCalls }) => Math.max(...firstCalls)),
    'ms',
  )
  show(
    'confirmed to the end (4 s of it EC2)',
    of(({ ends }) => median(ends)),
    'ms',
  )
}

function show(what: string, values: readonly number[], unit: string): void {
  const printed = (value: number) => value.toFixed(value < 1 ? 3 : value < 100 ? 1 : 0)
  const each = values.length > 1 ? `   (${values.map(printed).join(', ')})` : ''
  console.log(`${what.padEnd(44)}${printed(median(values)).padStart(9)} ${unit}${each}`)
}

function showLoad(): void {
  console.log(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  )
}
