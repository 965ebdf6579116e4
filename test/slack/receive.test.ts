import { describe, expect, test } from 'vitest'
import { readBody } from '../../src/slack/receive.ts'

const receiving = { botUser: 'UBOT', now: 1_000, seal: (value: string) => `sealed:${value.length}` }

const command = {
  token: 'secret',
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  command: '/ec2',
  text: 'list --state running',
  response_url: 'https://hooks.slack.com/commands/T1/1/x',
  trigger_id: '1.2.3',
}

const click = {
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T1' },
  team: { id: 'T1', domain: 'acme' },
  channel: { id: 'C1', name: 'ops' },
  container: { type: 'message', message_ts: '5.5', channel_id: 'C1', is_ephemeral: true },
  trigger_id: '4.5.6',
  response_url: 'https://hooks.slack.com/actions/T1/1/x',
  actions: [{ type: 'button', action_id: '0:next', block_id: 'b', value: 'R1:next' }],
}

const mention = eventOf({ type: 'app_mention', user: 'U1', channel: 'C1', ts: '7.7', text: '<@UBOT> ec2 list' })
const direct = eventOf({
  type: 'message',
  channel_type: 'im',
  user: 'U1',
  channel: 'D1',
  ts: '8.8',
  text: 'ec2 show web-1',
})

function eventOf(event: Record<string, unknown>) {
  return { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event }
}

test('a slash command is its words, without the slash', () => {
  expect(readBody(command, receiving)).toEqual({
    kind: 'delivery',
    delivery: {
      id: 'T1:1.2.3',
      surface: 'slash',
      team: 'T1',
      user: 'U1',
      channel: 'C1',
      isDirect: false,
      thread: undefined,
      responseUrl: 'https://hooks.slack.com/commands/T1/1/x',
      asks: { kind: 'words', words: 'ec2 list --state running' },
      trigger: '1.2.3',
      receivedAt: 1_000,
    },
  })
})

test('a click is the offer in its value', () => {
  expect(readBody(click, receiving)).toEqual({
    kind: 'delivery',
    delivery: {
      id: 'T1:4.5.6',
      surface: 'click',
      team: 'T1',
      user: 'U1',
      channel: 'C1',
      isDirect: false,
      thread: undefined,
      responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
      asks: { kind: 'offer', value: 'R1:next' },
      trigger: '4.5.6',
      isOnCard: false,
      receivedAt: 1_000,
    },
  })
})

test('a choice of a select or a menu is an offer like a button', () => {
  const chosen = { ...click, actions: [{ type: 'static_select', selected_option: { value: 'R1:state-1' } }] }
  expect(deliveryOf(chosen).asks).toEqual({ kind: 'offer', value: 'R1:state-1' })
})

test('a mention is known by its message, so that its second event is the same delivery', () => {
  const second = eventOf({ ...mention.event, type: 'message', channel_type: 'im' })
  expect(deliveryOf(mention)).toMatchObject({ id: 'T1:C1:7.7', surface: 'mention', asks: { words: 'ec2 list' } })
  expect(deliveryOf(second).id).toBe(deliveryOf(mention).id)
})

test('a direct message is answered where it was said', () => {
  expect(deliveryOf(direct)).toMatchObject({ surface: 'direct', isDirect: true, channel: 'D1', thread: undefined })
  const inThread = eventOf({ ...direct.event, thread_ts: '8.1' })
  expect(deliveryOf(inThread).thread).toBe('8.1')
})

describe('is in a direct message with the bot', () => {
  const inDirect = { ...click, channel: { id: 'D1', name: 'directmessage' } }
  test.each([
    ['a click on a lasting message there', { ...inDirect, container: { is_ephemeral: false } }, true],
    ['a click on what only one person sees, which may be between two people', inDirect, false],
    ['a click where Slack does not say', { ...inDirect, container: {} }, false],
    ['a click in a channel', { ...click, container: { is_ephemeral: false } }, false],
  ])('%s', (_, body, expected) => {
    expect(deliveryOf(body).isDirect).toBe(expected)
  })

  test('never a slash command, since the conversation may be one of two people', () => {
    expect(deliveryOf({ ...command, channel_id: 'D1', channel_name: 'directmessage' }).isDirect).toBe(false)
  })
})

