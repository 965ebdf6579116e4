import { describe, expect, it } from 'vitest'
import { readLiveQuestion, wordsOfLive } from '../../../src/core/asking/live-question.ts'

const ideas = new Set([
  'user-data',
  'lambda',
  'spot',
  'hibernation',
  'ebs',
  'billing',
  'ami',
  'instance',
  'ec2',
  'logs',
])
const ordinary = new Set(
  `a an and are at back bad be being blame called came can cant connect cost costs day days deployment did do does doing
  down drop ever exactly expensive fail failing fails fix for from function going had has have hey high how i in instance
  into is it know lambda last learn longer machine me mean more most much my never night not of off on or our php port
  production reach run running server shut slow slower so ssh start status stop stopped support the there this to today
  too triggered up via was website week what whats when which who whos why will with wont wrong y you your
  ever use python cheaper happened check credits user data week started stuck throttled works working than warum spot
  ist gestoppt langsam hat wer pourquoi lent est wieso`.split(/\s+/),
)
const lexicon = {
  isName: (word: string) => ideas.has(word.toLowerCase()),
  isWord: (word: string) => ordinary.has(word),
}
const where = { accounts: ['production', 'staging'], regions: ['eu-central-1'] }

/** The words of the command for the likeliest name, for EC2 where the question does not say which of the two it is. */
function wordsFor(question: string): string | undefined {
  const live = readLiveQuestion(question, lexicon)
  const [first] = live?.names ?? []
  return live && first && wordsOfLive({ question, name: first.name }, live.product ?? 'ec2', where).join(' ')
}

describe('a question about one thing', () => {
  it.each([
    ['why is web-1 stopped?', 'ec2 why web-1 --about stopped'],
    ['Why did `web-1` stop', 'ec2 why web-1 --about stopped'],
    ['why did my instance web-1 shut down last night?', 'ec2 why web-1 --about stopped'],
    ['who stopped web-1?', 'ec2 why web-1 --about stopped'],
    ['whos to blame for web-1 being off', 'ec2 why web-1'],
    ['who changed web-1 last week?', 'ec2 history web-1'],
    ['what is wrong with web-1', 'ec2 why web-1'],
    ["what's wrong with web-1", 'ec2 why web-1'],
    ['what happened to web-1?', 'ec2 why web-1'],
    ["why can't I reach web-1 on port 8443?", 'ec2 why web-1 --about unreachable --port 8443'],
    ["why can't I reach web-1 on 443?", 'ec2 why web-1 --about unreachable --port 443'],
    ['cant connect to web-1 via https', 'ec2 why web-1 --about unreachable --port 443'],
    ['web-1:8443 times out', 'ec2 why web-1 --about unreachable --port 8443'],
    ["why can't I ssh to web-1 over IPv6?", 'ec2 why web-1 --about unreachable --port 22 --ipv6'],
    ['web-1 does not answer ping6', 'ec2 why web-1 --about unreachable --ipv6 --protocol icmp'],
    ['why can I not reach web-1 over ipv4, ipv6 works', 'ec2 why web-1 --about unreachable'],
    ['web-1 is unreachable over ipv4 and ipv6', 'ec2 why web-1 --about unreachable'],
    ['web-1 unreachable since we turned off ipv6', 'ec2 why web-1 --about unreachable'],
    ['web-1 unreachable without ipv6', 'ec2 why web-1 --about unreachable'],
    ['cannot reach web-1 since IPv6 was disabled', 'ec2 why web-1 --about unreachable'],
    ['web-1 is unreachable, IPv6 works fine', 'ec2 why web-1 --about unreachable'],
    ['web-1 times out over IPv6, over v4 it is fine', 'ec2 why web-1 --about unreachable --ipv6'],
    ['cannot connect to web-1, IPv4 works but IPv6 is not working', 'ec2 why web-1 --about unreachable --ipv6'],
    ['i cant ssh into web-5', 'ec2 why web-5 --about unreachable --port 22'],
    ['web 5 is down!!!', 'ec2 why web-5'],
    ['why is web-1 failing its status check', 'ec2 why web-1 --about check'],
    ["why won't web-1 start?", 'ec2 why web-1 --about start'],
    ['why is web-1 still stopped?', 'ec2 why web-1 --about start'],
    ['how much does web-1 cost?', 'ec2 why web-1 --about cost'],
    ['why does web-1 cost so much?', 'ec2 why web-1 --about cost'],
    ['is i-0a9c31f7e21b40d55 running?', 'ec2 show i-0a9c31f7e21b40d55'],
    ["what is web-1's state?", 'ec2 show web-1'],
    ['grafana is so slow, whats going on???', 'ec2 why grafana --about slow'],
    ['grafana slow', 'ec2 why grafana --about slow'],
    ['y is grafana slow', 'ec2 why grafana --about slow'],
    ['wieso ist grafana so langsam?', 'ec2 why grafana --about slow'],
    ['pourquoi grafana est lent ?', 'ec2 why grafana --about slow'],
    ['wer hat grafana gestoppt', 'ec2 why grafana --about stopped'],
    ['how much does bastion cost?', 'ec2 why bastion --about cost'],
    ['who stopped bastion', 'ec2 why bastion --about stopped'],
    ['why is checkout-worker slow in staging?', 'ec2 why checkout-worker --account staging --about slow'],
    ['why is web-* stopped', 'ec2 why web-* --about stopped'],
    // What it is called asks nothing.
    ['why is price-quote throttled?', 'ec2 why price-quote'],
    ['the lambda price-quote is throttled', 'lambda why price-quote --about throttled'],
    ['why does the function order-intake fail?', 'lambda why order-intake --about failing'],
    ['why is lambda function order-intake never called?', 'lambda why order-intake --about idle'],
    ['warum ist web-1 gestoppt?', 'ec2 why web-1 --about stopped'],
    ['web-1 is slow, why?', 'ec2 why web-1 --about slow'],
    ['web-1 responds slowly', 'ec2 why web-1 --about slow'],
    ['web-1 has gone down', 'ec2 why web-1'],
    ['web-1 stopped responding', 'ec2 why web-1 --about unreachable'],
    ['please check web-1, it is slow', 'ec2 why web-1 --about slow'],
    ['https://web-1/login does not load', 'ec2 why web-1 --about unreachable --port 443'],
    ['ssh ec2-user@web-1 hangs', 'ec2 why web-1 --about unreachable --port 22'],
    ['telnet web-1 8443 hangs', 'ec2 why web-1 --about unreachable --port 8443'],
    ['the lambda price-quote returns 502s', 'lambda why price-quote --about failing'],
    ['the lambda price-quote takes 500 ms longer', 'lambda why price-quote --about slow'],
    ['logs of the lambda price-quote', 'lambda why price-quote'],
    ['what is web-1', 'ec2 show web-1'],
    // Nobody else is in it whose name it could be.
    ['why is OrderIntakeFunction failing', 'ec2 why OrderIntakeFunction'],
    ['web-1 goes bananas every single night', 'ec2 why web-1'],
  ])('%s becomes %s', (question, words) => {
    expect(wordsFor(question)).toBe(words)
  })
})

