import { expect, it } from 'vitest'
import { plain } from '../../../src/core/text.ts'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, runCommand, tableOf } from '../../fixtures/run-command.ts'

it('says who I am, what I may do, and which accounts and roles are used for me', async () => {
  const account = anAccount([])
  const view = await runCommand('windlass whoami', account)
  expect(leadText(view)).toBe('You are ada, a full member of this workspace.')
  expect(bulletsOf(view)).toEqual([
    'You are in none of the groups that count here.',
    'You may read: /ec2 list, /ec2 show, /ec2 why, /ec2 explain, /ec2 help, /lambda list, /lambda show, /lambda why, /lambda metrics, /lambda explain, /lambda help, /windlass ask, /windlass explain, /windlass decode, /windlass whoami, /windlass compare, /windlass changes, /windlass may, /windlass help.',
    'You may not read logs or the audit.',
    'You may change nothing.',
  ])
  expect(tableOf(view)?.rows).toEqual([
    ['production', '111122223333', 'eu-central-1, us-east-1', 'WindlassRead', 'read-only'],
    ['sandbox', '777788889999', 'us-east-1', 'WindlassRead', 'read-only'],
  ])
  expect(plain(view.note ?? [])).toContain('T0HARBOUR-U0ADA')
  expect(account.asked).toEqual([])
})