describe('stands on a card that an answer must not replace', () => {
  const lasting = { ...click, container: { is_ephemeral: false } }
  const inDirect = { ...lasting, channel: { id: 'D1', name: 'directmessage' } }
  const onCard = [{ ...click.actions[0], action_id: 'card:0:confirm' }]
  test.each([
    ['a button of a lasting message in a channel', lasting, true],
    ['a button of what only one person sees', click, false],
    ['a button where Slack does not say', { ...click, container: {} }, false],
    ['a button of a card in direct messages', { ...inDirect, actions: onCard }, true],
    ['a button of an answer in direct messages, which the next page replaces', inDirect, false],
  ])('%s', (_, body, expected) => {
    expect(deliveryOf(body).isOnCard).toBe(expected)
  })

  test('and says which card it is', () => {
    const container = { is_ephemeral: false, message_ts: '9.1' }
    expect(deliveryOf({ ...click, container }).cardTs).toBe('9.1')
    expect(deliveryOf({ ...click, container: { ...container, is_ephemeral: true } })).not.toHaveProperty('cardTs')
  })
})

describe('a form that is submitted', () => {
  const view = {
    id: 'V1',
    hash: '156.a',
    callback_id: 'windlass_form',
    private_metadata: '{"value":"C7:confirm","channel":"C1"}',
    state: { values: { typed: { typed: { type: 'plain_text_input', value: ' web-1\u0000' } } } },
  }
  const submission = { type: 'view_submission', team: { id: 'T1' }, user: { id: 'U1' }, trigger_id: '9.1.2', view }

  test('is the offer that it was opened for, with what was filled in', () => {
    expect(deliveryOf(submission)).toEqual({
      id: 'T1:9.1.2',
      surface: 'modal',
      team: 'T1',
      user: 'U1',
      channel: 'C1',
      isDirect: false,
      thread: undefined,
      responseUrl: undefined,
      asks: { kind: 'offer', value: 'C7:confirm', filled: { typed: ' web-1' } },
      receivedAt: 1_000,
    })
  })

  test('is in a direct message with the bot where its card is', () => {
    const inDirect = { ...view, private_metadata: '{"value":"C7:confirm","channel":"D1"}' }
    expect(deliveryOf({ ...submission, view: inDirect })).toMatchObject({ channel: 'D1', isDirect: true })
  })

  test('is known by its view where Slack sends no trigger', () => {
    expect(deliveryOf({ ...submission, trigger_id: undefined }).id).toBe('T1:V1:156.a')
  })

  test.each([
    ['a text or number', { type: 'number_input', value: '12.5' }, '12.5'],
    ['a choice', { type: 'static_select', selected_option: { text: { text: 'Big' }, value: 'big' } }, 'big'],
    ['a date', { type: 'datepicker', selected_date: '2026-11-24' }, '2026-11-24'],
    ['a person', { type: 'users_select', selected_user: 'U2' }, 'U2'],
    ['a channel', { type: 'channels_select', selected_channel: 'C2' }, 'C2'],
    ['a conversation', { type: 'conversations_select', selected_conversation: 'C3' }, 'C3'],
    ['a text with what nothing stores', { type: 'plain_text_input', value: 'a\u0000b\r\nc\uD83D' }, 'ab\nc'],
    ['no text', { type: 'plain_text_input', value: null }, ''],
    ['no choice', { type: 'static_select', selected_option: null }, ''],
    ['no date', { type: 'datepicker', selected_date: null }, ''],
    ['nothing at all', { type: 'users_select' }, ''],
  ])('carries %s', (_, element, expected) => {
    const values = { size: { size: element }, typed: { typed: { value: 'x' } } }
    const { asks } = deliveryOf({ ...submission, view: { ...view, state: { values } } })
    expect(asks).toMatchObject({ filled: { size: expected, typed: 'x' } })
  })

  test('seals what is typed into a secret field', () => {
    const values = { key: { windlass_secret: { value: 'hunter2' } }, other: { windlass_secret: { value: null } } }
    const { asks } = deliveryOf({ ...submission, view: { ...view, state: { values } } })
    expect(asks).toMatchObject({ filled: { key: 'sealed:7', other: '' } })
  })

  test.each([
    ['of another app', { callback_id: 'other' }],
    ['that keeps no JSON', { private_metadata: 'C7:confirm' }],
    ['that keeps something else', { private_metadata: '{"value":"C7:confirm"}' }],
    ['without its input', { state: { values: {} } }],
    ['with more fields than Slack takes', { state: { values: manyFields(100) } }],
  ])('is nothing: one %s', (_, changed) => {
    expect(readBody({ ...submission, view: { ...view, ...changed } }, receiving).kind).toBe('nothing')
  })

  test('has as many fields as Slack takes', () => {
    const { asks } = deliveryOf({ ...submission, view: { ...view, state: { values: manyFields(99) } } })
    expect(asks).toMatchObject({ filled: { 'field-98': 'x' } })
  })

  test('and one that is closed is nothing', () => {
    expect(readBody({ ...submission, type: 'view_closed' }, receiving).kind).toBe('nothing')
  })
})