describe('what is no question about one thing', () => {
  it.each([
    'what is an AMI?',
    'why is eu-central-1 more expensive?',
    'what is utf-8?',
    'why is my instance stopped?',
    'how much does lambda cost?',
    'how much does an instance cost?',
    'why is it so expensive',
    'why is billing so slow?',
    'why is lambda slow?',
    'why is t3.2xlarge slow?',
    'does lambda support node-22?',
    'can I use python-3 in lambda?',
    'is arm-64 cheaper?',
    'what is the difference between web-1 and web-2?',
    'what does InvalidInstanceID.NotFound mean for i-0a9c31f7e21b40d55?',
    'why does this fail?\nAn error occurred: web-1 is not there',
  ])('%s', (question) => {
    expect(readLiveQuestion(question, lexicon)).toBeUndefined()
  })
})

describe('what is about one thing only where one is called so', () => {
  it.each([
    ['why is on-demand more expensive than spot?', 'on-demand'],
    ['what is shutting-down?', 'shutting-down'],
    ['why is user-data not run?', 'user-data'],
    ['why is event-router failing?', 'event-router'],
    ['why is OrderIntakeFunction failing', 'OrderIntakeFunction'],
    ['redis-6 is slow', 'redis-6'],
    ['web-1 goes bananas every single night', 'web-1'],
    ['start fails with InsufficientInstanceCapacity on web-1', 'web-1'],
    ["tag 'team' costs", 'team'],
  ])('%s', (question, name) => {
    const names = readLiveQuestion(question, lexicon)?.names
    expect(names?.find((each) => each.name === name)).toMatchObject({ isMarked: false })
  })
})

describe('what is about no thing, whatever is called so', () => {
  it.each([
    'how do I resize web-1',
    'how do I stop web-1?',
    'how to give web-1 more memory',
    'can I attach a volume to web-1',
    'should I use spot for web-1?',
    'An error occurred (IncorrectState) when calling the StopInstances operation: web-1 cannot be stopped',
    "InvalidInstanceID.Malformed: Invalid id: 'web-1'",
  ])('%s', (question) => {
    expect(readLiveQuestion(question, lexicon)).toBeUndefined()
  })
})
