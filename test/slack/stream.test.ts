import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/playground/slack/messages.ts'
import { timestampOf } from '../../src/slack/receive.ts'
import { toStreamed, toTaskTitle } from '../../src/slack/stream-text.ts'
import { addressOf, answering, said, textsSeen } from './outbox-stage.ts'
import { channels, createInbox, directs, people, type Stage, seenBy, startStage, viewOf } from './stage.ts'

const { ada, lin } = people
const question = '@windlass why is web-1 slow?'
const asked = ['You asked: why is web-1 slow?']

function streamedIn({ slack }: Pick<Stage, 'slack'>, user: string, channel: string): Message {
  const found = slack.messagesSeenBy(user, channel).find(({ isFromApp }) => isFromApp)
  if (found === undefined) throw new Error('nothing is streamed there')
  return found
}

const tasksOf = ({ stream }: Message) => stream?.tasks.map(({ title, status }) => `${title}: ${status}`)

/** Notes each call of these methods, and what `answer` says instead of Slack. */
function noting(answer: (method: string, count: number) => Response | undefined = () => undefined) {
  const calls: string[] = []
  const send: typeof fetch = async (url, init) => {
    const method = /\/api\/(.+)$/.exec(addressOf(url))?.[1] ?? ''
    calls.push(method)
    const count = calls.filter((each) => each === method).length
    return answer(method, count) ?? fetch(url, init)
  }
  return { calls, send, count: (method: string) => calls.filter((each) => each === method).length }
}

const refusing = (refused: string) => (method: string) =>
  method === refused ? Response.json({ ok: false, error: 'not_allowed' }) : undefined

