import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { createRegistry } from '../../src/core/registry.ts'
import { choicesOf } from '../../src/core/view.ts'
import { findCommand } from '../../src/spine/find.ts'

const registry = createRegistry(commands)

function found(typed: string): string {
  const answer = findCommand(typed, registry)
  return 'code' in answer ? answer.code : answer.words.join(' ')
}

describe('what is no command is a question, as it was typed', () => {
  it.each([
    ['what is an AMI?', 'what is an AMI?'],
    ["what's an ami", "what's an ami"],
    ['what’s an ami', 'what’s an ami'],
    ['ami', 'ami'],
    ['cold starts', 'cold starts'],
    ['hi, what is an AMI?', 'what is an AMI?'],
    ['hey there what is an AMI?', 'what is an AMI?'],
    ['help me understand AMIs', 'help me understand AMIs'],
    ['windlass what is an AMI?', 'what is an AMI?'],
    ['/windlass what is an AMI?', 'what is an AMI?'],
    ['ec2 or lambda', 'ec2 or lambda'],
    ['lambda pricing', 'lambda pricing'],
    ['lambda cold starts', 'lambda cold starts'],
    ['ec2 what is a security group', 'ec2 what is a security group'],
    ['stop or terminate', 'stop or terminate'],
    ['spot instances', 'spot instances'],
    ['step functions', 'step functions'],
    ['slow disk', 'slow disk'],
    ['concurrency limit', 'concurrency limit'],
    ['and for Lambda?', 'and for Lambda?'],
    ['how much does that cost', 'how much does that cost'],
    ['was ist eine Instanz', 'was ist eine Instanz'],
    ['qu’est-ce que c’est, une AMI', 'qu’est-ce que c’est, une AMI'],
    ['may I stop an instance of somebody else', 'may I stop an instance of somebody else'],
    ['start fails with InsufficientInstanceCapacity', 'start fails with InsufficientInstanceCapacity'],
    ['my "web" instance can\'t start', 'my "web" instance can\'t start'],
    ['{"errorMessage": "Task timed out"}\nat x', '{"errorMessage": "Task timed out"}\nat x'],
    ['why is <@U0LIN> not allowed?', 'why is   not allowed?'],
    ['why is web-1 stopped?', 'why is web-1 stopped?'],
    ['status check of web-16 is red', 'status check of web-16 is red'],
    ['history of web-1', 'history of web-1'],
    ['start of web-1 fails', 'start of web-1 fails'],
    ['restart web-1 does not work', 'restart web-1 does not work'],
    ['show me web-1', 'show me web-1'],
    ['list who stopped web-1', 'list who stopped web-1'],
    ['help web-1 is stopped', 'help web-1 is stopped'],
    ['diagnose web-1', 'diagnose web-1'],
    ['disable the metadata endpoint', 'disable the metadata endpoint'],
    ['ec2 why is web-1 stopped', 'ec2 why is web-1 stopped'],
    ['/lambda invoke of order-intake fails', 'lambda invoke of order-intake fails'],
    ['ec2 stop web-1 fails', 'ec2 stop web-1 fails'],
  ])('%j', (typed, asked) => {
    expect(found(typed)).toBe(`windlass ask ${asked}`)
  })

  it('also over several lines, with quotes and braces left open', () => {
    const error = `An error occurred (UnauthorizedOperation) when calling "StartInstances':
  User: arn:aws:sts::111122223333:assumed-role/x isn't authorized { "Action": <b> --flag`
    expect(found(error)).toBe(`windlass ask ${error}`)
    expect(found(`explain ${error}`)).toBe(`windlass explain ${error}`)
  })

  it('and no more of it than an error has', () => {
    expect(found(`what is this? ${'x'.repeat(50_000)}`)).toHaveLength('windlass ask '.length + 4_000)
  })
})

describe('a command that takes a text takes all that stands after it', () => {
  it.each([
    ['/windlass ask what\'s "an AMI"?', 'windlass ask what\'s "an AMI"?'],
    ['windlass explain --dry-run failed', 'windlass explain --dry-run failed'],
    ['ask what is an AMI?', 'windlass ask what is an AMI?'],
    ['/ec2 explain ami', 'ec2 explain ami'],
    ['/ec2 /ec2 explain ami', 'ec2 explain ami'],
    ['Lambda Explain cold  starts', 'lambda explain cold  starts'],
    ['/windlass ask', 'windlass ask'],
    ['/windlass ask --help', 'windlass help ask'],
  ])('%s', (typed, words) => {
    expect(found(typed)).toBe(words)
  })
})

describe('a mistyped command is none', () => {
  it.each([
    'ec2 lst',
    'ec2 stopp web-1',
    'lambda invok order-intake',
    'ec2 frobnicate web-1',
    'lamda list',
    'list',
    'lsit',
    'list?',
    'stop web-1',
    'stpo web-1',
    'restart web-1',
    'stop the web-1',
    'status web-16',
    'whoam',
    'windlass whoam',
    '/ec3 list',
    'foo --state running',
  ])('%s', (typed) => {
    expect(found(typed)).toBe('UnknownCommand')
  })

  it('and may be asked as a question all the same, without what is secret in it', () => {
    const problem = findCommand('stop AKIAIOSFODNN7EXAMPLE', registry)
    const asks = 'code' in problem ? problem.actions.flatMap(choicesOf).find(({ verb }) => verb === 'ask') : undefined
    expect(asks?.does).toEqual({ kind: 'run', words: ['windlass', 'ask', 'stop [redacted]'] })
  })
})

it.each([
  ['ec2 list', 'ec2 list'],
  ['whoami', 'windlass whoami'],
  ['help', 'windlass help'],
  ['hi', 'windlass help'],
  ['may stop web-1', 'windlass may stop web-1'],
  ['help ec2 list', 'windlass help ec2 list'],
  ['lambda invoke f {\n"a": 1 }', 'lambda invoke f {\n"a": 1 }'],
  ['ec2 list "web', 'UnclosedQuote'],
  ['ec2 stop web-1 web-2 --reason "it is slow"', 'ec2 stop web-1 web-2 --reason it is slow'],
  ['ec2 stop --reason is web-1', 'ec2 stop --reason is web-1'],
  ['pause production is down', 'windlass pause production is down'],
])('%s stays what it was', (typed, words) => {
  expect(found(typed)).toBe(words)
})
