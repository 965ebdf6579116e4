import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { leadText, pressable, runCommand } from '../../fixtures/run-command.ts'

it.each([
  ['windlass explain (InsufficientInstanceCapacity) "when\n{', 'No capacity. capacity is an idea.'],
  ['explain snapshot', 'Snapshot. snapshot is an idea.'],
])('%s is answered without AWS', async (typed, answer) => {
  const account = anAccount([])
  expect(leadText(await runCommand(typed, account))).toBe(answer)
  expect(account.asked).toEqual([])
})

it('alone says how to ask, with an example', async () => {
  const view = await runCommand('windlass explain', anAccount([]))
  expect(leadText(view)).toBe('Ask what? Say it in your own words: /windlass explain InsufficientInstanceCapacity')
  expect(pressable(view)).toEqual({ InsufficientInstanceCapacity: 'windlass explain InsufficientInstanceCapacity' })
})
