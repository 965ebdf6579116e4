import { describe, expect, it } from 'vitest'
import { readCompareQuestion, readCompareWords } from '../../../src/core/compare/question.ts'

const read = (question: string) => readCompareQuestion(question)?.join(' ')

describe('a question with numbers becomes the command', () => {
  it.each([
    ['EC2 or Lambda for 3 million requests of 200 ms with 512 MB?', '--requests 3M --duration 200ms --memory 512'],
    [
      'is Lambda cheaper than EC2 at 20 requests per second, 0.2 s each, 1 GB',
      '--requests 52560k --duration 200ms --memory 1024',
    ],
    ['EC2 vs Lambda, 100k per day', '--requests 3041667'],
    ['ec2 or lambda: 3M calls a month', '--requests 3M'],
    ['EC2 or Lambda for 500,000 requests?', '--requests 500k'],
    ['lambda vs ec2 at 50 rps', '--requests 131400k'],
    ['should I take EC2 or Lambda for jobs of 5 minutes?', '--duration 5min'],
    ['lambda or ec2 for 10/s of 50ms', '--requests 26280k --duration 50ms'],
    ['EC2 oder Lambda bei 5 Millionen Anfragen im Monat', '--requests 5M'],
    ['is serverless cheaper than ec2 for 2M requests in office hours?', '--requests 2M --pattern office'],
    [
      'ec2 or lambda, 2M bursty requests in eu-west-1, t3.small or graviton',
      '--requests 2M --pattern spiky --region eu-west-1 --arch arm64 --type t3.small',
    ],
    ['EC2 or Lambda for a steady 1,5 M requests', undefined],
  ])('%s', (question, flags) => {
    expect(read(question)).toBe(flags === undefined ? undefined : `windlass compare ${flags}`)
  })
})

it.each([
  'EC2 or Lambda?',
  'when is Lambda cheaper than EC2?',
  'Lambda for 3 million requests of 200 ms',
  'why does my lambda start 3 EC2 instances?',
  'Lambda calls EC2 3M requests fail',
  'EC2 or Lambda with 64 GB of memory?',
  'EC2 or Lambda in 2026?',
  'EC2 or ECS for 3M requests?',
  'lambda or ec2 for web-3?',
  '',
])('%j stays a question', (question) => {
  expect(read(question)).toBeUndefined()
})

describe('a schedule is how often it runs a month, one at a time', () => {
  const timed = '--pattern schedule --single'
  it.each([
    ['whats cheaper lambda or ec2 for a cron that runs every 5 minutes for 20 seconds', '8760', '20s'],
    ['for 20 seconds every 5 minutes: lambda or ec2?', '8760', '20s'],
    ['20 seconds, 12 times an hour, ec2 vs lambda', '8760', '20s'],
    ['lamda or ec2 for a cron evry 10 minuts that takes 30 secounds', '4380', '30s'],
    ['lambda or ec2 at rate(5 minutes), 20s each', '8760', '20s'],
    ['is ec2 cheaper than lambda for something that runs every 30 seconds for 5 seconds', '87600', '5s'],
    ['every minute for 50 seconds: lambda or ec2', '43800', '50s'],
    ['lambda or ec2 every half hour for a minute', '1460', '1min'],
    ['lambda vs ec2, job every hour lasts half an hour', '730', '30min'],
    ['should I run a script on lambda or ec2 twice an hour, it takes 3 minutes', '1460', '3min'],
    ['lambda or ec2: 4 times a day for 90 seconds', '122', '90s'],
    ['ec2 or lambda three times per day, 2 min', '91', '2min'],
    ['compare lambda and ec2 for a job running 1 hour every night', '30', '1h'],
    ['ec2 or lambda for a nightly job of 2 hours', '30', '2h'],
    ['ec2 or lambda for a 10 minute job once a day', '30', '10min'],
    ['ec2 or lambda for a job running 10 hours a day', '30', '10h'],
    ['lambda or ec2 every other day for 10 minutes', '15', '10min'],
    ['lambda or ec2 every weekday for 5 minutes', '22', '5min'],
    ['lambda or ec2 for a job every monday that runs 14 minutes', '4', '14min'],
    ['ec2 or lambda for a weekly report that runs for 5 minutes', '4', '5min'],
    ['once a month for 10 minutes, ec2 or lambda', '1', '10min'],
    ['ec2 oder lambda für einen Job alle 5 Minuten, dauert 20 Sekunden', '8760', '20s'],
    ['ec2 oder lambda jede Nacht 1 Stunde', '30', '1h'],
    ['ec2 ou lambda toutes les 5 minutes, 20 secondes', '8760', '20s'],
  ])('%s', (question, requests, duration) => {
    expect(read(question)).toBe(`windlass compare --requests ${requests} --duration ${duration} ${timed}`)
  })

  it.each([
    ['100 requests every 5 minutes of 200ms, lambda or ec2', '--requests 876k --duration 200ms'],
    ['ec2 or lambda 50000 times a day, 100 ms', '--requests 1520833 --duration 100ms'],
    ['ec2 or lambda, 500 calls an hour', '--requests 365k'],
    ['3M requests a month, 10 hours a day, lambda or ec2', '--requests 3M'],
    ['3 million requests each day of 200ms, ec2 or lambda', '--requests 91250k --duration 200ms'],
  ])('but many are traffic: %s', (question, flags) => {
    expect(read(question)).toBe(`windlass compare ${flags}`)
  })
})

