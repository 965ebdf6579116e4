import { describe, expect, it, onTestFinished } from 'vitest'
import type { Acted } from '../../src/core/acted.ts'
import { anAccount } from '../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { noteText } from '../fixtures/run-command.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance } from '../fixtures/values.ts'
import { sandboxPlace } from './invoke-stage.ts'

const readOnly = 'sandbox is read-only: no change role is configured for it.'
const says = 'It may not.'

const refused = (code: string, message: string): Acted => ({
  kind: 'refused',
  code,
  message,
  requestId: undefined,
  spreads: 'nowhere',
})

async function answered(words: string, acted: Acted) {
  const changer = async () => acted
  const world = await aSpine({
    groups: ['changers'],
    functions: aFunctionsAccount([aFunction({ place: sandboxPlace })]),
    reader: anAccount([anInstance({ name: 'web-1', place: sandboxPlace })]),
    callerFor: () => ({ callFunction: changer, changeFunction: changer }),
    changerFor: () => ({
      startInstance: changer,
      stopInstance: changer,
      rebootInstance: changer,
      terminateInstance: changer,
    }),
  })
  onTestFinished(() => world.close())
  const delivery = aDelivery(words)
  await world.spine.receive(delivery)
  await world.spine.answer(delivery)
  const written = world.outbox.written.at(-1)
  if (written?.view === undefined) throw new Error('nothing was answered')
  return { text: written.text, note: noteText(written.view) }
}

describe('what is refused when it is rehearsed', () => {
  it.each([
    ['ec2 stop web-1', refused('NoChangeRole', readOnly)],
    ['lambda publish order-intake', refused('NoChangeRole', readOnly)],
    ['lambda invoke order-intake {} --dry-run', refused('NoAccount', readOnly)],
  ])('is Windlass’s own word where AWS was not asked: %s', async (words, acted) => {
    expect(await answered(words, acted)).toMatchObject({
      text: `Windlass cannot change anything in sandbox. ${readOnly}`,
      note: 'Nothing was changed.',
    })
  })

  it.each([
    ['ec2 stop web-1', 'AWS would not stop web-1.'],
    ['lambda invoke order-intake {} --dry-run', 'AWS would not invoke order-intake.'],
  ])('is AWS’s where it was: %s', async (words, lead) => {
    expect(await answered(words, refused('AccessDenied', says))).toMatchObject({
      text: `${lead} ${says}`,
      note: 'Rehearsed with AWS; nothing was changed.',
    })
  })

  it('is not said to be rehearsed where Lambda has no dry run', async () => {
    expect(await answered('lambda publish order-intake', refused('AccessDenied', says))).toMatchObject({
      text: `Windlass cannot publish a version of order-intake. ${says}`,
      note: 'Nothing was changed.',
    })
  })

  it('nor where no answer came', async () => {
    expect(await answered('ec2 stop web-1', { kind: 'unknown', code: 'Timeout', message: says })).toMatchObject({
      text: `Windlass cannot stop web-1. ${says}`,
      note: 'Nothing was changed.',
    })
  })
})
