import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import type { Problem } from '../../src/core/problem.ts'
import { createRegistry } from '../../src/core/registry.ts'
import { plain } from '../../src/core/text.ts'
import { choicesOf } from '../../src/core/view.ts'
import { findCommand } from '../../src/spine/find.ts'
import { parseCommand } from '../../src/spine/parse.ts'
import { production, sandbox } from '../fixtures/values.ts'

const registry = createRegistry(commands)

function parsed(typed: string) {
  const found = findCommand(typed, registry)
  return 'code' in found ? found : parseCommand(found, [production, sandbox])
}

function said(typed: string): string {
  const problem = asProblem(parsed(typed))
  return plain(problem.message)
}

function offered(typed: string): string[] {
  return asProblem(parsed(typed))
    .actions.flatMap(choicesOf)
    .map(({ does }) => ('words' in does ? does.words.join(' ') : does.decides))
}

function asProblem(value: ReturnType<typeof parsed>): Problem {
  expect(value).toHaveProperty('message')
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the line above holds it
  return value as Problem
}

describe('what is typed becomes values', () => {
  it.each([
    ['/ec2 list', { state: [], instances: [], page: undefined }],
    ['EC2 List --state running,stopped', { state: ['running', 'stopped'] }],
    ['ec2 list --state running --state=stopped', { state: ['running', 'stopped'] }],
    ['ec2 list --state Running', { state: ['running'] }],
    [
      'ec2 list web-1,web-2',
      {
        instances: [
          { kind: 'name', name: 'web-1' },
          { kind: 'name', name: 'web-2' },
        ],
      },
    ],
    ['ec2 list i-0a9c31f7e21b40d55', { instances: [{ kind: 'id', id: 'i-0a9c31f7e21b40d55' }] }],
    ['ec2 list I-0A9C31F7', { instances: [{ kind: 'id', id: 'i-0a9c31f7' }] }],
    ['ec2 list "db, primary"', { instances: [{ kind: 'name', name: 'db, primary' }] }],
    ['ec2 list web-*', { instances: [{ kind: 'glob', glob: 'web-*' }] }],
    ['ec2 list tag:env=a,b', { instances: [{ kind: 'tag', key: 'env', value: 'a,b' }] }],
    [
      'ec2 list --tag env=prod --tag team=*',
      {
        tag: [
          { key: 'env', value: 'prod' },
          { key: 'team', value: '*' },
        ],
      },
    ],
    ['ec2 list --account production', { account: ['production'] }],
    ['ec2 list --account 777788889999', { account: ['sandbox'] }],
    ['ec2 list --region us-east-1', { region: ['us-east-1'] }],
    ['ec2 list --sort -age', { sort: { by: 'age', isReversed: true } }],
    ['ec2 list --columns name,env,tag:Team', { columns: ['name', 'environment', 'tag:Team'] }],
    ['ec2 list --page 3 --export csv', { page: 3, export: 'csv' }],
    ['ec2 list --page 3 --page=3', { page: 3 }],
  ])('%s', (typed, values) => {
    expect(parsed(typed)).toMatchObject(values)
  })
})