describe('a question about what instance types cost is the command with the types', () => {
  it.each([
    ['t3.medium or t4g.medium?', 't3.medium t4g.medium'],
    ['compare t3.medium with t4g.medium', 't3.medium t4g.medium'],
    ['T3 medium vs T4G medium in eu-west-1', 't3.medium t4g.medium --region eu-west-1'],
    ['which is cheaper, c5.large or m5.large', 'c5.large m5.large'],
    ['difference between t3.medium and t4g.medium', 't3.medium t4g.medium'],
    ['how much is a t3.medium per month', 't3.medium'],
    ['whats the price of m6i.large', 'm6i.large'],
    ['what does a t3.large cost an hour', 't3.large'],
    ['was kostet eine t3.micro', 't3.micro'],
    ['how much is a p5.48xlarge', 'p5.48xlarge'],
    ['how much is t3.medium compared to t3.medium', 't3.medium'],
  ])('%s', (question, words) => {
    expect(read(question)).toBe(`windlass compare ${words}`)
  })

  it('and with Lambda and figures it is what the work is compared on', () => {
    expect(read('is a t3.small cheaper than lambda for 3M requests')).toBe(
      'windlass compare --requests 3M --type t3.small',
    )
  })
})

it.each([
  'what is the difference between EC2 and Lambda',
  'how long can lambda run',
  'how long can lambda run compared to ec2',
  'compare the monthly cost of ec2 and lambda',
  'what do ec2 or lambda cost every month',
  'why does ec2 bill every second, or is that lambda?',
  'what is the difference between t3 and t4g',
  'how much does my t3.medium cost',
  'how much does web-1 (t3.medium) cost',
  'which instances are t3.medium or t4g.medium',
  'does stopping a t3.medium cost money',
  'why is a t3.medium slow',
  'resize web-1 from t3.medium to t4g.medium',
  'how many calls can a t3.medium take?',
  'ec2 large vs ec2 small',
])('%j is no comparison', (question) => {
  expect(read(question)).toBeUndefined()
})

it.each([
  ['ec2 and lambda', { kind: 'work', work: { requests: undefined, durationMs: undefined } }],
  ['3M requests of 120ms', { kind: 'work', work: { requests: 3_000_000, durationMs: 120 } }],
  ['lambda with t3.small', { kind: 'work', work: { type: 't3.small' } }],
  ['t3.small', { kind: 'types', types: ['t3.small'] }],
  ['t3.small, t4g.small', { kind: 'types', types: ['t3.small', 't4g.small'] }],
])('after the command, %j needs no question', (said, asked) => {
  expect(readCompareWords(said)).toMatchObject(asked)
})

it.each(['apples with pears', 'it', ''])('after the command, %j is nothing to compare', (said) => {
  expect(readCompareWords(said)).toBeUndefined()
})