describe('an answer that is streamed', () => {
  it('grows in the thread of the mention, for everyone, and the answer takes its place', async () => {
    const { outbox, delivery, ...stage } = await said(question, channels.ops)
    const stream = await outbox.openStream(delivery, 'openly', asked)
    expect(tasksOf(streamedIn(stage, lin.id, channels.ops))).toEqual(['Reading the question: in_progress'])
    stream.step('Reading web-1')
    stream.append('The processor is ')
    stream.append('at 97 %.')
    await stream.end()
    const streamed = streamedIn(stage, lin.id, channels.ops)
    expect(streamed).toMatchObject({ text: 'The processor is at 97 %.', threadTs: timestampOf(delivery) })
    expect(tasksOf(streamed)).toEqual(['Reading the question: complete', 'Reading web-1: complete'])
    expect(stream.place).toEqual({ channel: channels.ops, ts: streamed.ts })
    await outbox.answer({ ...answering(delivery, viewOf('web-1 is busy'), stream.place), isOpen: true })
    expect(textsSeen(stage, lin.id, channels.ops)).toEqual(['web-1 is busy'])
    expect(streamedIn(stage, lin.id, channels.ops).stream).toBeUndefined()
  })

  it('or in the direct messages, below what the person said', async () => {
    const { outbox, delivery, ...stage } = await said('why is web-1 slow?', directs.ada)
    const stream = await outbox.openStream(delivery, 'directly', asked)
    stream.append('It is busy.')
    await stream.end()
    expect(streamedIn(stage, ada.id, directs.ada)).toMatchObject({
      text: 'It is busy.',
      threadTs: timestampOf(delivery),
    })
    await outbox.answer(answering(delivery, viewOf('web-1 is busy'), stream.place))
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['web-1 is busy'])
    expect(await outbox.findPosted(delivery)).toMatchObject({ isAnswered: true, card: stream.place })
  })

  it('of a slash command, in the direct messages, below what was asked; where it was asked it says so with a link', async () => {
    const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops)
    const stream = await outbox.openStream(delivery, 'directly', asked)
    stream.announce({ ts: undefined })
    await stage.slack.until(() => seenBy(stage, ada.id, channels.ops)[0])
    expect(JSON.stringify(seenBy(stage, ada.id, channels.ops)[0]?.blocks)).toMatch(
      /"url":"http[^"]+D0ADA"|<http[^|]+D0ADA\|your direct messages with Windlass>/,
    )
    stream.append('It is busy.')
    await stream.end()
    const [root, streamed] = stage.slack.messagesSeenBy(ada.id, directs.ada)
    expect(root?.text).toBe('You asked: why is web-1 slow?')
    expect(streamed).toMatchObject({ text: 'It is busy.', threadTs: root?.ts })
    expect(stream.place).toEqual({ channel: directs.ada, ts: streamed?.ts })
    await outbox.answer(answering(delivery, viewOf('web-1 is busy'), stream.place))
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['You asked: why is web-1 slow?', 'web-1 is busy'])
    expect(textsSeen(stage, ada.id, channels.ops)).toEqual([
      'The language model answers in your direct messages with Windlass.',
    ])
  })

  it('that Slack does not take leaves nothing there of what was asked', async () => {
    const { send } = noting(refusing('chat.startStream'))
    const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops, { send })
    await expect(outbox.openStream(delivery, 'directly', asked)).rejects.toThrow('Slack did not take the stream')
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual([])
  })

  it('is also pointed to where Slack gives no link', async () => {
    const { send } = noting(refusing('chat.getPermalink'))
    const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops, { send })
    const stream = await outbox.openStream(delivery, 'directly', asked)
    stream.announce(undefined)
    const pointer = await stage.slack.until(() => seenBy(stage, ada.id, channels.ops)[0])
    expect(pointer.text).toBe('The language model answers in your direct messages with Windlass.')
    expect(JSON.stringify(pointer.blocks)).not.toContain('http')
    await stream.end()
  })

  it('takes away the "Working…" of direct messages once it is kept', async () => {
    const { outbox, delivery, ...stage } = await said('why is web-1 slow?', directs.ada)
    const working = await outbox.sayWorking(delivery)
    const stream = await outbox.openStream(delivery, 'directly', asked)
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['Working…', ''])
    stream.announce(working)
    await stage.slack.until(() => (textsSeen(stage, ada.id, directs.ada).length === 1 ? true : undefined))
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual([''])
    await stream.end()
  })

  it('for one person alone, it never takes the place of what everyone sees', async () => {
    const { outbox, delivery, ...stage } = await said(question, channels.ops)
    const stream = await outbox.openStream(delivery, 'openly', asked)
    await stream.end()
    await outbox.answer(answering(delivery, viewOf('web-1 is busy'), stream.place))
    expect(textsSeen(stage, lin.id, channels.ops)).toEqual([''])
    expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['', 'web-1 is busy'])
  })

  it('is sent in lumps of whole words, however fast they come', async () => {
    const { send, count } = noting()
    const { outbox, delivery, ...stage } = await said(question, channels.ops, { send })
    const stream = await outbox.openStream(delivery, 'openly', asked)
    for (const letter of 'a sentence of several words') stream.append(letter)
    await stream.end()
    expect(streamedIn(stage, lin.id, channels.ops).text).toBe('a sentence of several words')
    expect(count('chat.appendStream')).toBeLessThanOrEqual(2)
  })

  it('goes on where Slack asks to wait, and stops being one where Slack takes nothing more', async () => {
    const { send } = noting((method, count) => {
      if (method !== 'chat.appendStream') return undefined
      if (count === 1) return new Response(null, { status: 429, headers: { 'retry-after': '2' } })
      return count === 2 ? undefined : Response.json({ ok: false, error: 'message_not_in_streaming_state' })
    })
    const { outbox, delivery, slack } = await said(question, channels.ops, { send })
    const stream = await outbox.openStream(delivery, 'openly', asked)
    const first = slack.nextMessage(({ text }) => text !== '')
    stream.append('one two')
    expect(await first).toMatchObject({ text: 'one ' })
    stream.append(' three ')
    stream.step('Reading')
    await stream.end()
    expect(stream.stopped.aborted).toBe(false)
    await outbox.answer({ ...answering(delivery, viewOf('all of it'), stream.place), isOpen: true })
    expect(textsSeen({ slack }, lin.id, channels.ops)).toEqual(['all of it'])
  })

  it('is not waited for where Slack asks to wait longer: what was said last comes with its end', async () => {
    const refused = Promise.withResolvers<void>()
    const { send } = noting((method) => {
      if (method !== 'chat.appendStream') return undefined
      refused.resolve()
      return new Response(null, { status: 429, headers: { 'retry-after': '60' } })
    })
    const { outbox, delivery, ...stage } = await said(question, channels.ops, { send })
    const stream = await outbox.openStream(delivery, 'openly', asked)
    stream.append('one two ')
    await refused.promise
    await stream.end()
    expect(streamedIn(stage, lin.id, channels.ops)).toMatchObject({ text: 'one two ', stream: { state: 'done' } })
  })

  it('that nobody has ended, as when Windlass was killed, is ended by the answer that takes its place', async () => {
    const { outbox, delivery, ...stage } = await said(question, channels.ops)
    const { place } = await outbox.openStream(delivery, 'openly', asked)
    await outbox.answer({ ...answering(delivery, viewOf('all of it'), place), isOpen: true })
    expect(textsSeen(stage, lin.id, channels.ops)).toEqual(['all of it'])
    expect(streamedIn(stage, lin.id, channels.ops).stream).toBeUndefined()
  })

  it('is over after five minutes, and then edited all the same', async () => {
    const { outbox, delivery, clock, ...stage } = await said(question, channels.ops)
    const stream = await outbox.openStream(delivery, 'openly', asked)
    clock.advance(306_001)
    stream.append('too late ')
    await stream.end()
    await outbox.answer({ ...answering(delivery, viewOf('all of it'), stream.place), isOpen: true })
    expect(textsSeen(stage, lin.id, channels.ops)).toEqual(['all of it'])
  })
})

