import { describe, expect, test } from 'vitest'
import { addressOf, answering, cardOf, pressedOn, responseUrls, said, textsSeen } from './outbox-stage.ts'
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

const { ada, lin } = people

const card = cardOf('Stop web-1?')
const pointer = 'The change is in your direct messages with Windlass: Stop web-1?'
const timestamp = expect.any(String)

const cardState = (lead: string) => ({ view: viewOf(lead), recordId: 'C7', isPassing: false })

const callsOf = ({ slack }: Pick<Stage, 'slack'>, method: string) =>
  slack.wire().filter(({ title }) => title === method).length

/** Slack takes what matches and does not say so in time, the first so many times. */
function silentlyTaking(method: RegExp, count: number): typeof fetch {
  let left = count
  return async (url, init) => {
    const response = await fetch(url, init)
    if (!method.test(addressOf(url)) || left === 0) return response
    left -= 1
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  }
}

/** Slack that refuses that method with that code for that channel. */
function refusing(method: string, error: string, channel = ''): typeof fetch {
  return async (url, init) =>
    addressOf(url).endsWith(method) && JSON.stringify(init?.body ?? '').includes(`channel=${channel}`)
      ? Response.json({ ok: false, error })
      : fetch(url, init)
}

describe('a card that is posted openly', () => {
  test('stands in the channel for everyone, and "Working…" is gone', async () => {
    const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.ops)
    const working = await outbox.sayWorking(delivery)
    const posted = await outbox.postCard(answering(delivery, card, working), 'openly')
    expect(posted).toEqual({ channel: channels.ops, ts: timestamp })
    await expect.poll(() => textsSeen(stage, ada.id, channels.ops)).toEqual(['Stop web-1?'])
    const [shown] = seenBy(stage, lin.id, channels.ops)
    expect(shown).toMatchObject({ text: 'Stop web-1?', isEphemeral: false, ts: posted.ts })
    expect(shown?.blocks[1]).toMatchObject({ elements: [{ value: 'R1:confirm', action_id: 'card:0:confirm' }] })
  })

  test('stands in the thread that was spoken in', async () => {
    const { outbox, delivery, ...stage } = await said('@windlass ec2 stop web-1', channels.ops)
    const parent = await outbox.postCard(answering(delivery, viewOf('before')), 'openly')
    await outbox.postCard(answering({ ...delivery, thread: parent.ts }, card), 'openly')
    expect(seenBy(stage, lin.id, channels.ops).at(-1)).toMatchObject({ text: 'Stop web-1?', thread: parent.ts })
  })

  test.each(['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'])(
    'goes to the direct messages where Slack says %s, and the person learns where it is',
    async (error) => {
      const send = refusing('chat.postMessage', error, channels.ops)
      const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.ops, { send })
      const working = await outbox.sayWorking(delivery)
      const posted = await outbox.postCard(answering(delivery, card, working), 'openly')
      expect(posted).toEqual({ channel: directs.ada, ts: timestamp })
      expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ text: 'Stop web-1?', ts: posted.ts }])
      await expect.poll(() => textsSeen(stage, ada.id, channels.ops)).toEqual([pointer])
      expect(textsSeen(stage, lin.id, channels.ops)).toEqual([])
    },
  )

  test('of which Slack does not say whether it took it is taken up again, since it could not be edited', async () => {
    const send = silentlyTaking(/chat\.postMessage$/, 1)
    const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.ops, { send })
    await expect(outbox.postCard(answering(delivery, card), 'openly')).rejects.toMatchObject({
      code: 'SlackUnavailable',
    })
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual([])
    const posted = await outbox.postCard(answering(delivery, card), 'openly')
    expect(posted.channel).toBe(channels.ops)
  })
})

describe('a card in direct messages', () => {
  test('takes the place of "Working…"', async () => {
    const { outbox, delivery, ...stage } = await said('ec2 stop web-1', directs.ada)
    const working = await outbox.sayWorking(delivery)
    expect(await outbox.postCard(answering(delivery, card, working), 'directly')).toEqual({
      channel: directs.ada,
      ts: working.ts,
    })
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['Stop web-1?'])
    expect(await outbox.findPosted(delivery)).toMatchObject({ isAnswered: true, card: { ts: working.ts } })
  })

  test('is a message of its own where "Working…" is gone', async () => {
    const { outbox, delivery, ...stage } = await said('ec2 stop web-1', directs.ada)
    const posted = await outbox.postCard(answering(delivery, card, { ts: '1.000001' }), 'directly')
    expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ text: 'Stop web-1?', ts: posted.ts }])
  })

  test.each([
    ['by the address of a command', '/ec2 stop web-1', channels.ops],
    ['for the person alone to a mention', '@windlass ec2 stop web-1', channels.ops],
  ])('is pointed to where the person spoke %s, also without "Working…"', async (_, typed, channel) => {
    const { outbox, delivery, ...stage } = await said(typed, channel)
    await outbox.postCard(answering(delivery, card), 'directly')
    await expect.poll(() => textsSeen(stage, ada.id, channel)).toEqual([pointer])
    expect(textsSeen(stage, lin.id, channel)).toEqual([])
  })

  test('is pointed to by an ephemeral message where the address has run out', async () => {
    const { outbox, delivery, clock, ...stage } = await said('/ec2 stop web-1', channels.ops)
    clock.advance(31 * 60_000)
    await outbox.postCard(answering(delivery, card, { ts: undefined }), 'directly')
    await expect.poll(() => textsSeen(stage, ada.id, channels.ops)).toEqual([pointer])
    expect(callsOf(stage, 'chat.postEphemeral')).toBe(1)
  })

  test('of which Slack does not say whether it took it is looked up', async () => {
    const send = silentlyTaking(/chat\.postMessage$/, 1)
    const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.ops, { send })
    const posted = await outbox.postCard(answering(delivery, card), 'directly')
    expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ text: 'Stop web-1?', ts: posted.ts }])
  })

  test('stands also where the person cannot be told of it', async () => {
    const send: typeof fetch = async (url, init) =>
      responseUrls.test(addressOf(url)) || addressOf(url).endsWith('chat.postEphemeral')
        ? new Response('no_such_hook', { status: 404 })
        : fetch(url, init)
    const { outbox, delivery, ...stage } = await said('/ec2 stop web-1', channels.ops, { send })
    const posted = await outbox.postCard(answering(delivery, card), 'directly')
    expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ ts: posted.ts }])
  })
})

