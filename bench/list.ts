/* oxlint-disable no-await-in-loop -- one after the other, or they would measure each other */
/**
 * `/ec2 list` beside a bare Bolt app, in one run: `node bench/list.ts`. Each is a process of its own, as is its
 * Slack, and both ask the same AWS, whose answers lie ready in the memory of another process.
 */
import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startAwsProcess } from './aws-process.ts'
import { type Asked, type Contestant, type Measured, startContestant } from './contestant.ts'
import { awsEnvironment, regions } from './setting.ts'
import { median, percentile } from './statistics.ts'

// So many lists in a row that Windlass acknowledges some hundred of the others meanwhile.
const sizes = [
  { instances: 1000, inARow: 30 },
  { instances: 10_000, inARow: 6 },
]
const warmRounds = 4
const measuredRounds = 9
const busyRounds = 6
const commandLineRounds = 3
const starts = 5
const settleMs = 3000
const widest = 49

type Size = (typeof sizes)[number]

const execute = promisify(execFile)
const { url: awsUrl, stop: stopAws } = await startAwsProcess('aws-pages.ts')
try {
  await compare()
} finally {
  stopAws()
}

async function compare(): Promise<void> {
  const started = [await timesToConnect('bare app'), await timesToConnect('windlass')]
  show('start to connected', started.map(median))
  const contestants = [await startContestant('bare app', awsUrl), await startContestant('windlass', awsUrl)]
  await sleep(settleMs)
  show('memory before the first command', contestants.map(memoryMb), 'MB')
  for (const size of sizes) await compareLists(size, contestants)
  await sleep(settleMs)
  show('memory after all of them', contestants.map(memoryMb), 'MB')
  await Promise.all(contestants.map((contestant) => contestant.stop()))
}

function memoryMb(contestant: Contestant): number {
  return contestant.memoryMb()
}

async function timesToConnect(program: 'windlass' | 'bare app'): Promise<number[]> {
  const times: number[] = []
  for (let start = 0; start < starts; start++) {
    const contestant = await startContestant(program, awsUrl)
    times.push(contestant.startMs)
    await contestant.stop()
  }
  return times
}

async function compareLists({ instances, inARow }: Size, contestants: readonly Contestant[]): Promise<void> {
  await fetch(`${awsUrl}/serve?instances=${instances}`)
  const what = `${instances.toLocaleString('en')} instances, `
  const list = { instances, times: 1, amongOthers: false }
  await alternately(warmRounds, contestants, list)
  const alone = await alternately(measuredRounds, contestants, list)
  show(
    `${what}command to answer`,
    alone.map((runs) => median(runs.flatMap(({ answerMs }) => answerMs))),
  )
  const listAmongOthers = { instances, times: inARow, amongOthers: true }
  await alternately(1, contestants, listAmongOthers)
  const among = await alternately(busyRounds, contestants, listAmongOthers)
  show(
    `${what}among other commands`,
    among.map((runs) => median(runs.flatMap(({ answerMs }) => answerMs))),
  )
  // Of each round, and then the median: a pause of the disk, which every acknowledgement waits for, is one round's.
  const acks = (share: number) => among.map((runs) => median(runs.map(({ ackMs }) => percentile(ackMs, share))))
  show(`${what}their acks, p50`, acks(0.5))
  show(`${what}their acks, p99`, acks(0.99))
  show(`${what}their acks, p99 of the worst round`, worst(among))
  await showCommandLine(`${what}the aws command line`)
}

function worst(among: readonly (readonly Measured[])[]): number[] {
  return among.map((runs) => Math.max(...runs.map(({ ackMs }) => percentile(ackMs, 0.99))))
}

/** What each of them gave, round by round: whatever else this machine does falls on all. */
async function alternately(rounds: number, contestants: readonly Contestant[], asked: Asked): Promise<Measured[][]> {
  const results = contestants.map((): Measured[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) results[index]?.push(await contestant.measure(asked))
  }
  return results
}

/** `aws ec2 describe-instances` in both Regions at once, where it is installed. */
async function showCommandLine(what: string): Promise<void> {
  const { PATH = '', HOME = '' } = process.env
  const options = { env: { PATH, HOME, ...awsEnvironment(awsUrl) }, maxBuffer: 2 ** 30 }
  const ask = (region: string) =>
    execute('aws', ['ec2', 'describe-instances', '--region', region, '--output', 'json'], options)
  const times: number[] = []
  for (let round = 0; round < commandLineRounds; round++) {
    const startedAt = performance.now()
    const answers = await Promise.allSettled(regions.map(ask))
    if (answers.some(({ status }) => status === 'rejected'))
      return console.log(`${what}: it is not installed or failed`)
    times.push(performance.now() - startedAt)
  }
  console.log(`${what.padEnd(widest)}${median(times).toFixed(0).padStart(9)} ms`)
}

function show(what: string, [bare = Number.NaN, ours = Number.NaN]: readonly number[], unit = 'ms'): void {
  const [one, other] = [bare, ours].map((value) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`.padStart(10))
  console.log(`${what.padEnd(widest)} bare ${one}   Windlass ${other}   ratio ${(ours / bare).toFixed(2)}`)
}
