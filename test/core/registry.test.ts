import { expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { createRegistry } from '../../src/core/registry.ts'

const registry = createRegistry(commands)
const near = (typed: string) => registry.nearest(typed.split(' ')).map(({ words }) => words.join(' '))

it.each(['ec2 hibernate x', 'ec2 trminate x', 'ec2 germinate x', 'ec2 te x', 'hibernate x'])(
  '%s is never taken for what cannot be taken back',
  (typed) => {
    expect(near(typed)).not.toContain('ec2 terminate')
  },
)

it.each(['ec2 terminat x', 'EC2 Termniate x', 'ec2 termin', 'terminate x'])(
  '%s begins like it, and is offered it',
  (typed) => {
    expect(near(typed)).toContain('ec2 terminate')
  },
)

it.each([
  ['ec2 stpo x', 'ec2 stop'],
  ['stop x', 'ec2 stop'],
  ['ec2 rebot x', 'ec2 reboot'],
])('%s is offered what can be taken back', (typed, meant) => {
  expect(near(typed)[0]).toBe(meant)
})
