import { describe, expect, it } from 'vitest'
import { complete } from '../../../src/playground/page/completion.ts'
import { decideKey } from '../../../src/playground/page/composer-keys.ts'
import { user } from './page-fixtures.ts'

const vocabulary = {
  commands: [
    {
      command: '/ec2',
      description: 'Instances',
      usageHint: '',
      completions: [
        { words: 'list', about: 'All', changes: false },
        { words: 'list --state running', about: 'Running', changes: false },
        { words: 'show', about: 'One', changes: false },
      ],
    },
    {
      command: '/windlass',
      description: 'About',
      usageHint: '',
      completions: [{ words: 'help', about: 'Help', changes: false }],
    },
  ],
  users: [
    user('U1', 'ada', 'Ada Byron'),
    user('U2', 'lin', 'Lin Wei'),
    { ...user('U3', 'windlass', 'Windlass'), isBot: true },
  ],
}
const completions = (draft: string, caret = draft.length) => complete(draft, caret, vocabulary)
const drafts = (draft: string, caret?: number) => completions(draft, caret).map((each) => each.draft)

describe('completions', () => {
  it.each([
    ['/', ['/ec2 ', '/windlass ']],
    ['/w', ['/windlass ']],
    ['/ec2 ', ['/ec2 list ', '/ec2 list --state running ', '/ec2 show ']],
    ['/ec2 li', ['/ec2 list ', '/ec2 list --state running ']],
    ['/ec2 list', ['/ec2 list ', '/ec2 list --state running ']],
    ['/ec2 list ', ['/ec2 list --state running ']],
    ['/ec2 show web', []],
    ['/other ', []],
    [' /ec2', []],
    ['ec2 li', []],
  ])('after "%s" come %j', (draft, expected) => {
    expect(drafts(draft)).toEqual(expected)
  })

  it('nothing is offered for a command while the caret is in its middle', () => {
    expect(drafts('/ec2 li', 3)).toEqual([])
  })

  it('offers the app first and then people, by either name', () => {
    expect(drafts('hello @')).toEqual(['hello @windlass ', 'hello @ada ', 'hello @lin '])
    expect(drafts('@wei')).toEqual(['@lin '])
  })

  it('puts a name where the caret is and keeps what follows', () => {
    expect(drafts('ask @ad about it', 7)).toEqual(['ask @ada about it'])
  })

  it('an address in a mail is no mention', () => {
    expect(drafts('ops@a')).toEqual([])
  })
})

describe('keys', () => {
  const keyIn = (draft: string, key: string, { isMarked = false, shiftKey = false } = {}) =>
    decideKey({ key, shiftKey }, { draft, completions: completions(draft), isMarked })

  it.each([
    ['/ec', 'Enter', 'accept'],
    ['/ec2 li', 'Enter', 'accept'],
    ['/ec2 li', 'Tab', 'accept'],
    ['/ec2 list', 'Enter', 'send'],
    ['/ec2 ', 'Enter', 'send'],
    ['/ec2', 'Enter', 'send'],
    ['/ec2 show web', 'Enter', 'send'],
    ['/ec2 li', 'ArrowDown', 'next'],
    ['/ec2 li', 'ArrowUp', 'previous'],
    ['/ec2 li', 'Escape', 'dismiss'],
    ['hello', 'Enter', 'send'],
    ['hello', 'ArrowUp', undefined],
    ['hello', 'Tab', undefined],
    ['hello', 'x', undefined],
  ])('in "%s", %s does: %s', (draft, key, act) => {
    expect(keyIn(draft, key)).toBe(act)
  })

  it('Enter takes what the arrow keys chose, although the words are whole', () => {
    expect(keyIn('/ec2 list', 'Enter', { isMarked: true })).toBe('accept')
  })

  it('Shift and Enter make a line', () => {
    expect(keyIn('/ec2 li', 'Enter', { shiftKey: true })).toBeUndefined()
  })
})
