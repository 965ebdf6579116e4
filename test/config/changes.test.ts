import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { problemSentence } from '../../src/config/problem.ts'

const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const role = 'arn:aws:iam::111122223333:role/WindlassRead'

function read(lines: string) {
  const account = `accounts: [{name: a, id: "111122223333", regions: [eu-west-1], roles: {read: "${role}"}}]`
  return readConfig(env, { path: 'windlass.yaml', folder: '/etc/windlass', text: `${account}\n${lines}` })
}

function problems(lines: string): string[] {
  const result = read(lines)
  return result.ok ? [] : result.problems.map((problem) => problemSentence(problem).replace(/\.$/, ''))
}

describe('the block changes', () => {
  const defaults = {
    caps: { maxTargets: 20, perPersonPerHour: 30, maxPercentOfGroup: 50, maxPercentOfEnvironment: 50 },
    reason: { required: 'never' },
    freezes: [],
    expireAfterMs: 600_000,
  }

  it.each(['', 'changes: {}', 'changes: { reason: {} }'])('has careful defaults: %s', (lines) => {
    expect(read(lines)).toMatchObject({ ok: true, config: { changes: defaults } })
  })

  it('sets caps, reasons, freezes and how long a change waits', () => {
    const result = read(`timeZone: Europe/Berlin
changes:
  maxTargets: 5
  perPersonPerHour: 6
  maxShareOfGroup: 25%
  maxShareOfEnvironment: 100%
  reason: { required: production, pattern: 'OPS-\\d+', hint: a ticket }
  expireAfter: 1h30m
  freezes:
    - { name: year, from: 2026-12-19T16:00, until: 2027-01-04T07:00, reason: Few are there. }
    - { name: weekend, weekly: fri 16:00 - mon 07:00, reason: Nobody is there., environments: [production, demo] }`)
    expect(result.ok && result.config.changes).toEqual({
      caps: { maxTargets: 5, perPersonPerHour: 6, maxPercentOfGroup: 25, maxPercentOfEnvironment: 100 },
      reason: { required: 'production', pattern: 'OPS-\\d+', hint: 'a ticket' },
      expireAfterMs: 5_400_000,
      freezes: [
        {
          name: 'year',
          reason: 'Few are there.',
          environments: undefined,
          when: { kind: 'once', from: '2026-12-19T16:00', until: '2027-01-04T07:00' },
        },
        {
          name: 'weekend',
          reason: 'Nobody is there.',
          environments: ['production', 'demo', 'prod', 'live'],
          when: { kind: 'weekly', from: { weekday: 5, minute: 960 }, until: { weekday: 1, minute: 420 } },
        },
      ],
    })
  })

  const freeze = (rest: string) => `changes:\n  freezes:\n    - { name: a, reason: b, ${rest} }`
  const [at, second] = ['windlass.yaml line 3, changes', 'windlass.yaml line 4, changes.freezes[0]']
  it.each([
    ['changes:\n  maxTargets: 0', `${at}.maxTargets: 0 must be at least 1`],
    ['changes:\n  maxTargets: many', `${at}.maxTargets: "many" must be a whole number`],
    ['changes:\n  maxtargets: 3', `${at}.maxtargets is not a setting`],
    ['changes:\n  maxShareOfGroup: 0.5', `${at}.maxShareOfGroup: 0.5 must be a share, like 50%`],
    ['changes:\n  maxShareOfGroup: 120%', `${at}.maxShareOfGroup: "120%" is not a share from 1% to 100%`],
    ['changes:\n  expireAfter: soon', `${at}.expireAfter: "soon" is not a duration, like 30m`],
    ['changes:\n  expireAfter: 2d', `${at}.expireAfter: "2d" is not between one minute (1m) and one day (1d)`],
    ['changes:\n  reason: { required: yes }', `${at}.reason.required: "yes" must be false, production or true`],
    ['changes:\n  reason: { pattern: "(" }', `${at}.reason.pattern: "(" is not a regular expression`],
    ['changes:\n  reason: { pattern: "a)|(b" }', `${at}.reason.pattern: "a)|(b" is not a regular expression`],
    [
      'changes:\n  reason: { pattern: "(a+)+b" }',
      `${at}.reason.pattern: "(a+)+b" repeats a group that has repetitions or alternatives in it, or refers back: that can take for ever`,
    ],
    [freeze('weekly: fri'), `${second}.weekly: "fri" is not a part of the week, like fri 16:00 - mon 07:00`],
    [
      freeze('weekly: fri 16:00 - fri 16:00'),
      `${second}.weekly: "fri 16:00 - fri 16:00" begins and ends at the same time`,
    ],
    [freeze('from: 2026-12-19T16:00'), `${second} needs \`from\` and \`until\`, or \`weekly\``],
    [
      freeze('from: 2026-12-19T16:00Z, until: 2026-12-20T16:00'),
      `${second}.from: "2026-12-19T16:00Z" is not a local date and time, like 2026-12-18T16:00`,
    ],
    [
      freeze('from: 2026-02-30T16:00, until: 2026-12-20T16:00'),
      `${second}.from: "2026-02-30T16:00" is not a local date and time, like 2026-12-18T16:00`,
    ],
    [freeze('from: 2026-12-19T16:00, until: 2026-12-19T16:00'), `${second} ends before it begins`],
    [
      freeze('weekly: fri 16:00 - mon 07:00, environments: []'),
      `${second}.environments is empty: leave it out where every environment is meant`,
    ],
    [
      freeze('weekly: fri 16:00 - mon 07:00, until: 2026-12-19T16:00'),
      `${second} has \`weekly\` beside \`from\` and \`until\`: keep one`,
    ],
  ])('%s is refused', (lines, problem) => {
    expect(problems(lines)).toEqual([problem])
  })

  it('takes a pattern of 200 characters and not of 201', () => {
    const withPattern = (length: number) => `changes: { reason: { pattern: "${'a-'.repeat(101).slice(0, length)}" } }`
    expect(problems(withPattern(200))).toEqual([])
    expect(problems(withPattern(201))).toEqual([expect.stringContaining('is longer than 200 characters')])
  })
})

