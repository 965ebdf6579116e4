import { describe, it } from 'vitest'
import { code, well } from './broken-function.ts'
import { expectTruth, functionWorld, instanceWorld, shareStage, type World } from './broken-world.ts'

const spent = (name: string) =>
  instanceWorld({ name, type: 't3.micro', launched: '40d' }, ({ web, ago }) => {
    web.load = [
      { since: ago('14h'), cpuPercent: 60, credits: 40 },
      { since: ago('4h'), cpuPercent: 10, credits: 0, networkBytes: 40_000_000 },
    ]
  })

const usedUp: Omit<World, 'it' | 'ask'> = {
  world: spent('web-13'),
  line: /^web-13 has used up its CPU credits: /,
  shows: ['(CloudWatch)'],
  offers: 'What are CPU credits?',
}

/** A function of that name, whose code fails. */
const failing = (name: string): Omit<World, 'it' | 'ask'> => ({
  world: functionWorld({
    name,
    code: code({ ...well, failing: { share: 1, type: 'TypeError', message: 'x is not a function' } }),
  }),
  line: new RegExp(`^${name} fails with an error of its own code: TypeError: x is not a function\\.`),
  shows: ['TypeError: x is not a function (log)'],
  offers: 'Logs of the errors',
})

const worlds: readonly World[] = [
  { it: 'it freezes, and nobody asks why', ask: '@windlass web-13 freezes all the time', ...usedUp },
  { it: 'no word says what is wrong', ask: '@windlass web-13 goes bananas every single night', ...usedUp },
  {
    it: 'it is called as AWS calls its errors',
    ask: '@windlass why is OrderIntakeFunction failing',
    ...failing('OrderIntakeFunction'),
  },
  { it: 'it is called as an idea might be', ask: '@windlass event-router returns 502s', ...failing('event-router') },
  {
    it: 'it is called as a Region might be',
    ...usedUp,
    ask: '@windlass qa-web-13 acts strange',
    world: spent('qa-web-13'),
    line: /^qa-web-13 has used up its CPU credits: /,
  },
  { it: 'its name has two letters', ask: '@windlass why is ml failing?', ...failing('ml') },
  {
    it: 'calls to it are rejected',
    ask: '@windlass why are calls to worker being rejected with 429?',
    world: functionWorld({ name: 'worker', code: code(well), needs: 40, load: { perMinute: 6 } }, ({ place }) => {
      place.concurrency = 3
    }),
    line: /^# calls of worker were throttled in the last day, since the account had used up its concurrency/,
    shows: ['the account may run 3 at once in this Region'],
    offers: 'What is concurrency?',
  },
  {
    it: 'the question begins as a command does',
    ask: '@windlass status check of web-16 is red',
    world: instanceWorld({ name: 'web-16', failing: '18m' }),
    line: /^web-16 fails its status check since <time>, \d+ min ago: /,
    shows: ['instance status check impaired'],
    offers: 'Console output',
  },
  {
    it: 'its error is named as well',
    ask: '@windlass hot-fn answers TooManyRequestsException',
    world: functionWorld({ name: 'hot-fn', code: code(well), needs: 40, load: { perMinute: 6 } }, ({ place }) => {
      place.concurrency = 3
    }),
    line: /^# calls of hot-fn were throttled in the last day, since the account had used up its concurrency/,
    shows: ['the account may run 3 at once in this Region'],
    offers: 'What is concurrency?',
  },
]

describe('what is broken, in the words of people on call', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
