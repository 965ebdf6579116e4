import { expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { leadText, pressable, runCommand } from '../../fixtures/run-command.ts'

it.each([
  ['windlass ask what is an AMI?', 'AMI. ami is an idea.'],
  ["what's an ami", 'AMI. ami is an idea.'],
])('%s is answered without AWS', async (typed, answer) => {
  const account = anAccount([])
  expect(leadText(await runCommand(typed, account))).toBe(answer)
  expect(account.asked).toEqual([])
})

it('goes on from what the conversation was about', async () => {
  const view = await runCommand('and for Lambda?', anAccount([]), { before: 'ami' })
  expect(leadText(view)).toBe('Container image. container is an idea.')
})

it('alone says how to ask, with an example', async () => {
  const view = await runCommand('windlass ask', anAccount([]))
  expect(leadText(view)).toBe('Ask what? Say it in your own words: /windlass ask what is an AMI?')
  expect(pressable(view)).toEqual({ 'what is an AMI?': 'windlass ask what is an AMI?' })
})
