import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { leadText, pressable, runCommand } from '../../fixtures/run-command.ts'

it.each([
  ['lambda explain image', 'Container image. container is an idea.'],
  ['lambda explain snapshot', 'Snapshot. snapshot is an idea.'],
])('%s is answered without AWS', async (typed, answer) => {
  const account = anAccount([])
  expect(leadText(await runCommand(typed, account))).toBe(answer)
  expect(account.asked).toEqual([])
})

it('explains what was named, whatever the conversation was about', async () => {
  const view = await runCommand('lambda explain and for Lambda?', anAccount([]), { before: 'ami' })
  expect(leadText(view)).toContain('I do not know that for certain.')
})

it('alone says how to ask, with an example', async () => {
  const view = await runCommand('lambda explain', anAccount([]))
  expect(leadText(view)).toBe('Ask what? Say it in your own words: /lambda explain cold starts')
  expect(pressable(view)).toEqual({ 'cold starts': 'lambda explain cold starts' })
})
