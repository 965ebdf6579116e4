import { describe, expect, test } from 'vitest'
import { commandWords, spokenWords } from '../../src/slack/spoken.ts'

const section = (...elements: object[]) => [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
const bot = { type: 'user', user_id: 'UBOT' }
const said = (text: string) => ({ type: 'text', text })

describe('rich text is taken literally', () => {
  test.each([
    ['a glob', section(bot, said(' ec2 list web-*')), 'ec2 list web-*'],
    ['what is no markup there', section(said('ec2 show *web_1* &lt;')), 'ec2 show *web_1* &lt;'],
    ['bold', section(said('ec2 show '), { ...said('web-1'), style: { bold: true } }), 'ec2 show web-1'],
    [
      'a name that became a link',
      section(said('show '), { type: 'link', url: 'http://a.io', text: 'a.io' }),
      'show a.io',
    ],
    ['an address', section(said('show '), { type: 'link', url: 'https://a.io/x' }), 'show https://a.io/x'],
    ['a person', section(said('who is '), { type: 'user', user_id: 'U2' }), 'who is <@U2>'],
    ['a channel', section(said('in '), { type: 'channel', channel_id: 'C2' }), 'in <#C2>'],
    ['everyone', section(said('show '), { type: 'broadcast', range: 'channel' }), 'show @channel'],
    ['an emoji', section({ type: 'emoji', name: 'wave' }), ':wave:'],
    ['a colour', section(said('tag:c='), { type: 'color', value: '#ff0000' }), 'tag:c=#ff0000'],
    ['a hard space after the mention', section(bot, said('\u00A0ec2 list')), 'ec2 list'],
    ['a comma after the mention', section(bot, said(', ec2 list')), 'ec2 list'],
    ['a colon after the mention', section(bot, said(': ec2 list')), 'ec2 list'],
    ['a colon right before the words', section(bot, said(':ec2 list tag:env=dev')), 'ec2 list tag:env=dev'],
    ['an emoji after the mention', section(bot, said(' '), { type: 'emoji', name: 'wave' }), ':wave:'],
    ['an emoji without a space', section(bot, { type: 'emoji', name: '+1' }, said(' list')), ':+1: list'],
    ['a mention at the end', section(said('ec2 list '), bot), 'ec2 list'],
    ['a mention alone', section(bot), ''],
  ])('%s', (_, blocks, words) => {
    expect(spokenWords({ text: 'something else', blocks }, 'UBOT')).toBe(words)
  })

  test('code and lists are words too', () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [said('lambda invoke f')] },
          { type: 'rich_text_preformatted', elements: [said('{"a":1}')] },
          { type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [said('one')] }] },
        ],
      },
    ]
    expect(spokenWords({ text: '', blocks }, 'UBOT')).toBe('lambda invoke f\n{"a":1}\none')
  })
})

describe('without rich text, what Slack made of the words is undone', () => {
  test.each([
    ['the mention', '<@UBOT> ec2 list', 'ec2 list'],
    ['escapes', 'show a&amp;b &lt;x&gt;', 'show a&b <x>'],
    ['an escaped escape', 'show &amp;lt;', 'show &lt;'],
    ['a name that became a link', 'show <http://web-1.io|web-1.io>', 'show web-1.io'],
    ['an address', 'show <https://a.io/x?a=1&amp;b=2>', 'show https://a.io/x?a=1&b=2'],
    ['a mail address', 'show <mailto:a@b.io|a@b.io>', 'show a@b.io'],
    ['bold', 'show *web-1*', 'show web-1'],
    ['bold of several words', 'show *web 1* now', 'show web 1 now'],
    ['italic, struck and code', '_show_ ~web~ `web-*`', 'show web web-*'],
    ['a fence', '```{"a": 1}```', '{"a": 1}'],
    ['a glob is no mark', 'list web-* db-*', 'list web-* db-*'],
    ['nor are underscores of a name', 'show my_name_1 __init__', 'show my_name_1 __init__'],
    ['a person and a channel', 'who is <@U2> in <#C1|ops>', 'who is <@U2> in <#C1|ops>'],
  ])('%s', (_, text, words) => {
    expect(spokenWords({ text }, 'UBOT')).toBe(words)
  })

  test.each([
    ['no list', 7],
    ['a block of another kind', [{ type: 'section' }]],
    ['broken elements', [{ type: 'rich_text', elements: [1] }]],
  ])('also where the blocks are %s', (_, blocks) => {
    expect(spokenWords({ text: '<@UBOT> ec2 list', blocks }, 'UBOT')).toBe('ec2 list')
  })

  test('in a time that grows with the length', () => {
    const text = '*_~`'.repeat(5_000) + ' *a _b ~c'.repeat(2_000)
    const startedAt = performance.now()
    spokenWords({ text }, 'UBOT')
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})

describe('in the payload of a slash command, what Slack made of it is undone', () => {
  test.each([
    ['a person', 'f {"by": "<@U0ADA|ada>"}', 'f {"by": "@ada"}'],
    ['a channel', 'f {"in": "<#C1|ops>"}', 'f {"in": "#ops"}'],
    ['a group and everyone', 'f ["<!subteam^S1|@ops>", "<!here|here> <!channel>"]', 'f ["@ops", "@here @channel"]'],
    ['links and mails', 'f ["<https://x.io|x.io>", "<mailto:a@b.io|a@b.io>"]', 'f ["x.io", "a@b.io"]'],
    ['a payload in ticks', 'f `{"by": "<@U0ADA|ada>"}`', 'f `{"by": "@ada"}`'],
    ['a named payload', 'f --json "to <@U0ADA|ada>"', 'f --json "to @ada"'],
    ['each payload', 'f {"a": "<@U1|a>"} {"b": "<@U2|b>"}', 'f {"a": "@a"} {"b": "@b"}'],
    ['escapes, once', 'f {"a": "&lt;@U0ADA|ada&gt; &amp;lt;"}', 'f {"a": "<@U0ADA|ada> &lt;"}'],
    ['but not beside it', 'f <@U0ADA|ada> {"a": 1} --reason "<@U1|a>"', 'f <@U0ADA|ada> {"a": 1} --reason "<@U1|a>"'],
    ['nor without one', 'who is <@U0ADA|ada> in <#C1|ops>', 'who is <@U0ADA|ada> in <#C1|ops>'],
  ])('%s', (_, typed, words) => {
    expect(commandWords(typed)).toBe(words)
  })

  test('in a time that grows with the length', () => {
    const startedAt = performance.now()
    for (const piece of ['{ ', '`{ ', '{"<@U0ADA|', '--json "']) commandWords(piece.repeat(10_000))
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})
