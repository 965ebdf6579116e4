import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { runPolicy } from '../../src/cli/policy.ts'
import { registry } from '../policy/stage.ts'

function aProcess(words: string, files: Record<string, string> = {}, root?: string) {
  const folder = root ?? mkdtempSync(join(tmpdir(), 'windlass-policy-'))
  if (root === undefined) onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const said: string[] = []
  const print = (text: string) => said.push(text)
  const process = { words: words.split(' '), env: {}, folder, stopping: new AbortController().signal }
  return { process: { ...process, print, complain: print }, text: () => said.join('\n') }
}

async function run(words: string, files: Record<string, string> = {}, root?: string) {
  const { process, text } = aProcess(words, files, root)
  const code = await runPolicy(process, registry)
  return { code, said: text() }
}

const organisation = `
accounts: [{name: live, id: "111122223333", regions: [eu-west-1], roles: {read: "arn:aws:iam::111122223333:role/Read"}, environment: production}]
groups: { changers: [U0123], leads: [U0456] }
policies: ./rules
timeZone: Europe/Berlin
`
const rules = `@id("leads-by-day")
permit(principal in Group::"leads", action in Action::"change", resource in Account::"111122223333")
when { resource.production && context.hour < 18 };
`
const files = (cases: string) => ({
  'windlass.yaml': organisation,
  'rules/own.cedar': rules,
  'rules/own.test.yaml': `cases:\n${cases}`,
})

