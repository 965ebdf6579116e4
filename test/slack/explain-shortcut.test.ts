import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { createRegistry } from '../../src/core/registry.ts'
import { textOf } from '../../src/slack/message-text.ts'
import { readBody } from '../../src/slack/receive.ts'
import { findCommand } from '../../src/spine/find.ts'
import { channels, createInbox, people, startStage } from './stage.ts'

const receiving = { botUser: 'UBOT', now: 1_000, seal: (value: string) => value }

function explaining(message: object): string {
  const received = readBody(
    {
      type: 'message_action',
      callback_id: 'explain_message',
      team: { id: 'T1' },
      user: { id: 'U1' },
      channel: { id: 'C1' },
      trigger_id: '4.5.6',
      message,
    },
    receiving,
  )
  if (received.kind !== 'delivery' || received.delivery.asks.kind !== 'words') throw new Error('asks nothing')
  expect(received.delivery).toMatchObject({ surface: 'shortcut', isDirect: false, isOnCard: true })
  return received.delivery.asks.words
}

describe('the text of a message', () => {
  it.each([
    ['a person’s, as typed', { text: 'AccessDenied &lt;here&gt;' }, 'AccessDenied <here>'],
    [
      'with its block of code',
      {
        text: 'look ```x```',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'look' }] },
              { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'Task timed out' }] },
            ],
          },
        ],
      },
      'look\nTask timed out',
    ],
    [
      'of a program, without its buttons',
      {
        text: 'alarm',
        blocks: [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'CPU is &gt; 90' },
            fields: [{ type: 'mrkdwn', text: 'web-1' }],
          },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Acknowledge' } }] },
        ],
      },
      'CPU is > 90\nweb-1',
    ],
    [
      'and of what is attached to it',
      {
        text: '',
        attachments: [
          { title: 'ALARM', text: 'Throttles', fields: [{ title: 'Function', value: 'billing' }], fallback: 'unused' },
          { fallback: 'only this' },
        ],
      },
      'ALARM\nThrottles\nFunction: billing\nonly this',
    ],
    ['nothing, where it is no message', 'hello', ''],
  ])('is %s', (_, message, text) => {
    expect(textOf(message)).toBe(text)
  })

  it('is at most 4,000 characters of it', () => {
    expect(textOf({ text: 'x'.repeat(9_000) })).toHaveLength(4_000)
  })
})

describe('"Explain this"', () => {
  it('asks what the text of the message means', () => {
    expect(explaining({ text: 'InsufficientInstanceCapacity' })).toBe('windlass explain InsufficientInstanceCapacity')
    expect(explaining({ text: '' })).toBe('windlass explain')
  })

  it('keeps no secret that stands in it', () => {
    expect(explaining({ text: 'AuthFailure for AKIAABCDEFGHIJKLMNOP' })).not.toContain('AKIAABCDEFGHIJKLMNOP')
  })

  it.each([
    'ec2 stop web-1',
    '/ec2 terminate web-1 --yes',
    'windlass pause',
    'hello, windlass explain',
    'one\nlambda invoke billing {"a": 1}',
    '"unclosed --help',
  ])('is one text and no other command: %s', (text) => {
    const found = findCommand(explaining({ text }), createRegistry(commands))
    if ('code' in found) throw new Error('not found')
    expect(found.command.words).toEqual(['windlass', 'explain'])
    expect(found.rest).toHaveLength(1)
  })

  it('comes from the menu of a message of anybody, and is answered to the person alone', async () => {
    const inbox = createInbox(async (delivery) => {
      const view = { lead: ['A quota.'], parts: [], actions: [] }
      await stage.edge.outbox.answer({ delivery, view, recordId: 'R1', working: undefined })
    })
    const stage = await startStage(inbox)
    const { slack } = stage
    const [channel, as] = [channels.webTeam, people.ada.id]
    await slack.act.send({ as: people.lin.id, channel, text: 'VcpuLimitExceeded, why?' })
    const said = slack.messagesSeenBy(as, channel).at(-1)
    const use = { as, channel, ts: said?.ts ?? '', callbackId: 'explain_message' }
    expect(await slack.act.shortcut(use)).toEqual({ ok: true })
    const answer = await slack.until(() => slack.messagesSeenBy(as, channel).find(({ isFromApp }) => isFromApp))
    expect(answer).toMatchObject({ text: 'A quota.', visibleTo: as })
    expect(inbox.received).toMatchObject([
      { channel, user: as, asks: { kind: 'words', words: 'windlass explain VcpuLimitExceeded, why?' } },
    ])
  })
})
