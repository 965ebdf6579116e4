import { expect, it } from 'vitest'
import { commands as everyCommand } from '../../../src/commands/index.ts'
import { pageCommands } from '../../../src/playground/completions.ts'
import { suggestionsFrom, tryableChange } from '../../../src/playground/page/suggestions.ts'
import { awsAccounts, awsWorld } from '../../../src/playground/world/aws.ts'
import { user } from './page-fixtures.ts'

const lin = user('U2', 'lin', 'Lin Wei')
const ada = { ...user('U1', 'ada', 'Ada Byron'), title: 'operator' }

const command = (name: string, words: readonly string[]) => ({
  command: name,
  description: '',
  usageHint: '',
  completions: words.map((each) => ({
    words: each,
    about: '',
    changes: /^(?:start|stop|reboot|terminate|pause|resume)\b/.test(each),
  })),
})

it('suggests several kinds of command, each at most twice', () => {
  const commands = [
    command('/ec2', ['list', 'list --state running', 'list web-*', 'show web-1', 'help']),
    command('/windlass', ['whoami', 'help']),
  ]
  expect(suggestionsFrom(commands, lin).map(({ text }) => text)).toEqual([
    '/ec2 list',
    '/ec2 list --state running',
    '/ec2 show web-1',
    '/ec2 help',
    '/windlass whoami',
  ])
})

it('suggests nothing that would only be refused or not found', () => {
  expect(suggestionsFrom([command('/ec2', ['show', 'show <name>', 'show i-0a9c31f7e21b40d55'])], lin)).toEqual([])
})

it('suggests a change to the operator alone, after what only looks, and no other change', () => {
  const commands = [
    command('/ec2', ['list', 'show web-1', 'help', 'start', 'stop', 'stop loadtest-1', 'terminate web-1']),
  ]
  const texts = (me: typeof ada) => suggestionsFrom(commands, me).map(({ text }) => text)
  expect(texts(lin)).toEqual(['/ec2 list', '/ec2 show web-1', '/ec2 help'])
  expect(texts(ada)).toEqual(['/ec2 list', '/ec2 show web-1', '/ec2 help', '/ec2 stop loadtest-1'])
})

it('suggests a change that this playground really has', () => {
  const texts = suggestionsFrom(pageCommands(everyCommand), ada).map(({ text }) => text)
  expect(texts).toContain(tryableChange)
  expect(awsAccounts.find(({ name }) => name === 'staging')?.roles.change).toBeDefined()
  const staging = awsWorld(0).accounts.find(({ name }) => name === 'staging')
  const instances = [...(staging?.places.values() ?? [])].flatMap((place) => place.instances)
  const found = instances.filter((each) => JSON.stringify(each).includes(tryableChange.split(' ').at(-1) ?? '?'))
  expect(found).toHaveLength(1)
})
