import { expect, it } from 'vitest'
import { suggestionsFrom } from '../../../src/playground/page/suggestions.ts'

const command = (name: string, words: readonly string[]) => ({
  command: name,
  description: '',
  usageHint: '',
  completions: words.map((each) => ({ words: each, about: '' })),
})

it('suggests several kinds of command, each at most twice', () => {
  const commands = [
    command('/ec2', ['list', 'list --state running', 'list web-*', 'show web-1', 'help']),
    command('/windlass', ['whoami', 'help']),
  ]
  expect(suggestionsFrom(commands).map(({ text }) => text)).toEqual([
    '/ec2 list',
    '/ec2 list --state running',
    '/ec2 show web-1',
    '/ec2 help',
    '/windlass whoami',
  ])
})

it('suggests nothing that would only be refused or not found', () => {
  expect(suggestionsFrom([command('/ec2', ['show', 'show <name>', 'show i-0a9c31f7e21b40d55'])])).toEqual([])
})
