import { expect, it } from 'vitest'
import { readBody } from '../../src/slack/receive.ts'
import { anIntake, restarting, storeDown } from './intake-stage.ts'
import { channels, createInbox, people, startStage } from './stage.ts'

const receiving = { botUser: 'UBOT', now: 1_000, seal: (value: string) => value }

const shortcut = {
  type: 'message_action',
  callback_id: 'invoke_with_message',
  token: 'secret',
  team: { id: 'T1', domain: 'acme' },
  user: { id: 'U1', name: 'ada' },
  channel: { id: 'C1', name: 'ops' },
  trigger_id: '4.5.6',
  response_url: 'https://hooks.slack.com/app/T1/1/x',
  message_ts: '5.5',
  message: { type: 'message', user: 'U2', ts: '5.5', thread_ts: '5.1', text: 'secret talk ```{"order": 42}```' },
}

it("a message's shortcut is what was found in the message, and nothing else of it", () => {
  expect(readBody(shortcut, receiving)).toEqual({
    kind: 'delivery',
    delivery: {
      id: 'T1:4.5.6',
      surface: 'shortcut',
      team: 'T1',
      user: 'U1',
      channel: 'C1',
      isDirect: false,
      thread: '5.1',
      responseUrl: 'https://hooks.slack.com/app/T1/1/x',
      asks: { kind: 'message', payload: { kind: 'text', text: '{"order": 42}' } },
      trigger: '4.5.6',
      isOnCard: true,
      receivedAt: 1_000,
    },
  })
})

it.each([
  ['of another app', { callback_id: 'other' }],
  ['without who used it', { user: undefined }],
  ['without its message', { message: undefined }],
])('a shortcut %s is nothing', (_, changes) => {
  expect(readBody({ ...shortcut, ...changes }, receiving)).toMatchObject({ kind: 'nothing' })
})

it('is stored, then acknowledged, then answered', async () => {
  const { steps, intake, take } = anIntake()
  await take(shortcut)
  await intake.drained()
  expect(steps).toEqual(['stored shortcut', 'acknowledged', 'answered shortcut'])
})

it('is told where it cannot be taken, since Slack shows nothing of an acknowledgement', async () => {
  const down = anIntake({ receive: () => Promise.reject(new Error('the disk is full')) })
  await down.take(shortcut)
  await down.intake.drained()
  expect(down.steps).toEqual(['acknowledged', `told shortcut: ${storeDown}`])
  const closing = anIntake()
  await closing.intake.close()
  await closing.take(shortcut)
  await closing.intake.drained()
  expect(closing.steps).toEqual(['acknowledged', `told shortcut: ${restarting}`])
})

it('comes from the menu of a message, also where the bot is no member, and is answered beside it', async () => {
  const inbox = createInbox(async (delivery) => {
    await stage.edge.outbox.answer({
      delivery,
      view: { lead: ['No JSON.'], parts: [], actions: [] },
      recordId: 'R1',
      working: undefined,
    })
  })
  const stage = await startStage(inbox)
  const { slack } = stage
  const [channel, as] = [channels.webTeam, people.ada.id]
  await slack.act.send({ as: people.lin.id, channel, text: 'look: ```{"order": 42}```' })
  const said = slack.messagesSeenBy(as, channel).at(-1)
  const callbackId = 'invoke_with_message'
  expect(await slack.act.shortcut({ as, channel, ts: said?.ts ?? '', callbackId })).toEqual({ ok: true })
  const answer = await slack.until(() => slack.messagesSeenBy(as, channel).find(({ isFromApp }) => isFromApp))
  expect(answer).toMatchObject({ text: 'No JSON.', visibleTo: as })
  expect(inbox.received).toMatchObject([
    { channel, user: as, asks: { kind: 'message', payload: { kind: 'text', text: '{"order": 42}' } } },
  ])
  expect(slack.messagesSeenBy(people.lin.id, channel).at(-1)).toEqual(said)
})
