import { beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { View } from '../../src/core/view.ts'
import { aDelivery } from '../fixtures/values.ts'
import { aYard, type Yard } from './changing.ts'
import { fleet } from './changing-account.ts'

let yard: Yard

beforeEach(async () => {
  yard = await aYard({ instances: fleet(25) })
  const { caps } = yard.ports.product.changes
  yard.rules.changes = { caps: { ...caps, maxTargets: 100, maxPercentOfGroup: 100, maxPercentOfEnvironment: 100 } }
})

const written = () => yard.outbox.written.map(({ kind }) => kind)

/** Slack takes no files, until it is told to. */
function noFiles(): { end(): void } {
  const { outbox } = yard.ports.slack
  const { sendFile } = outbox
  outbox.sendFile = () => Promise.reject(new UserError('NoFile', 'Slack did not take the file (missing_scope).'))
  return { end: () => void (outbox.sendFile = sendFile) }
}

function says(view: View | undefined): string {
  return JSON.stringify(view?.parts)
}

describe('the file of a proposal', () => {
  it('is sent before its card', async () => {
    await yard.propose('ec2 stop web-*')
    expect(written()).toEqual(['file', 'card'])
  })

  it('that Slack does not take leaves nothing proposed, and the person is told so', async () => {
    noFiles()
    const delivery = aDelivery('ec2 stop web-*')
    await yard.give(delivery)
    expect(yard.outbox.answers()).toEqual([
      'The file with all of it could not be sent, so nothing was proposed. Slack did not take the file (missing_scope).',
    ])
    expect(written()).toEqual(['answer'])
    expect(await yard.ports.store.findProposedBy(delivery.id)).toBeUndefined()
    const any = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }
    const { events } = await yard.ports.store.listEvents({ ...any, offset: 0, limit: 10 })
    expect(events).toEqual([expect.objectContaining({ kind: 'failed', rule: 'NoFile', said: '/ec2 stop web-*' })])
  })

  it('is not sent again with a card that Slack did not take at first', async () => {
    const { outbox } = yard.ports.slack
    const { postCard } = outbox
    outbox.postCard = () => Promise.reject(new UserError('SlackUnavailable', 'Slack is out of reach.'))
    await yard.propose('ec2 stop web-*')
    outbox.postCard = postCard
    for (const left of await yard.ports.store.listUnanswered()) await yard.spine.answer(left.delivery)
    expect(written()).toEqual(['file', 'card'])
  })
})

describe('the file of an end', () => {
  async function toTheEnd(): Promise<void> {
    await yard.runJobs()
    yard.account.settle()
    await yard.system.advance(30_000)
    await yard.runJobs()
  }

  it('is sent once, with the job that shows the end', async () => {
    const change = await yard.propose('ec2 stop web-*')
    await yard.press(change, 'confirm')
    yard.outbox.written.length = 0
    await toTheEnd()
    await yard.press(change, 'confirm')
    const files = yard.outbox.written.flatMap(({ file }) => file ?? [])
    expect(files.map(({ name }) => name)).toEqual([`change-${change.id}-end.txt`])
    for (const { id } of change.plan.targets) expect(files[0]?.content).toContain(id)
    expect(says(yard.outbox.written.at(-1)?.view)).toContain('This is not all of it.')
  })

  it('that Slack does not take is told on the card, and sent when the job is tried again', async () => {
    const change = await yard.propose('ec2 stop web-*')
    await yard.press(change, 'confirm')
    const files = noFiles()
    await expect(toTheEnd()).rejects.toThrow('missing_scope')
    expect(says(yard.outbox.written.at(-1)?.view)).toContain('That file could not be sent.')
    files.end()
    await yard.work.work(
      { id: 'show', kind: 'show', change: change.id, dueAt: 0, claim: 'c', claimedUntil: 0, attempts: 2 },
      new AbortController().signal,
    )
    expect(written().slice(-2)).toEqual(['card-update', 'file'])
    expect(says(yard.outbox.written.at(-2)?.view)).not.toContain('could not be sent')
  })
})
