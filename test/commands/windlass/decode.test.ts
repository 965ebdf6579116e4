import { describe, expect, it } from 'vitest'
import type { InstanceEvidence } from '../../../src/core/ec2/evidence.ts'
import { UserError } from '../../../src/core/errors.ts'
import { anAccount } from '../../fixtures/account.ts'
import { bulletsOf, leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { sandbox } from '../../fixtures/values.ts'

const error =
  'An error occurred (UnauthorizedOperation). Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU'

/** Which accounts were asked, in order. */
async function decode(said: string, decodes: (account: string) => string | undefined) {
  const asked: string[] = []
  const decodeDenial: InstanceEvidence['decodeDenial'] = async ({ account }) => {
    asked.push(account)
    const sentence = decodes(account)
    return sentence === undefined ? { unread: `${account} could not.` } : { value: sentence }
  }
  return { view: await runCommand(`windlass decode ${said}`, anAccount([]), { evidence: { decodeDenial } }), asked }
}

describe('/windlass decode', () => {
  it('tells what the first account says that can read it', async () => {
    const { view, asked } = await decode(error, () => 'Allow ec2:StopInstances is missing.')
    expect(leadText(view)).toBe('AWS refused it: Allow ec2:StopInstances is missing.')
    expect(noteText(view)).toBe('Decoded by the read role of production.')
    expect(asked).toEqual(['production', 'sandbox'])
  })

  it('waits for no account but the one that can', async () => {
    const decodeDenial: InstanceEvidence['decodeDenial'] = ({ account }) =>
      account === 'sandbox' ? Promise.resolve({ value: 'It is denied.' }) : new Promise(() => {})
    const view = await runCommand(`windlass decode ${error}`, anAccount([]), { evidence: { decodeDenial } })
    expect(noteText(view)).toBe('Decoded by the read role of sandbox.')
  })

  it('goes on where the person may not read in one of them, and says so where none can', async () => {
    const decodeDenial: InstanceEvidence['decodeDenial'] = async ({ account }) => {
      if (account === 'production') throw new UserError('Denied', 'You may not read in production.')
      return { unread: 'sandbox could not.' }
    }
    const view = await runCommand(`windlass decode ${error}`, anAccount([]), { evidence: { decodeDenial } })
    expect(bulletsOf(view)).toEqual(['You may not read in production.', 'sandbox could not.'])
  })

  it('asks the account that the error names first', async () => {
    const named = `arn:aws:sts::${sandbox.id}:assumed-role/X/y. ${error}`
    expect((await decode(named, () => 'It is denied.')).asked).toEqual(['sandbox', 'production'])
  })

  it('says where nobody can read it, and what the error means in general', async () => {
    const { view, asked } = await decode(error, () => undefined)
    expect(leadText(view)).toContain('None of your accounts could decode it.')
    expect(bulletsOf(view)).toEqual(['production could not.', 'sandbox could not.'])
    expect(pressable(view)).toEqual({ 'What the error means': 'windlass explain UnauthorizedOperation' })
    expect(asked).toEqual(['production', 'sandbox'])
  })

  it('answers what has no such message as a question, and asks back where there is nothing', async () => {
    expect(leadText((await decode('ami', () => 'no')).view)).toContain('AMI')
    expect(leadText((await decode('', () => 'no')).view)).toContain('Ask what?')
  })
})
