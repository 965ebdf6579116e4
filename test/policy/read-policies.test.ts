import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { builtIn } from '../../src/policy/built-in.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { accounts, aPolicy, registry } from './stage.ts'

const read = (...texts: string[]) =>
  readPolicies(
    texts.map((text, index) => ({ path: `policies/${index + 1}.cedar`, text })),
    { registry, accounts, groups: ['changers', 'leads'] },
  )

function problemsOf(...texts: string[]): string[] {
  const policies = read(...texts)
  return policies.ok ? [] : policies.problems.map(({ setting, problem, help }) => `${setting} ${problem}. ${help}`)
}

const when = (condition: string, action = 'Action::"ec2 stop"') =>
  `permit(principal, action in ${action}, resource)\nwhen { ${condition} };`

describe('a policy that is not right', () => {
  it.each([
    [
      'permit(principal, action == Action::"ec2 stpo", resource);',
      'line 1, column 29 names the action "ec2 stpo", and there is no such command. Did you mean Action::"ec2 stop"?',
    ],
    [
      'permit(principal, action in Action::"chnage", resource);',
      'line 1, column 29 names the action "chnage", and there is no such command. Did you mean Action::"change"?',
    ],
    [
      '@id("a") permit(principal, action in Action::"chaneg", resource);',
      'line 1, column 38 names the action "chaneg", and there is no such command. Did you mean Action::"change"?',
    ],
    [
      'permit(principal, action == Action::"frobnicate", resource);',
      'line 1, column 29 names the action "frobnicate", and there is no such command. Actions are the words of commands, like "ec2 stop", and the groups read, sensitive, change and final.',
    ],
    [
      'permit(principal is Persn, action, resource);',
      'line 1, column 21 speaks of Persn, and there is no such kind of thing. Did you mean Person?',
    ],
    [when('resource.nme == "web-1"'), 'line 2, column 8 reads nme of Instance, which has none. Did you mean name?'],
    [
      when('resource.environment == "staging"'),
      'line 2, column 8 reads environment, which may be absent. Test for it first: resource has environment && …',
    ],
    [
      when('resource.environment == "staging"', 'Action::"change"'),
      'line 2, column 8 reads environment, which may be absent. Test for it first: resource has environment && …',
    ],
    [
      when('resource.state == "stopped"', 'Action::"change"'),
      'line 2, column 8 reads state of Windlass, which has none. It also applies to commands that touch no account, like /windlass pause. Write resource is Instance && …, or name the actions.',
    ],
    [
      when('context.costChange > 5'),
      'line 2, column 8 reads context.costChange, which may be absent. Test for it first: context has costChange && …',
    ],
    [
      when('"ü" != "é" && resource.getTag("env") == "x"'),
      'line 2, column 22 reads the tag "env", which may be absent. Test for it first: resource.hasTag("env") && …',
    ],
    [
      when('context.weekdy == "fri"'),
      'line 2, column 8 reads context.weekdy, and there is none. Did you mean weekday?',
    ],
    [
      when('context.count > "5"'),
      'line 2, column 24 has text where a number is needed. docs/policies.md lists what policies may speak of.',
    ],
    [when('context.weekday == 5'), 'line 2, column 8 compares a number with text. Both must be of one kind.'],
    [
      'permit(principal, action == Action::"ec2 stop" resource);',
      'line 1, column 48 has an unexpected resource. A policy is permit (…) or forbid (…), then when { … } or unless { … } if there are conditions, then a semicolon.',
    ],
    [
      'permit(principal, action, resource)\npermit(principal, action, resource);',
      'line 2, column 7 has an unexpected (. Does the policy before it end with a semicolon?',
    ],
    [
      'permit(principal == ?principal, action, resource);',
      'line 1, column 21 has ?principal in it. Templates are not supported: name who or what is meant.',
    ],
    [
      'permit(principal in Group::"changrs", action, resource);',
      'line 1, column 21 names the group "changrs", which is not in windlass.yaml. Did you mean Group::"changers"? Groups are those of windlass.yaml, and user groups of Slack by their id, S….',
    ],
    [
      'permit(principal, action, resource in Account::"production");',
      'line 1, column 39 names the account "production", which is not configured. Did you mean Account::"111122223333"? Accounts are written by their twelve digits, and must be in windlass.yaml.',
    ],
    [
      'permit(principal, action, resource in Region::"eu-cental-1");',
      'line 1, column 39 names the Region "eu-cental-1", and there is none. Did you mean Region::"eu-central-1"?',
    ],
    [
      'permit(principal == Person::"U0ADA", action, resource);',
      'line 1, column 21 names the person "U0ADA", which is nobody’s id. People are written with their team: Person::"T0123:U0123".',
    ],
  ])('%s', (text, sentence) => {
    expect(problemsOf(text)).toEqual([`policies/1.cedar ${sentence}`])
  })

  it('is told with every other one, each with its file', () => {
    const found = problemsOf('permt(principal, action, resource);', `// a; b\n${when('context.hours > 5')}`)
    expect(found).toEqual([
      'policies/1.cedar line 1, column 1 begins with permt. Effect must be either permit or forbid.',
      'policies/2.cedar line 3, column 8 reads context.hours, and there is none. Did you mean hour?',
    ])
  })

  it('has a name that another has', () => {
    const named = '@id("same") permit(principal, action, resource);'
    expect(problemsOf(named, named)).toEqual([
      'policies/2.cedar line 1, column 1 has the @id "same", which is the name of policies/1.cedar line 1 too. Give it another.',
    ])
  })

  it('stops the making of the policy', () => {
    expect(() => aPolicy('permit(principal, action == Action::"ec2 stpo", resource);')).toThrow(UserError)
  })
})

