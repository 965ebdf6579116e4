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
