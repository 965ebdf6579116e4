import { expect, it } from 'vitest'
import { plain } from '../../../src/core/text.ts'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, runCommand, tableOf } from '../../fixtures/run-command.ts'

it('says who I am, what I may do, and which accounts and roles are used for me', async () => {
  const account = anAccount([])
  const view = await runCommand('windlass whoami', account)
  expect(leadText(view)).toBe('You are ada, a full member of this workspace.')
  expect(bulletsOf(view)).toEqual([
    'You may read: list, show and explain what is there (rule members-read).',
    'You may not read logs, console output and the audit (rule members-read).',
    'You may not change anything (rule members-read).',
  ])
  expect(tableOf(view)?.rows).toEqual([
    ['production', '111122223333', 'eu-central-1, us-east-1', 'WindlassRead'],
    ['sandbox', '777788889999', 'us-east-1', 'WindlassRead'],
  ])
  expect(plain(view.note ?? [])).toContain('T0HARBOUR-U0ADA')
  expect(account.asked).toEqual([])
})