describe('policy test', () => {
  it('is content with the examples', async () => {
    const { code, said } = await run('policy test examples/policies', {}, join(import.meta.dirname, '../..'))
    expect(said).toBe('9 rules are right.\n14 cases, each as expected.')
    expect(code).toBe(0)
  })

  it('takes folder, accounts and time zone from windlass.yaml', async () => {
    const day =
      '  - {groups: [leads], command: ec2 stop, target: {account: live}, time: 2026-07-01T17:59, expect: allow}\n'
    const night = '  - {groups: [leads], command: ec2 stop, time: 2026-07-01T18:00, expect: deny, rule: no-rule}'
    expect(await run('policy test', files(day + night))).toEqual({
      code: 0,
      said: 'One rule is right.\n2 cases, each as expected.',
    })
  })

  it('shows a case that is answered otherwise, with what decided it', async () => {
    const wrong = '  - {about: by night, groups: [leads], command: /ec2 stop, expect: deny, rule: quiet}'
    const { code, said } = await run('policy test', files(wrong))
    expect(code).toBe(1)
    expect(said).toContain(
      [
        '✕ rules/own.test.yaml line 2: by night /ec2 stop, asked by somebody in leads',
        '    Expected deny by quiet; it is allow by leads-by-day (rules/own.cedar line 1).',
        '1 case, 1 not as expected.',
      ].join('\n'),
    )
  })

  it('puts questions about functions', async () => {
    const calls = `@id("calls")
permit(principal in Group::"leads", action == Action::"lambda invoke", resource is Function)
when {
  resource.name == "order-intake" && resource.state == "Active" && resource.production &&
  resource.id == "arn:aws:lambda:eu-west-1:111122223333:function:order-intake" &&
  resource.hasTag("team") && context.payload.order.id == "A-17"
};
`
    const target = 'target: {function: order-intake, tags: {team: orders}}'
    const asked = `groups: [leads], command: lambda invoke, ${target}`
    const cases = [
      `  - {${asked}, payload: {order: {id: A-17}, more: [1, null]}, expect: allow, rule: calls}`,
      `  - {${asked}, payload: {order: {id: A-18}}, expect: deny, rule: no-rule}`,
      `  - {${asked}, expect: deny, rule: calls}`,
      '  - {groups: [leads], command: lambda invoke, expect: deny, rule: no-rule}',
    ]
    const { code, said } = await run('policy test', { ...files(cases.join('\n')), 'rules/own.cedar': calls })
    expect(said).toBe('One rule is right.\n4 cases, each as expected.')
    expect(code).toBe(0)
  })

  it('shows the reason of a denial that was not expected', async () => {
    const { said } = await run('policy test', files('  - {command: ec2 stop, target: {name: web-1}, expect: allow}'))
    expect(said).toContain(
      'it is deny by no-rule: No rule allows /ec2 stop on web-1 (production) for you. The rule leads-by-day allows it to the group leads.',
    )
  })

  it.each([
    ['{comand: ec2 stop, expect: deny}', 'line 2 comand is not a word of a case.\n    Did you mean command?'],
    ['{command: ec2 stop}', 'line 2 expect must be allow or deny.'],
    ['{command: ec2 stop, expect: maybe}', 'line 2 expect must be allow or deny.'],
    ['{command: ec2 stop, expect: deny, time: 2026-13-01T10:00}', 'line 2 time is not a local date and time'],
    ['{command: ec2 stop, expect: deny, target: {tags: {a: true}}}', 'a must be text: write it in quotation marks'],
    ['{command: ec2 stpo, expect: deny}', 'ec2 stpo is not a command. Did you mean ec2 stop?'],
    [
      '{command: ec2 stop, expect: deny, target: {account: nowhere}}',
      'rules/own.test.yaml line 2 (ec2 stop) names the account nowhere, which is not in windlass.yaml.\n    There is live.',
    ],
    [
      '{command: ec2 stop, expect: deny, target: {account: lvie}}',
      'the account lvie, which is not in windlass.yaml.\n    Did you mean live?',
    ],
    [
      '{command: ec2 stop, expect: deny, about: by day, groups: [changers, laeds]}',
      'rules/own.test.yaml line 2 (by day) names the group laeds, which neither windlass.yaml nor a policy has.\n    Did you mean leads?',
    ],
    [
      '{command: ec2 stop, expect: deny, target: {region: eu-wset-1}}',
      'line 2 (ec2 stop) names the Region eu-wset-1, which no account of windlass.yaml has.\n    Did you mean eu-west-1?',
    ],
    [
      '{command: ec2 list, expect: deny, target: {account: live, region: us-east-1}}',
      'names the Region us-east-1, which the account live does not have.',
    ],
    [
      '{command: /ec2 stop, expect: deny, target: {state: runing}}',
      'line 2 (/ec2 stop) has the state runing, which no instance is ever in.\n    Did you mean running?',
    ],
    [
      '{command: lambda invoke, expect: deny, target: {state: running}}',
      'line 2 (lambda invoke) has the state running, which no function is ever in.',
    ],
    [
      '{command: ec2 stop, expect: deny, target: {function: order-intake}}',
      '✕ rules/own.test.yaml line 2: /ec2 stop is about no function: write name instead of function.',
    ],
    [
      '{command: ec2 stop, expect: deny, payload: {dryRun: true}}',
      '✕ rules/own.test.yaml line 2: /ec2 stop has no payload: only calls of functions have one.',
    ],
    ['{command: lambda invoke, expect: deny, payload: .nan}', 'line 2 payload'],
  ])('refuses the case %s', async (each, sentence) => {
    const { code, said } = await run('policy test', files(`  - ${each}`))
    expect(said).toContain(sentence)
    expect(code).toBe(1)
  })

  it('says the line of each wrong name, in every case at once', async () => {
    const cases = [
      '  - command: ec2 stop\n    groups: [laeds]\n    target:\n      region: eu-west-7\n      state: off\n    expect: deny',
      '  - command: ec2 start\n    groups:\n      - leads\n      - changres\n    expect: deny',
    ]
    const { said } = await run('policy test', files(cases.join('\n')))
    expect(said).toContain('4 things are not right:')
    expect([...said.matchAll(/own\.test\.yaml line (\d+) \((.*?)\)/g)].map(([, ...found]) => found)).toEqual([
      ['3', 'ec2 stop'],
      ['5', 'ec2 stop'],
      ['6', 'ec2 stop'],
      ['11', 'ec2 start'],
    ])
  })

  it('takes user groups of Slack, accounts by id, and the account that has the Region', async () => {
    const two = organisation.replace(
      'accounts: [',
      'accounts: [{name: lab, id: "444455556666", regions: [us-east-1], roles: {read: "arn:aws:iam::444455556666:role/Read"}}, ',
    )
    const cases = [
      '  - {groups: [leads, S0456], command: ec2 stop, target: {account: "111122223333"}, expect: allow}',
      '  - {groups: [leads], command: ec2 stop, target: {region: eu-west-1}, expect: allow}',
      '  - {groups: [leads], command: ec2 stop, expect: deny}',
    ]
    const { code, said } = await run('policy test', { ...files(cases.join('\n')), 'windlass.yaml': two })
    expect(said).toContain('3 cases, each as expected.')
    expect(code).toBe(0)
  })

  describe('without windlass.yaml', () => {
    const alone = (each: string) =>
      run('policy test rules', { 'rules/own.cedar': rules, 'rules/own.test.yaml': `cases:\n  - ${each}` })

    it('warns of a group that is nearly one that a policy names', async () => {
      const { code, said } = await alone('{groups: [laeds, viewers], command: ec2 stop, expect: deny}')
      expect(said).toContain('⚠ rules/own.test.yaml line 2 (ec2 stop) names the group laeds, which no policy names.')
      expect(said).toContain('Did you mean leads?')
      expect(said).not.toContain('viewers')
      expect(code).toBe(0)
    })

    it.each([
      ['region: eu-cental-1', 'names the Region eu-cental-1, and there is none.\n    Did you mean eu-central-1?'],
      ['state: runing', 'has the state runing, which no instance is ever in.\n    Did you mean running?'],
    ])('refuses %s', async (target, sentence) => {
      const { code, said } = await alone(`{command: ec2 stop, target: {${target}}, expect: deny}`)
      expect(said).toContain(sentence)
      expect(code).toBe(1)
    })

    it('takes any account and any Region that there may be', async () => {
      const { code } = await alone('{command: ec2 stop, target: {account: any, region: us-east-1}, expect: deny}')
      expect(code).toBe(0)
    })
  })

  it('fails where nothing was tested', async () => {
    await expect(run('policy test', { 'rules/own.cedar': rules, 'windlass.yaml': organisation })).rejects.toThrow(
      'No *.test.yaml is beside the policies, so nothing was tested.',
    )
    await expect(run('policy test')).rejects.toThrow('No folder of tables is named.')
    await expect(run('policy test nowhere')).rejects.toThrow('is not a folder that can be read')
  })
})