describe('a mistake is named, with what was probably meant', () => {
  it.each([
    ['ec2 list --stat running', '--stat is not a flag of /ec2 list. Did you mean --state?', 'ec2 list --state running'],
    ['ec2 list --stat=running', '--stat is not a flag of /ec2 list. Did you mean --state?', 'ec2 list --state=running'],
    [
      'ec2 list --state runing',
      '--state: runing is not a state. There are pending, running, stopping, stopped, shutting-down, terminated. Did you mean running?',
      'ec2 list --state running',
    ],
    [
      'ec2 list --state=runing',
      '--state: runing is not a state. There are pending, running, stopping, stopped, shutting-down, terminated. Did you mean running?',
      'ec2 list --state=running',
    ],
    [
      'ec2 list --account prodution',
      '--account: prodution is not an account that Windlass knows. There are production, sandbox. Did you mean production?',
      'ec2 list --account production',
    ],
    [
      'ec2 list --sort -ages',
      '--sort: ages is not a column. There are name, id, state, type, age, zone, region, account, owner, environment, private-address, public-address, image and tag:<key>. Did you mean -age?',
      'ec2 list --sort -age',
    ],
    ['ec2 lst', 'ec2 lst is not a command. Did you mean /ec2 list?', 'ec2 list'],
    ['list', 'list is not a command. Did you mean /ec2 list?', 'ec2 list'],
  ])('%s', (typed, sentence, corrected) => {
    expect(said(typed)).toBe(sentence)
    expect(offered(typed)[0]).toBe(corrected)
  })

  it.each([
    ['ec2 list --state', '--state needs a value, like --state running.'],
    ['ec2 list --page 0', '--page: 0 is not a whole number from 1 to 10000.'],
    ['ec2 list --page two', '--page: two is not a whole number from 1 to 10000.'],
    ['ec2 list i-123', 'i-123 is not an instance id: those have 8 or 17 digits (0–9, a–f) after i-.'],
    ['ec2 list tag:env', 'A tag is written key=value, like env=prod or env=* for any value.'],
    [
      'ec2 list --type "t3 large"',
      '--type: t3 large is not an instance type; those look like t3.large, or t3.* for a family.',
    ],
    ['ec2 list -x', '-x is not a flag of /ec2 list. A name that begins with a dash goes after --.'],
    ['ec2 list --toString', '--toString is not a flag of /ec2 list. A name that begins with a dash goes after --.'],
    ['ec2 list --__proto__ x', '--__proto__ is not a flag of /ec2 list. A name that begins with a dash goes after --.'],
    ['ec2 list --columns a,a,a,a,a,a,a,a,a,a,a', '--columns: at most 10 at once; these are 11.'],
    [
      'ec2 list --sort -',
      '--sort: - is not a column. There are name, id, state, type, age, zone, region, account, owner, environment, private-address, public-address, image and tag:<key>.',
    ],
    ['ec2 list --page 2 --page 3', '--page is given twice: 2 and 3. Give it once.'],
    [
      'lambda alias a live --weight 10 --weight=20 --weight 30',
      '--weight is given 3 times: 10, 20, and 30. Give it once.',
    ],
    [`lambda invoke echo --json "${'x'.repeat(41)}" --json 1`, '--json is given twice. Give it once.'],
    [
      'lambda env echo FOO=hunter2',
      'FOO=… is not the name of a function. Values of its environment are typed into the form that /lambda env opens, never into a message.',
    ],
    ['windlass whoami you', '/windlass whoami takes nothing but flags; you is none.'],
    ['ec2 list "web', 'A " was opened and not closed. Close it, or leave it out.'],
  ])('%s', (typed, sentence) => {
    expect(said(typed)).toBe(sentence)
  })

  it('takes a hundred targets and not one more', () => {
    const targets = (count: number) => `ec2 list ${Array.from({ length: count }, (_, index) => `w${index}`).join(' ')}`
    expect(parsed(targets(100))).toHaveProperty('instances')
    expect(said(targets(101))).toContain('At most 100 targets at once; these are 101.')
    expect(said(`ec2 list ${targets(101).slice(9).replaceAll(' ', ',')}`)).toContain(
      'At most 100 targets at once; these are 101.',
    )
    expect(said(`ec2 list ${'tag:a=b '.repeat(11)}`)).toContain('At most 10 tags at once; these are 11.')
    expect(said(`ec2 list --name ${'x,'.repeat(51)}`)).toContain('--name: at most 50 at once; these are 51.')
  })
})

describe('a correction', () => {
  it.each([
    ['ec2 list --columns nmae', 'ec2 list --columns name'],
    ['ec2 list --sort aeg', 'ec2 list --sort age'],
    ['ec2 list --columns name,private,type', 'ec2 list --columns name,private-ip,type'],
    ['ec2 list --state=running,stoped', 'ec2 list --state=running,stopped'],
  ])('of %s changes just the word that was wrong', (typed, corrected) => {
    expect(offered(typed)[0]).toBe(corrected)
  })
})

describe('help is found by every way of asking for it', () => {
  it.each([
    ['', 'windlass help'],
    ['help', 'windlass help'],
    ['/ec2', 'ec2 help'],
    ['ec2 --help', 'ec2 help'],
    ['/ec2 /ec2 list', 'ec2 list'],
    ['whoami', 'windlass whoami'],
    ['ec2 list --help', 'ec2 help list'],
    ['ec2 list -h', 'ec2 help list'],
  ])('%j', (typed, words) => {
    const found = findCommand(typed, registry)
    expect('words' in found && found.words.join(' ')).toBe(words)
  })
})
