const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])
const entity = /&(?:#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z][a-zA-Z0-9]{0,30});/g
const lastCodePoint = 0x10ffff

/** The characters that a run of XML text stands for; line ends as XML 1.0 §2.11 wants them. */
export function decodeXmlText(raw: string): string {
  const text = normalizeLineEnds(raw)
  if (!text.includes('&')) return text
  return text.replace(entity, (reference) => {
    if (reference.startsWith('&#x')) return characterOf(Number.parseInt(reference.slice('&#x'.length), 16))
    if (reference.startsWith('&#')) return characterOf(Number.parseInt(reference.slice('&#'.length), 10))
    return named.get(reference.slice(1, -1)) ?? ''
  })
}

export function normalizeLineEnds(raw: string): string {
  return raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
}

/** An element that holds nothing but a line end and blanks is an empty one that somebody indented. */
export function dropIndentation(text: string): string {
  return text.includes('\n') && text.trim() === '' ? '' : text
}

function characterOf(codePoint: number): string {
  return codePoint <= lastCodePoint ? String.fromCodePoint(codePoint) : '\ufffd'
}

const scratch = Buffer.alloc(4096)
const notAscii = /[\u0080-\u00ff]/
// V8 cuts shorter pieces out by copying (SlicedString::kMinLength).
const shortestSlice = 13

/**
 * The text of UTF-8 bytes, one to a character. A longer one is copied: as a piece cut out of an answer it would keep
 * the whole answer in memory, and the garbage collector would move that about.
 */
export function textOfBytes(bytes: string): string {
  if (bytes.length < shortestSlice && !notAscii.test(bytes)) return bytes
  if (bytes.length > scratch.length) return Buffer.from(bytes, 'latin1').toString('utf8')
  return scratch.toString('utf8', 0, scratch.write(bytes, 'latin1'))
}