describe('the pattern of a reason', () => {
  const isTaken = (pattern: string) =>
    problems(`changes: { reason: { pattern: ${JSON.stringify(pattern)} } }`).length === 0

  it.each([
    'OPS-\\d+',
    '[A-Z]{2,5}-[0-9]+.*',
    '(OPS|DEV)-\\d+',
    '(?:OPS|DEV)-\\d+( .+)?',
    '(?<team>[a-z]+): .*',
    '(ab){2}',
    '\\(a+\\)+',
    '[(a+)]+',
    '(?:ab)+',
    '.{5,}',
  ])('%s is taken', (pattern) => {
    expect(isTaken(pattern)).toBe(true)
  })

  it.each([
    '(a+)+',
    '((a+))+b',
    '(?:a|a)*',
    '(a?){30}',
    '(?:(?:ab)+c)*',
    '(a{1,9})+',
    '(.)\\1',
    '(?<x>.)\\k<x>',
    '(a*){2,}',
    '',
    '[',
    'a)|(b',
    '\\',
  ])('%s is refused', (pattern) => {
    expect(isTaken(pattern)).toBe(false)
  })
})

describe('a folder of policies', () => {
  it('is seen from the file', () => {
    expect(read('policies: ./policies')).toMatchObject({ ok: true, config: { policies: '/etc/windlass/policies' } })
    expect(read('policies: /srv/policies')).toMatchObject({ ok: true, config: { policies: '/srv/policies' } })
  })

  it('is optional', () => {
    const result = read('')
    expect(result.ok && result.config.policies).toBeUndefined()
  })
})

describe('a problem in windlass.yaml', () => {
  it('tells the line and the value, and never a secret', () => {
    const text = `accounts:
  - name: a
    id: "111122223333"
    regions:
      - eu-west-1
      # the next one is wrong
      - eu-west-9x
    roles: { read: xoxb-12345-secret }
    externalId: s
    environment: ""
  - name: b
    id: AKIAIOSFODNN7EXAMPLE
    regions: []
    roles: { read: wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY }
`
    const result = readConfig(env, { path: 'windlass.yaml', text })
    expect(!result.ok && result.problems.map((problem) => problemSentence(problem).replace(/\.$/, ''))).toEqual([
      'windlass.yaml line 7, accounts[0].regions[1]: "eu-west-9x" is not a Region. Did you mean eu-west-1?',
      'windlass.yaml line 8, accounts[0].roles.read: a value that looks like a secret is not a role’s ARN, like arn:aws:iam::111122223333:role/WindlassRead',
      'windlass.yaml line 9, accounts[0].externalId must have at least 2 characters',
      'windlass.yaml line 10, accounts[0].environment: "" is empty',
      'windlass.yaml line 12, accounts[1].id: a value that looks like a secret must be the account’s twelve digits',
      'windlass.yaml line 13, accounts[1].regions needs at least one Region',
      'windlass.yaml line 14, accounts[1].roles.read: a value that looks like a secret is not a role’s ARN, like arn:aws:iam::111122223333:role/WindlassRead',
    ])
  })

  it('is told of what an anchor stands for where the anchor is used', () => {
    const text = `x: &regions [nowhere]\naccounts: [{name: a, id: "111122223333", regions: *regions, roles: {read: "${role}"}}]`
    const result = readConfig(env, { path: 'windlass.yaml', text })
    expect(!result.ok && result.problems.map((problem) => problemSentence(problem).replace(/\.$/, ''))).toContain(
      'windlass.yaml line 2, accounts[0].regions[0]: "nowhere" is not a Region’s name, like eu-central-1',
    )
  })
})
