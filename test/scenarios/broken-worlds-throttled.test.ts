import { describe, it } from 'vitest'
import { code, well } from './broken-function.ts'
import { expectTruth, functionWorld, oneMore, type Scene, shareStage, type World } from './broken-world.ts'

/** So few may run at once in the whole account. */
const mayRun =
  (concurrency: number, ...others: ((scene: Scene) => void)[]) =>
  (scene: Scene) => {
    scene.place.concurrency = concurrency
    for (const other of others) other(scene)
  }

const slowWork = { ...well, p50Ms: 300_000, p95Ms: 310_000 }
/** About twenty of them at once. */
const resize = oneMore({
  name: 'image-resize',
  code: code(slowWork),
  timeoutSeconds: 900,
  load: { perMinute: 4 },
  triggers: [],
})
const hungry = { code: code(well), needs: 40, load: { perMinute: 6 } }

const worlds: readonly World[] = [
  {
    it: 'another function uses up what the account may run at once',
    ask: '@windlass why does order-intake get 429s?',
    world: functionWorld(hungry, mayRun(20, resize)),
    line: /^# calls of order-intake were throttled in the last day, since the account had used up its concurrency in eu-central-1: # of the # calls that may run at once were running\. image-resize used the most of it, (?:19|2\d)\. order-intake itself ran \d at once\.$/,
    shows: [
      'all functions of the Region together ran 20 at once, of 20 that may (CloudWatch)',
      'the account may run 20 at once in this Region; none of them are reserved (Lambda)',
      'image-resize ran',
    ],
    offers: 'What is concurrency?',
  },
  {
    it: 'others have reserved what it needs, and do not use it',
    ask: '@windlass order-intake is being throttled, how come?',
    world: functionWorld(
      { ...hungry, needs: 6 },
      mayRun(20, oneMore({ name: 'order-billing', code: code(well), reserved: 18, load: { everyMinutes: 60 } })),
    ),
    line: '# calls of order-intake were throttled in the last day, since other functions reserve what it needs: # of the # calls that may run at once in eu-central-1 are kept for them, used or not, and the 2 for all others were in use.',
    shows: [
      'functions without a reservation together ran 2 at once, of 2 that may (CloudWatch)',
      'the account may run 20 at once in this Region; 18 of them are reserved (Lambda)',
    ],
    offers: 'What is reserved concurrency?',
  },
  {
    it: 'it reached its own limit, while the account has none left either',
    ask: '/lambda why order-intake --about throttled',
    world: functionWorld({ ...hungry, reserved: 4 }, mayRun(24, resize)),
    line: '# calls of order-intake were throttled in the last day, since it reached its own limit: 4 may run at once.',
    shows: ['4 ran at once, the most of the day (CloudWatch)'],
    offers: 'What is reserved concurrency?',
  },
  {
    it: 'the role may not read what the account may run',
    ask: '/lambda why order-intake --about throttled',
    world: functionWorld(hungry, mayRun(20, resize)),
    cannot: ['GetAccountSettings'],
    line: /^# calls of order-intake were throttled in the last day, most likely by the account’s limit: nothing is reserved for it/,
    shows: ['throttled, the most at a time (CloudWatch)'],
    offers: 'About throttling',
    unread: 'lambda:GetAccountSettings',
  },
]

describe('a function that is throttled', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