describe('policy check', () => {
  it('says every problem with its file, line and column', async () => {
    const broken = { 'rules/a.cedar': rules.replace('leads"', 'laeds"'), 'rules/b.cedar': 'permit(principal, action);' }
    const { code, said } = await run('policy check', { 'windlass.yaml': organisation, ...broken })
    expect(code).toBe(1)
    expect(said).toContain('2 things are not right:')
    expect(said).toContain('rules/a.cedar line 2, column 21 names the group "laeds", which is not in windlass.yaml.')
    expect(said).toContain('Did you mean Group::"leads"?')
    expect(said).toContain('rules/b.cedar line 1, column')
  })

  it('prints warnings and passes', async () => {
    const never = 'forbid(principal, action == Action::"change", resource);'
    const { code, said } = await run('policy check rules', { 'rules/own.cedar': rules + never })
    expect(said).toBe(
      '⚠ rules/own.cedar line 4, column 1 can never match. Write action in Action::"change": it is a group of commands.\n2 rules are right.',
    )
    expect(code).toBe(0)
  })

  it('without a folder looks at the built-in policy', async () => {
    expect(await run('policy check')).toEqual({ code: 0, said: '7 rules are right: those of the built-in policy.' })
  })

  it('says what is wrong with windlass.yaml first', async () => {
    const { code, said } = await run('policy check', { 'windlass.yaml': organisation.replace('groups', 'gruops') })
    expect(said).toContain('Did you mean groups?')
    expect(code).toBe(1)
  })
})

it.each(['policy', 'policy tset', 'policy test a b'])('%s is refused by the command line', async (words) => {
  const { process, text } = aProcess(words)
  expect(await main(process)).toBe(1)
  expect(text()).toContain('It is policy check or policy test')
})