it.each([[[]], [['// nothing yet\n']]])('files without a policy are not the built-in policy', (texts) => {
  expect(problemsOf(...texts)).toEqual([expect.stringContaining('Nothing would be allowed to anybody.')])
})

it.each([
  ['permit(principal, action == Action::"change", resource);', 'Write action in Action::"change"'],
  [when('context.hour > 5 && false'), 'never comes together'],
])('a policy that can never match is a warning: %s', (text, help) => {
  const policies = read(text)
  expect(policies).toMatchObject({
    ok: true,
    warnings: [
      { setting: 'policies/1.cedar line 1, column 1', problem: 'can never match', help: expect.stringContaining(help) },
    ],
  })
})

const forbidWhen = (condition: string) => when(condition).replace('permit', 'forbid')

it.each([
  ['context.weekday == "Fri"', 'column 27 compares context.weekday with "Fri", which it never is. Did you mean "fri"?'],
  ['"fir" == context.weekday', 'column 8 compares context.weekday with "fir", which it never is. Did you mean "fri"?'],
  [
    '["sat", "Sunday"].contains(context.weekday)',
    'column 16 compares context.weekday with "Sunday", which it never is. Did you mean "sun"?',
  ],
  [
    'context.surface == "dm"',
    'column 27 compares context.surface with "dm", which it never is. It is one of slash, mention, direct, click, modal.',
  ],
  [
    '!(resource.state != "runing" || resource.state != "runing")',
    'column 28 compares resource.state with "runing", which it never is. Did you mean "running"?',
  ],
])('a comparison with what never comes is a warning: %s', (condition, sentence) => {
  const policies = read(forbidWhen(condition))
  const said = policies.ok
    ? policies.warnings.map(({ setting, problem, help }) => `${setting} ${problem}. ${help}`)
    : policies
  expect(said).toEqual([`policies/1.cedar line 2, ${sentence}`])
})

it.each([
  'context.weekday == "fri" && context.surface == "modal" && resource.state == "shutting-down"',
  'resource.name == "Fri" && context.channel == "dm"',
])('a comparison with what may come is no warning: %s', (condition) => {
  expect(read(forbidWhen(condition))).toMatchObject({ ok: true, warnings: [] })
})

it('strings and comments with semicolons end no policy', () => {
  const policies = read('// one; two\npermit(principal, action, resource) when { "a;\\";b" != "}" }; // three;\n')
  expect(policies).toMatchObject({ ok: true, rules: [{ where: 'policies/1.cedar line 2' }] })
})

it('says whose members must be known', () => {
  const policies = read(
    'permit(principal in Group::"S0456", action, resource) unless { principal in [Group::"leads", Group::"S0789"] };',
  )
  expect(policies).toMatchObject({ userGroups: ['S0456', 'S0789'] })
})

it('every rule of the built-in policy can match', () => {
  expect(readPolicies([builtIn], { registry, accounts, groups: ['changers', 'auditors', 'invokers'] })).toMatchObject({
    ok: true,
    warnings: [],
  })
})
