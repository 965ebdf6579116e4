import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { problemSentence } from '../../src/config/problem.ts'

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const role = 'arn:aws:iam::111122223333:role/WindlassRead'
const small = { ...slack, WINDLASS_READ_ROLE_ARN: role, AWS_REGION: 'eu-central-1' }

const yaml = (account = '') => ({
  path: 'windlass.yaml',
  text: `accounts:
  - name: production
    id: "111122223333"
    regions: [eu-central-1, us-east-1]
    roles: { read: ${role} }
${account}`,
})

function problems(env: Record<string, string>, file?: ReturnType<typeof yaml>) {
  const result = readConfig(env, file)
  return result.ok ? [] : result.problems.map((problem) => problemSentence(problem).replace(/\.$/, ''))
}

describe('the smallest set-up', () => {
  it('is one account and one Region from the environment', () => {
    const result = readConfig({ ...small, WINDLASS_CHANGERS: 'U0123, S0456' }, undefined)
    expect(result).toMatchObject({
      ok: true,
      config: {
        slack: { botToken: 'xoxb-1', transport: { kind: 'socket', appToken: 'xapp-1' } },
        accounts: [{ name: '111122223333', id: '111122223333', regions: ['eu-central-1'], roles: { read: role } }],
        groups: { changers: ['U0123', 'S0456'] },
        tags: { owner: 'owner', environment: 'env' },
        timeZone: 'UTC',
        stateFolder: '.windlass',
      },
    })
  })

  it('listens for signed HTTP where a secret and a port are given', () => {
    const { SLACK_APP_TOKEN: _, ...env } = small
    const result = readConfig({ ...env, SLACK_SIGNING_SECRET: 'a'.repeat(32), PORT: '3000' }, undefined)
    expect(result).toMatchObject({ ok: true, config: { slack: { transport: { kind: 'http', port: 3000 } } } })
  })
})

describe('windlass.yaml', () => {
  it('describes accounts, groups, time zone and tags', () => {
    const text = `    externalId: 3f6c-1
    environment: production
groups: { changers: [U0123, S0456] }
timeZone: Europe/Berlin
tags: { owner: team, environment: stage, production: [live] }`
    expect(readConfig(slack, yaml(text))).toMatchObject({
      ok: true,
      config: {
        accounts: [{ externalId: '3f6c-1', environment: 'production', roles: { read: role, change: undefined } }],
        timeZone: 'Europe/Berlin',
        tags: { owner: 'team', environment: 'stage', production: ['live'] },
      },
    })
  })

  it.each([
    ['    colour: red', 'windlass.yaml line 6, accounts[0].colour is not a setting'],
    ['timezone: UTC', 'windlass.yaml line 6, timezone is not a setting'],
    ['timeZone: Berlin', 'windlass.yaml line 6, timeZone: "Berlin" is not a time zone, like Europe/Berlin'],
    ['timeZone: "+02:00"', 'windlass.yaml line 6, timeZone: "+02:00" is not a time zone, like Europe/Berlin'],
    [
      'groups: { changers: [ada] }',
      'windlass.yaml line 6, groups.changers[0]: "ada" is not the id of a person (U…) or a user group (S…); names do not count',
    ],
    [
      'groups: { Changers: [U0123] }',
      'windlass.yaml line 6, groups.Changers is not a group’s name: small letters, digits and hyphens, a letter first',
    ],
    [
      'approvals: { channel: C0123, expireAfter: 30m }',
      'windlass.yaml line 6, approvals asks for a second person’s yes, which this version does not do yet. Remove it, so that nobody relies on it',
    ],
    [
      '  - {name: production, id: "111122223333", regions: [eu-west-1], roles: {read: "arn:aws:iam::111122223333:role/R"}}',
      'windlass.yaml line 1, accounts has two accounts of the same name',
    ],
    [
      '  - {name: b, id: "444455556666", regions: [eu-west-1], roles: {read: "arn:aws:iam::111122223333:role/R"}}',
      'windlass.yaml line 6, accounts[1].roles.read: "arn:aws:iam::111122223333:role/R" is a role of another account than 444455556666',
    ],
    [
      '  - {name: b, id: "444455556666", regions: [Frankfurt], roles: {read: "arn:aws:iam::444455556666:role/R"}}',
      'windlass.yaml line 6, accounts[1].regions[0]: "Frankfurt" is not a Region’s name, like eu-central-1',
    ],
    [
      '  - {name: b, id: 444455556666, regions: [eu-west-1], roles: {read: "arn:aws:iam::444455556666:role/R"}}',
      'windlass.yaml line 6, accounts[1].id: 444455556666 must be text: write the twelve digits in quotation marks',
    ],
    [
      '  - {name: b, id: "444455556666", regions: [eu-west-1]}',
      'windlass.yaml line 6, accounts[1].roles is missing: `read` is the ARN of the role that Windlass assumes to read',
    ],
    ['---\na: 1', 'windlass.yaml line 6, column 1, holds several documents'],
    ['groups: [1]', 'windlass.yaml line 6, groups must be a group of settings'],
    [
      '  - {id: "444455556666", regions: [eu-west-1], roles: {read: "arn:aws:iam::444455556666:role/R"}}',
      'windlass.yaml line 6, accounts[1].name is missing',
    ],
    ['  - {name: b', 'windlass.yaml line 6, column 13, is not YAML'],
  ])('is refused with %s', (text, problem) => {
    expect(problems(slack, yaml(text))).toContain(problem)
  })

  it('suggests the setting that was meant', () => {
    const result = readConfig(slack, yaml('timezone: UTC'))
    expect(!result.ok && result.problems[0]?.help).toContain('Did you mean timeZone?')
  })

  it('says where a setting belongs that stands in the wrong place', () => {
    const result = readConfig(slack, yaml('freezes: []'))
    expect(!result.ok && result.problems[0]?.help).toContain('It belongs under changes.')
  })

  it('and the environment cannot both describe the account', () => {
    expect(problems({ ...slack, WINDLASS_READ_ROLE_ARN: role }, yaml())).toEqual([
      'WINDLASS_READ_ROLE_ARN is set beside windlass.yaml',
    ])
  })
})

