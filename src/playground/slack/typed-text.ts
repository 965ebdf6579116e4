import type { Block } from './messages.ts'
import type { Workspace } from './workspace.ts'

type Piece =
  | { kind: 'text' | 'bold' | 'code' | 'fence' | 'broadcast'; text: string }
  | { kind: 'link'; url: string; text: string }
  | { kind: 'user' | 'channel'; id: string; text: string }

// A few top-level domains, enough to be surprised by them: `web-1.example.com` and `main.py` become links in Slack.
const domains =
  'com|net|org|edu|gov|io|co|dev|app|cloud|ai|info|biz|me|de|uk|us|eu|fr|nl|ch|at|it|es|pl|se|no|fi|dk|py|sh|md|rs'

const pattern = new RegExp(
  [
    '(?<fence>```[^`]+```)',
    '(?<code>`[^`\\n]+`)',
    '(?<url>https?://[^\\s<>|]*[^\\s<>|.,!?)])',
    // The part before it only where it begins: else a long word is gone through once for each of its letters.
    '(?<email>(?<![\\w.+-])[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)',
    '(?<user>@[\\w-]+)',
    '(?<channel>(?<![\\w&])#[\\w-]+)',
    '(?<bold>(?<=^|\\s)\\*(?=\\S)[^*\\n]*[^\\s*]\\*(?=$|\\s))',
    `(?<domain>(?<![\\w.-])(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\\.)+(?:${domains})(?![\\w.-]*\\w)(?:/[^\\s<>|]*)?)`,
  ].join('|'),
  'g',
)

/** What a person typed, cut into what Slack's composer makes of it. */
export function parseTyped(typed: string, workspace: Workspace): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of typed.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'text', text: typed.slice(end, match.index) })
    pieces.push(readPiece(match, workspace))
    end = match.index + match[0].length
  }
  if (end < typed.length) pieces.push({ kind: 'text', text: typed.slice(end) })
  return pieces
}

function readPiece({ 0: text, groups = {} }: RegExpMatchArray, workspace: Workspace): Piece {
  if (groups['fence'] !== undefined) return { kind: 'fence', text: text.slice(3, -3) }
  if (groups['code'] !== undefined) return { kind: 'code', text: text.slice(1, -1) }
  if (groups['bold'] !== undefined) return { kind: 'bold', text: text.slice(1, -1) }
  if (groups['url'] !== undefined) return { kind: 'link', url: text, text }
  if (groups['email'] !== undefined) return { kind: 'link', url: `mailto:${text}`, text }
  if (groups['domain'] !== undefined) return { kind: 'link', url: `http://${text}`, text }
  const name = text.slice(1)
  if (groups['channel'] !== undefined) {
    const channel = workspace.listConversations().find((each) => each.name === name)
    return channel === undefined ? { kind: 'text', text } : { kind: 'channel', id: channel.id, text: name }
  }
  if (['channel', 'here', 'everyone'].includes(name)) return { kind: 'broadcast', text: name }
  const user = workspace.listUsers().find((each) => each.name === name)
  return user === undefined ? { kind: 'text', text } : { kind: 'user', id: user.id, text: name }
}

/** The `text` of the message. */
export function toMrkdwn(pieces: Piece[]): string {
  return pieces.map(printPiece).join('')
}

/** The text of a slash command whose manifest says `should_escape`: mentions carry the name too. */
export function toEscapedCommand(pieces: Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'user' ? `<@${piece.id}|${piece.text}>` : printPiece(piece))).join('')
}

function printPiece(piece: Piece): string {
  const text = escapeEntities(piece.text)
  if (piece.kind === 'user') return `<@${piece.id}>`
  if (piece.kind === 'channel') return `<#${piece.id}|${piece.text}>`
  if (piece.kind !== 'link') return wrapped[piece.kind](text)
  return piece.url === piece.text ? `<${text}>` : `<${escapeEntities(piece.url)}|${text}>`
}

const wrapped = {
  text: (text: string) => text,
  bold: (text: string) => `*${text}*`,
  code: (text: string) => `\`${text}\``,
  fence: (text: string) => `\`\`\`${text}\`\`\``,
  broadcast: (text: string) => `<!${text}>`,
}

/** The `rich_text` block that goes with it. */
export function toRichText(pieces: Piece[], blockId: string): Block {
  const parts: { type: string; elements: Block[] }[] = []
  for (const piece of pieces) {
    const type = piece.kind === 'fence' ? 'rich_text_preformatted' : 'rich_text_section'
    const open = parts.at(-1)
    if (open?.type === type && type === 'rich_text_section') open.elements.push(toElement(piece))
    else parts.push({ type, elements: [toElement(piece)] })
  }
  return { type: 'rich_text', block_id: blockId, elements: parts }
}

function toElement(piece: Piece): Block {
  const { kind, text } = piece
  if (kind === 'user') return { type: 'user', user_id: piece.id }
  if (kind === 'channel') return { type: 'channel', channel_id: piece.id }
  if (kind === 'link') return { type: 'link', url: piece.url, ...(piece.url !== text && { text }) }
  if (kind === 'broadcast') return { type: 'broadcast', range: text }
  if (kind === 'fence') return { type: 'text', text: text.replaceAll(/^\n|\n$/g, '') }
  return { type: 'text', text, ...(kind !== 'text' && { style: { [kind]: true } }) }
}

/** The three characters that Slack escapes, and no other. */
function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
