import { expect, it, onTestFinished } from 'vitest'
import { ended, type Progress } from '../../src/core/change.ts'
import type { CardState } from '../../src/core/outbox.ts'
import { plain } from '../../src/core/text.ts'
import { showCard } from '../../src/spine/card.ts'
import { anOutbox, aSpine } from '../fixtures/spine.ts'
import { noon } from '../fixtures/values.ts'
import { aChange, aProposal } from '../store/values.ts'

const there: Progress = { kind: 'there', at: noon + 60_000, acceptedAt: noon, state: 'stopped' }

it('the end is the last that a card says, also where an older state was slow to be written', async () => {
  const change = aChange({ state: 'following', card: { channel: 'C0OPS', ts: '1.0' }, progress: [there] })
  const written: string[] = []
  const updateCard = async (_: unknown, { view }: CardState) => {
    if (written.length === 0) {
      // Meanwhile the job that follows it has seen the end, and shown it.
      await world.ports.store.saveChange(ended(change, noon + 60_000), { events: [], jobs: [] })
      written.push('the end, by the job')
    }
    written.push(plain(view.lead))
    return true
  }
  const world = await aSpine({ outbox: { ...anOutbox(), updateCard } })
  onTestFinished(() => world.close())
  await world.ports.store.recordProposed(aProposal(change))
  await showCard(change, world.ports)
  expect(written).toEqual([
    'the end, by the job',
    'Stopping web-1 in production, eu-central-1',
    expect.stringMatching(/^Stopped 1 of 1 instance in production, eu-central-1/),
  ])
})