describe('a card that moves on', () => {
  async function aCard(send?: typeof fetch) {
    const stage = await said('/ec2 stop web-1', channels.ops, send === undefined ? {} : { send })
    return { ...stage, posted: await stage.outbox.postCard(answering(stage.delivery, card), 'openly') }
  }

  test('is edited where it stands', async () => {
    const { outbox, posted, ...stage } = await aCard()
    expect(await outbox.updateCard(posted, cardState('Stopped web-1'))).toBe(true)
    expect(seenBy(stage, lin.id, channels.ops)).toMatchObject([{ text: 'Stopped web-1', ts: posted.ts }])
  })

  test.each(['message_not_found', 'channel_not_found', 'cant_update_message', 'edit_window_closed', 'is_archived'])(
    'is given up where Slack says %s',
    async (error) => {
      const { outbox, posted } = await aCard(refusing('chat.update', error))
      expect(await outbox.updateCard(posted, cardState('Stopped web-1'))).toBe(false)
    },
  )

  test('is not given up for any other refusal', async () => {
    const { outbox, posted } = await aCard(refusing('chat.update', 'invalid_auth'))
    await expect(outbox.updateCard(posted, cardState('Stopped web-1'))).rejects.toMatchObject({
      code: 'Slack:invalid_auth',
    })
  })

  test('waits for an outage to end', async () => {
    const { outbox, posted, slack } = await aCard()
    slack.act.fault({ kind: 'outage', seconds: 25 })
    expect(await outbox.updateCard(posted, cardState('Stopped web-1'))).toBe(true)
    expect(textsSeen({ slack }, lin.id, channels.ops)).toEqual(['Stopped web-1'])
  })
})

test('a person is told in their direct messages, and the message can be edited', async () => {
  const stage = await startStage(createInbox())
  const outbox = createPatientOutbox(stage)
  const told = await outbox.tellPerson(ada.id, card, 'C7')
  expect(told).toEqual({ channel: directs.ada, ts: timestamp })
  expect(await outbox.updateCard(told, cardState('Stopped web-1'))).toBe(true)
  expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ text: 'Stopped web-1', ts: told.ts }])
})

describe('what is pressed on a card leaves it where it is', () => {
  test.each([
    ['a channel', channels.ops, 'openly'],
    ['direct messages', directs.ada, 'directly'],
  ] as const)(
    'in %s the answer is beside it, for the person alone, and "Working…" is not said',
    async (...[, channel, where]) => {
      const { outbox, click, ...stage } = await pressedOn(card, { channel, where })
      const working = await outbox.sayWorking(click)
      expect(working).toEqual({ ts: undefined })
      expect(textsSeen(stage, ada.id, channel)).toEqual(['Stop web-1?'])
      await outbox.answer(answering(click, viewOf('Only bob can confirm it'), working))
      expect(seenBy(stage, ada.id, channel)).toMatchObject([
        { text: 'Stop web-1?', isEphemeral: false },
        { text: 'Only bob can confirm it', isEphemeral: true },
      ])
    },
  )

  test('and nothing is said or deleted under its address when another card is posted beside it', async () => {
    const uses: string[] = []
    const send: typeof fetch = async (url, init) => {
      if (responseUrls.test(addressOf(url))) uses.push(addressOf(url))
      return fetch(url, init)
    }
    const { click, ...stage } = await pressedOn(card)
    const outbox = createPatientOutbox(stage, send)
    await outbox.postCard(answering(click, cardOf('Start web-1?'), { ts: undefined }), 'openly')
    expect(uses).toEqual([])
  })

  test.each([
    ['in the same channel', 'openly', ['Stop web-1?', 'Start web-1?']],
    ['in direct messages', 'directly', ['Stop web-1?', pointer.replace('Stop', 'Start')]],
  ] as const)('another card stands %s', async (_, where, texts) => {
    const { outbox, click, ...stage } = await pressedOn(card)
    await outbox.postCard(answering(click, cardOf('Start web-1?'), { ts: undefined }), where)
    await expect.poll(() => textsSeen(stage, ada.id, channels.ops)).toEqual(texts)
  })
})
