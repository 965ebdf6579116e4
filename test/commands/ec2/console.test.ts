import { describe, expect, it } from 'vitest'
import type { ConsoleOutput } from '../../../src/core/ec2/evidence.ts'
import { anAccount } from '../../fixtures/account.ts'
import { codeOf, leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { anInstance, noon } from '../../fixtures/values.ts'

const web = anInstance({ id: 'i-0123456789abcdef0', name: 'web-3' })
const account = anAccount([web])
const policies = 'permit(principal, action, resource);'

async function consoleOf(
  lines: readonly string[],
  typed = 'ec2 console web-3',
  at: ConsoleOutput['at'] = noon - 600_000,
) {
  return runCommand(typed, account, { policies, evidence: { readConsole: async () => ({ value: { lines, at } }) } })
}

const many = Array.from({ length: 300 }, (_, index) => `line ${index + 1}`)

describe('/ec2 console', () => {
  it('shows the last 40 lines, when they were taken, and that they are not live', async () => {
    const view = await consoleOf([...many, '', ' '])
    expect(leadText(view)).toBe(
      'The last 40 of 300 lines of the console of web-3, taken 2026-11-23T11:50Z, 10 min ago.',
    )
    expect(codeOf(view)).toBe(many.slice(260).join('\n'))
    expect(noteText(view)).toContain('It is what AWS last copied')
    expect(pressable(view)).toMatchObject({
      'The last 200 lines': 'ec2 console --lines 200 web-3',
      'What is wrong': 'ec2 why i-0123456789abcdef0 --account production --region eu-central-1',
    })
  })

  it('shows as many as are asked for, and no button for more where there are none', async () => {
    expect(codeOf(await consoleOf(many, 'ec2 console web-3 --lines 2'))).toBe('line 299\nline 300')
    const few = await consoleOf(['one', 'two'])
    expect(leadText(few)).toContain('All 2 lines of the console of web-3')
    expect(Object.keys(pressable(few)).join()).not.toContain('The last')
  })

  it('does not show more than 200', async () => {
    expect(leadText(await consoleOf(many, 'ec2 console web-3 --lines 201'))).toContain(
      '201 is not a whole number from 1 to 200.',
    )
  })

  it('keeps secrets out', async () => {
    expect(codeOf(await consoleOf(['password=hunter2hunter2', 'aws_secret AKIAIOSFODNN7EXAMPLE']))).not.toMatch(
      /hunter2|AKIAIOSFODNN7EXAMPLE/,
    )
  })

  it('says that there is none, or why it could not be read', async () => {
    expect(leadText(await consoleOf(['', '  ']))).toBe(
      'AWS has no console output of web-3 in production, eu-central-1.',
    )
    const unread = { readConsole: async () => ({ unread: 'The role may not call ec2:GetConsoleOutput.' }) }
    expect(leadText(await runCommand('ec2 console web-3', account, { policies, evidence: unread }))).toBe(
      'The console of web-3 could not be read. The role may not call ec2:GetConsoleOutput.',
    )
  })

  it('is for whom a policy allows it: it is sensitive', async () => {
    const view = await runCommand('ec2 console web-3', account)
    expect(codeOf(view)).toBeUndefined()
    expect(leadText(view)).toContain('You may not')
  })
})
