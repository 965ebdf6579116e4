import { expect, test } from 'vitest'
import { findNotified } from '../../../src/playground/slack/notified.ts'
import { channels, people, postMessage, say, startBolt, startStage } from './fixture.ts'

test.for<[string, object[], string[]]>([
  ['<@U0ADA> and <@U0LIN|lin>', [], ['U0ADA', 'U0LIN']],
  ['<!channel> <!here|here> <!everyone> <!subteam^S01|ops>', [], ['!channel', '!here', '!everyone', '!subteam^S01']],
  ['&lt;!channel&gt; @channel <#C1|x> <!date^1^{time}|x>', [], []],
  ['', [{ type: 'section', text: { type: 'mrkdwn', text: '<!channel>' } }], ['!channel']],
  ['', [{ type: 'header', text: { type: 'plain_text', text: '<!channel>' } }], []],
  ['', [{ type: 'table', rows: [[{ type: 'raw_text', text: '<@U0ADA>' }]] }], []],
  [
    '',
    [
      {
        type: 'rich_text',
        elements: [
          {
            elements: [
              { type: 'user', user_id: 'U0ADA' },
              { type: 'broadcast', range: 'here' },
            ],
          },
        ],
      },
    ],
    ['U0ADA', '!here'],
  ],
  ['', [{ type: 'rich_text', elements: [{ elements: [{ type: 'text', text: '<!channel>' }] }] }], []],
])('%s with %j notifies %j', ([text, blocks, notified]) => {
  expect(findNotified(text, blocks)).toEqual(notified)
})

test('a message keeps whom it pinged, and an ephemeral one pings nobody', async () => {
  const { slack, client } = await startStage()
  await postMessage(client, { channel: channels.ops, text: 'hey <!channel> <@U0LIN>' })
  await client.chat.postEphemeral({ channel: channels.ops, user: people.ada.id, text: 'hey <!channel>' })
  expect(slack.messagesSeenBy(people.ada.id, channels.ops).slice(-2)).toMatchObject([
    { notifies: ['!channel', 'U0LIN'] },
    { notifies: [] },
  ])
})

const typed = 'show @ada #ops web-1.example.com https://x.io/a?b=1&c=2 a<b web-* main.rb 10.0.0.1'

test.for([
  [
    true,
    'show <@U0ADA|ada> <#C0OPS|ops> <http://web-1.example.com|web-1.example.com> <https://x.io/a?b=1&amp;c=2> a&lt;b web-* main.rb 10.0.0.1',
  ],
  [false, typed],
] as const)('a command comes as the manifest’s should_escape %s says', async ([shouldEscape, text]) => {
  const stage = await startStage({ shouldEscape })
  const heard: string[] = []
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, command }) => {
      heard.push(command.text)
      await ack()
    })
  })
  await say(stage, { as: people.ada.id, in: channels.ops }, `/ec2   ${typed} `)
  expect(heard).toEqual([text])
})