test('a message with a file beside it is one like any other', () => {
  expect(deliveryOf(eventOf({ ...direct.event, subtype: 'file_share' })).surface).toBe('direct')
})

describe('nothing is', () => {
  test.each([
    ['a message of a bot', eventOf({ ...direct.event, bot_id: 'B1' })],
    ['a message of the bot itself', eventOf({ ...direct.event, user: 'UBOT' })],
    ['a message of Slackbot', eventOf({ ...direct.event, user: 'USLACKBOT' })],
    ['an edit', eventOf({ ...direct.event, subtype: 'message_changed', hidden: true })],
    ['a mention that was edited in', eventOf({ ...mention.event, edited: { user: 'U1', ts: '9.9' } })],
    ['a deletion', eventOf({ ...direct.event, subtype: 'message_deleted' })],
    ['a thread broadcast', eventOf({ ...direct.event, subtype: 'thread_broadcast' })],
    ['a message in a channel', eventOf({ ...direct.event, channel_type: 'channel' })],
    ['an event of another kind', eventOf({ ...direct.event, type: 'reaction_added' })],
    ['an event without a user', eventOf({ type: 'message', channel_type: 'im', channel: 'D1', ts: '1.1', text: 'x' })],
    ['a command without a user', { ...command, user_id: undefined }],
    ['a command without a trigger', { ...command, trigger_id: '' }],
    ['a click without an action', { ...click, actions: [] }],
    ['a click on nothing', { ...click, actions: [{ type: 'button' }] }],
    ['a click in a modal', { ...click, channel: undefined }],
    ['a submission', { type: 'view_submission' }],
    ['null', null],
    ['a list', []],
    ['a text', 'hello'],
    ['an event that is null', { type: 'event_callback', team_id: 'T1', event: null }],
  ])('%s', (_, body) => {
    expect(readBody(body, receiving).kind).toBe('nothing')
  })
})

describe('words arrive clean', () => {
  test.each([
    ['null bytes', 'li\u0000st', 'ec2 list'],
    ['half a character', 'list \uD83D', 'ec2 list'],
    ['right-to-left text', 'show שרת', 'ec2 show שרת'],
    ['smart quotes, which the tokenizer knows', 'show “web 1”', 'ec2 show “web 1”'],
    ['ten thousand characters', 'x'.repeat(10_000), `ec2 ${'x'.repeat(10_000)}`],
    [
      'JSON with an address in it',
      'invoke f {"url":"http://x.io?a=1&b=2"}',
      'ec2 invoke f {"url":"http://x.io?a=1&b=2"}',
    ],
    ['a name that became a link', 'show <http://a.io|a.io>', 'ec2 show a.io'],
    ['an escaped sign', 'invoke f {"a":"&lt;b&gt; &amp;amp;"}', 'ec2 invoke f {"a":"<b> &amp;"}'],
    ['stars and ticks, which are no marks in a command', 'list *web-1* `x`', 'ec2 list *web-1* `x`'],
    ['a person', 'who <@U2|bob>', 'ec2 who <@U2|bob>'],
    ['nothing', '', 'ec2'],
  ])('%s', (_, text, words) => {
    expect(deliveryOf({ ...command, text }).asks).toEqual({ kind: 'words', words })
  })
})

test('a search carries what was typed and the select that it is for', () => {
  const body = { ...click, type: 'block_suggestion', action_id: 'R1:choice', value: 'web' }
  expect(readBody(body, receiving)).toEqual({
    kind: 'suggestion',
    suggestion: { team: 'T1', user: 'U1', value: 'R1:choice', typed: 'web' },
  })
})

function deliveryOf(body: unknown) {
  const received = readBody(body, receiving)
  if (received.kind !== 'delivery') throw new Error(`${received.kind}: ${JSON.stringify(received)}`)
  return received.delivery
}

function manyFields(count: number) {
  const names = Array.from({ length: count }, (_, index) => `field-${index}`)
  return Object.fromEntries(names.map((name) => [name, { [name]: { value: 'x' } }]))
}