describe('Stop', () => {
  it('aborts what is being written, and nothing else', async () => {
    const inbox = createInbox()
    const stage = await startStage(inbox)
    const { slack, edge, clock } = stage
    const open = async () => {
      const arrived = inbox.next()
      await slack.act.send({ as: ada.id, channel: channels.ops, text: question })
      const delivery = await arrived
      return { delivery, stream: await edge.outbox.openStream(delivery, 'openly', asked) }
    }
    const [first, second] = [await open(), await open()]
    const { channel, ts } = await slack.until(() =>
      slack.messagesSeenBy(ada.id, channels.ops).find(({ stream }) => stream?.isStoppable),
    )
    const pressed = new Promise<void>((resolve) => first.stream.stopped.addEventListener('abort', () => resolve()))
    expect(slack.act.stop({ as: ada.id, channel, ts })).toEqual({ ok: true })
    await pressed
    expect(second.stream.stopped.aborted).toBe(false)
    first.stream.append('nothing of this ')
    await clock.pass(first.stream.end())
    const answer = answering(first.delivery, viewOf('Stopped.'), first.stream.place)
    await clock.pass(edge.outbox.answer({ ...answer, isOpen: true }))
    expect(textsSeen(stage, lin.id, channels.ops)).toEqual(['Stopped.', ''])
    await clock.pass(second.stream.end())
  })

  it('of somebody else ends the stream and not the answer', async () => {
    const inbox = createInbox()
    const stage = await startStage(inbox)
    const { slack, edge, clock } = stage
    const arrived = inbox.next()
    await slack.act.send({ as: ada.id, channel: channels.ops, text: question })
    const delivery = await arrived
    const stream = await edge.outbox.openStream(delivery, 'openly', asked)
    const { channel, ts } = await slack.until(() =>
      slack.messagesSeenBy(ada.id, channels.ops).find((each) => each.stream?.isStoppable),
    )
    const heard = () => slack.wire().some(({ title }) => title.includes('agent_session_stopped'))
    expect(slack.act.stop({ as: lin.id, channel, ts })).toEqual({ ok: true })
    await slack.until(() => (heard() ? true : undefined))
    stream.append('nothing of this ')
    await clock.pass(stream.end())
    expect(stream.stopped.aborted).toBe(false)
    await clock.pass(edge.outbox.answer({ ...answering(delivery, viewOf('All of it.'), stream.place), isOpen: true }))
    expect(textsSeen(stage, lin.id, channels.ops)).toEqual(['All of it.'])
  })

  it('is also heard of where only the stream says so', async () => {
    const { outbox, delivery, slack } = await said(question, channels.ops)
    const stream = await outbox.openStream(delivery, 'openly', asked)
    const stopped = new Promise<void>((resolve) => stream.stopped.addEventListener('abort', () => resolve()))
    const { channel, ts } = await slack.until(() =>
      slack.messagesSeenBy(ada.id, channels.ops).find((each) => each.stream?.isStoppable),
    )
    slack.act.stop({ as: ada.id, channel, ts })
    stream.append('a word ')
    await stopped
    await stream.end()
    expect(stream.stopped.aborted).toBe(true)
  })

  it('is missing where Slack does not offer it, and the answer is streamed all the same', async () => {
    const refused = Response.json({ ok: false, error: 'feature_not_enabled' })
    const { send, count } = noting((method) => (method === 'agents.sessions.setStatus' ? refused.clone() : undefined))
    const { outbox, delivery, ...stage } = await said(question, channels.ops, { send })
    const stream = await outbox.openStream(delivery, 'openly', asked)
    stream.append('busy')
    await stream.end()
    expect(streamedIn(stage, lin.id, channels.ops)).toMatchObject({ text: 'busy', stream: { state: 'done' } })
    expect(count('agents.sessions.setStatus')).toBe(1)
  })
})