describe('what is wrong', () => {
  it('is said all at once', () => {
    expect(problems({})).toEqual([
      'SLACK_BOT_TOKEN is not set',
      'SLACK_APP_TOKEN is not set, nor is SLACK_SIGNING_SECRET',
      'AWS_REGION is not set',
      'WINDLASS_READ_ROLE_ARN is not set, and there is no windlass.yaml',
    ])
  })

  it.each([
    [{ SLACK_BOT_TOKEN: 'xapp-1-secret' }, 'SLACK_BOT_TOKEN starts with xapp-'],
    [{ SLACK_BOT_TOKEN: 'hunter2' }, 'SLACK_BOT_TOKEN starts with something else'],
    [{ SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN starts with xoxb-'],
    [{ SLACK_SIGNING_SECRET: 'a'.repeat(32) }, 'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set'],
    [{ SLACK_API_URL: 'nowhere' }, 'SLACK_API_URL is nowhere, not an address'],
    [{ HTTPS_PROXY: '127.0.0.1:3128' }, 'HTTPS_PROXY is not the address of a proxy'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL is set, and this version keeps its state on one machine only'],
    [
      { WINDLASS_READ_ROLE_ARN: 'WindlassRead' },
      'WINDLASS_READ_ROLE_ARN: "WindlassRead" is not a role’s ARN, like arn:aws:iam::111122223333:role/WindlassRead',
    ],
    [{ AWS_REGION: 'Frankfurt' }, 'AWS_REGION: "Frankfurt" is not a Region’s name, like eu-central-1'],
    [{ AWS_REGION: 'eu-cental-1' }, 'AWS_REGION: "eu-cental-1" is not a Region. Did you mean eu-central-1?'],
    [
      { WINDLASS_CHANGERS: 'U0123,ada' },
      'WINDLASS_CHANGERS: "ada" is not the id of a person (U…) or a user group (S…); names do not count',
    ],
    [
      { WINDLASS_CHANGE_ROLE_ARN: 'arn:aws:iam::444455556666:role/W' },
      'WINDLASS_CHANGE_ROLE_ARN: "arn:aws:iam::444455556666:role/W" is a role of another account than 111122223333',
    ],
  ])('%j', (env, problem) => {
    expect(problems({ ...small, ...env })).toContain(problem)
  })

  it('never shows a secret', () => {
    const result = readConfig({ ...small, SLACK_BOT_TOKEN: 'hunter2', SLACK_APP_TOKEN: 'swordfish' }, undefined)
    expect(JSON.stringify(result)).not.toMatch(/hunter2|swordfish/)
  })
})
