import type { RichTextBlockElement, RichTextSectionElement } from 'slack-blocks-to-jsx'

/**
 * Slack's mrkdwn as rich text elements. The drawing library has a parser too, made for Markdown: it takes the escaped
 * `&lt;!channel&gt;` for a mention, drops `&lt;script&gt;` and makes an emoji of 02:14:07, none of which Slack does.
 */
export function parseMrkdwn(mrkdwn: string): RichTextBlockElement[] {
  return mrkdwn.split(/```\n?([^]+?)\n?```\n?/).flatMap((part, index) => {
    if (index % 2 === 1) return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: unescape(part) }] }]
    return part === '' ? [] : parseParagraphs(part)
  })
}

/** Text without any markup; `:emoji:` only where the text object allows it. */
export function parsePlain(text: string, hasEmoji: boolean): RichTextSectionElement[] {
  const parts = hasEmoji ? text.split(emoji) : [text]
  return parts.flatMap((part, index) => (index % 2 === 1 ? [emojiOf(part)] : literal(part, {})))
}

/** What a link may lead to; anything else (`javascript:`) is shown as text. */
export function isSafeLink(url: string): boolean {
  return /^(https?:\/\/|mailto:|slack:\/\/)/i.test(url)
}

type Style = { readonly bold?: true; readonly italic?: true; readonly strike?: true }

const quoteMark = /^(?:&gt;|>) ?/
// A name of digits alone is an emoji in two cases only; everywhere else it is a part of a time or of an address.
const emoji = /:(\+1|-1|100|1234|[a-z0-9_'+-]*[a-z][a-z0-9_'+-]*(?:::skin-tone-[2-6])?):/
const atoms = new RegExp(`\`([^\`\\n]+)\`|<([^<>\\n]+)>|${emoji.source}|(https?://[^\\s<>|]*[^\\s<>|.,;:!?)'"])`, 'g')
const styled = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]{0,3000}?\S)\1(?![\p{L}\p{N}])/gu
const styles = { '*': { bold: true }, _: { italic: true }, '~': { strike: true } } as const
// Stands for something already understood, while bold and italic are looked for around it.
const placeholder = '\uFFFC'

function parseParagraphs(text: string): RichTextBlockElement[] {
  const runs: { isQuote: boolean; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const isQuote = quoteMark.test(line)
    const last = runs.at(-1)
    const bare = isQuote ? line.replace(quoteMark, '') : line
    if (last?.isQuote === isQuote) last.lines.push(bare)
    else runs.push({ isQuote, lines: [bare] })
  }
  return runs
    .filter(({ lines }) => lines.some((line) => line !== ''))
    .map(({ isQuote, lines }) => ({
      type: isQuote ? 'rich_text_quote' : 'rich_text_section',
      elements: parseInline(lines.join('\n')),
    }))
}

function parseInline(text: string): RichTextSectionElement[] {
  const found: RichTextSectionElement[] = []
  const masked = text.replaceAll(placeholder, '').replace(atoms, (whole, ...groups: (string | undefined)[]) => {
    const atom = parseAtom(groups)
    if (atom === undefined) return whole
    found.push(atom)
    return placeholder
  })
  return parseStyled(masked, {}, found)
}

function parseAtom([code, angle, name, url]: (string | undefined)[]): RichTextSectionElement | undefined {
  if (code !== undefined) return { type: 'text', text: unescape(code), style: { code: true } }
  if (angle !== undefined) return parseAngle(angle)
  if (name !== undefined) return emojiOf(name)
  return url === undefined ? undefined : { type: 'link', url: unescape(url) }
}

function parseAngle(inner: string): RichTextSectionElement | undefined {
  const [target, label] = splitOnce(inner, '|')
  if (/^@[UWB]/.test(target)) return { type: 'user', user_id: target.slice(1) }
  if (target.startsWith('#C')) return { type: 'channel', channel_id: target.slice(1) }
  if (target === '!here' || target === '!channel' || target === '!everyone') {
    return { type: 'broadcast', range: target === '!here' ? 'here' : target === '!channel' ? 'channel' : 'everyone' }
  }
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice('!subteam^'.length) }
  if (target.startsWith('!date^')) return parseDate(target, label)
  if (!/^[a-z][a-z+.-]*:/i.test(target)) return undefined
  return { type: 'link', url: unescape(target), text: unescape(label ?? target) }
}

function parseDate(target: string, fallback = ''): RichTextSectionElement {
  const [, timestamp, format] = target.split('^')
  const seconds = Number(timestamp)
  if (format === undefined || !Number.isFinite(seconds)) return { type: 'text', text: unescape(fallback) }
  return { type: 'date', timestamp: seconds, format }
}

function parseStyled(text: string, style: Style, found: RichTextSectionElement[]): RichTextSectionElement[] {
  const elements: RichTextSectionElement[] = []
  let end = 0
  for (const { 0: whole, 1: mark, 2: inner = '', index } of text.matchAll(styled)) {
    elements.push(...fillIn(text.slice(end, index), style, found))
    const added = mark === '*' || mark === '_' || mark === '~' ? styles[mark] : {}
    elements.push(...parseStyled(inner, { ...style, ...added }, found))
    end = index + whole.length
  }
  return [...elements, ...fillIn(text.slice(end), style, found)]
}

function fillIn(text: string, style: Style, found: RichTextSectionElement[]): RichTextSectionElement[] {
  return text.split(placeholder).flatMap((part, index) => {
    const atom = index === 0 ? undefined : found.shift()
    return [...(atom === undefined ? [] : [withStyle(atom, style)]), ...literal(unescape(part), style)]
  })
}

function literal(text: string, style: Style): RichTextSectionElement[] {
  if (text === '') return []
  return [Object.keys(style).length === 0 ? { type: 'text', text } : { type: 'text', text, style }]
}

function withStyle(element: RichTextSectionElement, style: Style): RichTextSectionElement {
  if (Object.keys(style).length === 0) return element
  if (element.type === 'text') return { ...element, style: { ...element.style, ...style } }
  return element.type === 'link' || element.type === 'date' || element.type === 'user' ? { ...element, style } : element
}

function emojiOf(name: string): RichTextSectionElement {
  const [bare = '', tone] = name.split('::skin-tone-')
  const tones = { 2: 2, 3: 3, 4: 4, 5: 5, 6: 6 } as const
  const skinTone = Object.values(tones).find((each) => String(each) === tone)
  return { type: 'emoji', name: bare, ...(skinTone === undefined ? {} : { skin_tone: skinTone }) }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)]
}

/** Slack escapes three characters and no others; `&amp;` last, so that `&amp;lt;` stays the text `&lt;`. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
