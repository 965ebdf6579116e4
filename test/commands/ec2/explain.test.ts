import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { leadText, pressable, runCommand } from '../../fixtures/run-command.ts'

it.each([
  ['ec2 explain image', 'AMI. ami is an idea.'],
  ['ec2 explain snapshot', 'Snapshot. snapshot is an idea.'],
])('%s is answered without AWS', async (typed, answer) => {
  const account = anAccount([])
  expect(leadText(await runCommand(typed, account))).toBe(answer)
  expect(account.asked).toEqual([])
})

it('alone says how to ask, with an example', async () => {
  const view = await runCommand('ec2 explain', anAccount([]))
  expect(leadText(view)).toBe('Ask what? Say it in your own words: /ec2 explain ami')
  expect(pressable(view)).toEqual({ ami: 'ec2 explain ami' })
})