describe('nothing in it', () => {
  it('is markup, a link, an emoji or a mention', () => {
    expect(toStreamed('<!channel> <@U0ADA> & _a_ my_name')).toBe(
      '&lt;\u200C!channel&gt; &lt;\u200C@\u200CU0ADA&gt; &amp; \\_a\\_ my_name',
    )
    expect(toStreamed('https://evil.example www.evil.example :tada: @here')).toBe(
      'https:\u200C//evil.example www\u200C.evil.example :\u200Ctada:\u200C @\u200Chere',
    )
    expect(toStreamed('# one\n- two\n1. three\n**four** [five](six) `seven`')).toBe(
      '\\# one\n\\- two\n1\\. three\n\\*\\*four\\*\\* \\[five\\](six) \\`seven\\`',
    )
  })

  it('pings anybody, in words or in steps', async () => {
    const { outbox, delivery, ...stage } = await said(question, channels.ops)
    const stream = await outbox.openStream(delivery, 'openly', asked)
    stream.step('Reading <!channel> <@U0LIN>')
    stream.append('<!here> <@U0LIN> <!subteam^S0OPS>')
    await stream.end()
    const streamed = streamedIn(stage, lin.id, channels.ops)
    expect(streamed.notifies).toEqual([])
    expect(JSON.stringify(streamed.stream?.tasks)).not.toMatch(/<[!@]/)
    expect(toTaskTitle('x'.repeat(300)).length).toBeLessThanOrEqual(256)
  })

  it('is a secret, also where it comes in pieces', async () => {
    const { outbox, delivery, ...stage } = await said(question, channels.ops)
    const stream = await outbox.openStream(delivery, 'openly', asked)
    for (const piece of ['the password: ', 'hunter2', ' and AKIA', 'ABCDEFGHIJKLMNOP end']) stream.append(piece)
    await stream.end()
    expect(streamedIn(stage, lin.id, channels.ops).text).not.toMatch(/hunter2|ABCDEFGHIJKLMNOP/)
  })
})
