import { describe, expect, it } from 'vitest'
import { isSafeLink, parseMrkdwn, parsePlain } from '../../../src/playground/page/mrkdwn.ts'

const inline = (mrkdwn: string) => {
  const [first, ...rest] = parseMrkdwn(mrkdwn)
  expect(rest).toEqual([])
  expect(first?.type).toBe('rich_text_section')
  return first?.elements
}

describe('mrkdwn on the page', () => {
  it.each([
    ['a time', 'at 02:14:07 and', 'at 02:14:07 and'],
    ['an escaped broadcast', 'a &lt;!channel&gt; b', 'a <!channel> b'],
    ['an escaped mention', '&lt;@U123&gt;', '<@U123>'],
    ['escaped markup', '&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['text that was escaped twice', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['a Markdown link', '[click](evil)', '[click](evil)'],
    ['a Markdown table', '| a | b |\n|---|---|', '| a | b |\n|---|---|'],
    ['a heading and a list', '# not a heading\n- item\n1. one', '# not a heading\n- item\n1. one'],
    ['marks within words', 'web_1_x 2*3*4 a~b~c', 'web_1_x 2*3*4 a~b~c'],
    ['marks beside spaces', '* not bold * and _ no _', '* not bold * and _ no _'],
    ['an unknown token', 'a <foo> b', 'a <foo> b'],
  ])('leaves %s as it is', (_, mrkdwn, text) => {
    expect(inline(mrkdwn)?.[0]).toEqual({ type: 'text', text })
  })

  it('draws bold, italic and struck text, one in another', () => {
    expect(inline('*web-1* _a ~b~_')).toEqual([
      { type: 'text', text: 'web-1', style: { bold: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'a ', style: { italic: true } },
      { type: 'text', text: 'b', style: { italic: true, strike: true } },
    ])
  })

  it('takes what is in backticks literally, also within bold text', () => {
    expect(inline('*a `x*y &lt;` b*')).toEqual([
      { type: 'text', text: 'a ', style: { bold: true } },
      { type: 'text', text: 'x*y <', style: { code: true, bold: true } },
      { type: 'text', text: ' b', style: { bold: true } },
    ])
  })

  it.each([
    ['<@U1>', { type: 'user', user_id: 'U1' }],
    ['<@U1|ada>', { type: 'user', user_id: 'U1' }],
    ['<#C1|ops>', { type: 'channel', channel_id: 'C1' }],
    ['<!here>', { type: 'broadcast', range: 'here' }],
    ['<!subteam^S1|@leads>', { type: 'usergroup', usergroup_id: 'S1' }],
    ['<https://a.b/c?d=1&amp;e=2|label &lt;>', { type: 'link', url: 'https://a.b/c?d=1&e=2', text: 'label <' }],
    ['<!date^1700000000^{time}|22:13 UTC>', { type: 'date', timestamp: 1_700_000_000, format: '{time}' }],
    ['<!date^soon^{time}|later>', { type: 'text', text: 'later' }],
    [':tada:', { type: 'emoji', name: 'tada' }],
    [':wave::skin-tone-3:', { type: 'emoji', name: 'wave', skin_tone: 3 }],
    [':100:', { type: 'emoji', name: '100' }],
  ])('understands %s', (mrkdwn, element) => {
    expect(inline(mrkdwn)).toEqual([element])
  })

  it('makes a link of a bare address, without the full stop behind it', () => {
    expect(inline('see https://aws.amazon.com/ec2.')?.slice(1)).toEqual([
      { type: 'link', url: 'https://aws.amazon.com/ec2' },
      { type: 'text', text: '.' },
    ])
  })

  it('keeps fenced text and quotes apart from the rest', () => {
    expect(parseMrkdwn('before\n```\n{ "a": *1* }\n```\n&gt; said\n&gt; twice\nafter')).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'before\n' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '{ "a": *1* }' }] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said\ntwice' }] },
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'after' }] },
    ])
  })

  it.each(['*', '_', '`', '<', '&gt;', ':', '*_~'])('reads 10 kB of "%s" without losing time', (mark) => {
    const started = performance.now()
    parseMrkdwn(`${mark}a `.repeat(3_000))
    parseMrkdwn(mark.repeat(10_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('reads no markup in plain text', () => {
    expect(parsePlain('*a* <@U1> :tada:', false)).toEqual([{ type: 'text', text: '*a* <@U1> :tada:' }])
    expect(parsePlain('a :tada:', true)).toEqual([
      { type: 'text', text: 'a ' },
      { type: 'emoji', name: 'tada' },
    ])
  })

  it.each([
    ['https://aws.amazon.com', true],
    ['mailto:a@b.c', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
  ])('a link to %s is followed: %s', (url, isSafe) => {
    expect(isSafeLink(url)).toBe(isSafe)
  })
})
