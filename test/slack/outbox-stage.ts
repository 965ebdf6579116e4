import { expect } from 'vitest'
import type { Delivery } from '../../src/core/delivery.ts'
import type { Working } from '../../src/core/outbox.ts'
import type { View } from '../../src/core/view.ts'
import {
  channels,
  createInbox,
  createPatientOutbox,
  directs,
  people,
  type Stage,
  seenBy,
  startStage,
  viewOf,
} from './stage.ts'

type How = { readonly threadTs?: string; readonly send?: typeof fetch }

/** Has ada say something, and gives what arrived for it with the outbox that it is answered through. */
export async function said(typed: string, channel: string, { threadTs, send = fetch }: How = {}) {
  const inbox = createInbox()
  const stage = await startStage(inbox)
  const arrived = inbox.next()
  const thread = threadTs === undefined ? {} : { threadTs }
  expect(await stage.slack.act.send({ as: people.ada.id, channel, text: typed, ...thread })).toEqual({ ok: true })
  return { ...stage, delivery: await arrived, outbox: createPatientOutbox(stage, send) }
}

export function answering(delivery: Delivery, view: View = viewOf('58 instances'), working?: Working) {
  return { delivery, view, recordId: 'R1', working }
}

/** What has a button to confirm it. */
export const cardOf = (lead: string): View => ({
  ...viewOf(lead),
  actions: [{ kind: 'button', verb: 'confirm', label: 'Stop', does: { kind: 'decide', decides: 'confirm' } }],
})

type Where = {
  readonly channel?: string
  readonly where?: 'openly' | 'directly'
  readonly inbox?: ReturnType<typeof createInbox>
  readonly send?: typeof fetch
}

/** Has ada press the button of a card, and gives the click. */
export async function pressedOn(card: View, { channel = channels.ops, where = 'openly', ...more }: Where = {}) {
  const { inbox = createInbox(), send = fetch } = more
  const stage = await startStage(inbox)
  const outbox = createPatientOutbox(stage, send)
  const first = inbox.next()
  await stage.slack.act.send({
    as: people.ada.id,
    channel,
    text: channel === directs.ada ? 'ec2 stop x' : '/ec2 stop x',
  })
  const { ts } = await outbox.postCard(answering(await first, card), where)
  const [shown] = seenBy(stage, people.ada.id, channel)
  const clicked = inbox.next()
  const blockId = String(shown?.blocks[1]?.['block_id'])
  await stage.slack.act.act({ as: people.ada.id, channel, ts, blockId, actionId: 'card:0:confirm' })
  const click = await clicked
  expect(click).toMatchObject({ isOnCard: true, trigger: expect.any(String) })
  return { ...stage, outbox, inbox, click }
}

export const textsSeen = (stage: Pick<Stage, 'slack'>, user: string, channel: string) =>
  seenBy(stage, user, channel).map((each) => each.text)

export const addressOf = (url: Parameters<typeof fetch>[0]) => (url instanceof Request ? url.url : url.toString())

/** What is no method of the Web API. */
export const responseUrls = /^(?!.*\/api\/)/
