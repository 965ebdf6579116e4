import { UndecodableBody } from './undecodable-body.ts'

/**
 * Told of each piece of a document, in text of which each character stands for one byte. `from` and `to` are where the
 * piece is in it, of a tag only its inside: nothing is cut out in vain, for most of an answer is skipped.
 */
export type XmlSink = {
  open(text: string, from: number, to: number): void
  close(text: string, from: number, to: number): void
  /** A run of character data or a part of one; its entities are not decoded, and may go on in the next part. */
  characters(text: string, from: number, to: number): void
  /** The inside of a CDATA section, which has no entities. */
  section(text: string, from: number, to: number): void
}

const slash = 47
const bang = 33
const question = 63
const piecesPerStep = 400
// Markup is waited for whole. The longest of EC2's is far below this.
const longestMarkup = 1 << 20
const commentStart = '<!--'
const sectionStart = '<![CDATA['
const quoteOrEnd = /["'>]/g

/** Finds tags, text and sections in a document that arrives in chunks. A class for its state, which is all in use at once. */
export class XmlScanner {
  readonly #sink: XmlSink
  #bytes: Uint8Array = new Uint8Array()
  #text = ''
  #at = 0
  // Where the next quotes are. A tag with quotes is rare, and looking for them inside each tag is dear.
  #nextDouble = -1
  #nextSingle = -1

  constructor(sink: XmlSink) {
    this.#sink = sink
  }

  /** Byte by byte: all markup is ASCII, and a character of several bytes may be torn between two chunks. */
  push(bytes: Uint8Array): void {
    this.#bytes = this.isInMarkup ? Buffer.concat([this.#bytes.subarray(this.#at), bytes]) : bytes
    const { buffer, byteOffset, byteLength } = this.#bytes
    this.#text = Buffer.from(buffer, byteOffset, byteLength).toString('latin1')
    this.#at = 0
    this.#nextDouble = -1
    this.#nextSingle = -1
  }

  /** Passes on a few hundred pieces; false when it needs more text. */
  step(): boolean {
    for (let pieces = 0; pieces < piecesPerStep; pieces++) {
      const start = this.#text.indexOf('<', this.#at)
      const textEnd = start < 0 ? this.#text.length : start
      if (textEnd > this.#at) this.#sink.characters(this.#text, this.#at, textEnd)
      this.#at = textEnd
      const end = start < 0 ? -1 : this.#passMarkup(start)
      if (end < 0) return false
      this.#at = end
    }
    return true
  }

  /** Whether the text broke off within a tag, a comment or a section. */
  get isInMarkup(): boolean {
    return this.#at < this.#text.length
  }

  /** Where the piece ends, or -1 while its end has not arrived. */
  #passMarkup(start: number): number {
    const code = this.#text.charCodeAt(start + 1)
    if (code === bang) return this.#passDeclaration(start)
    if (code === question) return this.#endOf('?>', start)
    const end = this.#findTagEnd(start)
    if (end < 0) return this.#incomplete(start)
    if (code === slash) this.#sink.close(this.#text, start + 2, end)
    else this.#sink.open(this.#text, start + 1, end)
    return end + 1
  }

  #passDeclaration(start: number): number {
    const text = this.#text
    if (text.startsWith(commentStart, start)) return this.#endOf('-->', start + commentStart.length)
    if (text.startsWith(sectionStart, start)) {
      const end = this.#endOf(']]>', start + sectionStart.length)
      if (end >= 0) this.#sink.section(text, start + sectionStart.length, end - ']]>'.length)
      return end
    }
    const beginning = text.slice(start, start + sectionStart.length)
    if (sectionStart.startsWith(beginning) || commentStart.startsWith(beginning)) return -1
    // A document type is a web page's beginning, or an attempt to define entities: never EC2's.
    throw new UndecodableBody('A declaration that no answer of EC2 contains')
  }

  #endOf(stop: string, from: number): number {
    const end = this.#text.indexOf(stop, from)
    return end < 0 ? this.#incomplete(from) : end + stop.length
  }

  #findTagEnd(start: number): number {
    const end = this.#text.indexOf('>', start)
    if (this.#nextDouble < start) this.#nextDouble = this.#positionOf('"', start)
    if (this.#nextSingle < start) this.#nextSingle = this.#positionOf("'", start)
    return end < this.#nextDouble && end < this.#nextSingle ? end : this.#findTagEndAfterQuotes(start)
  }

  /** A quoted attribute may contain `>`. */
  #findTagEndAfterQuotes(start: number): number {
    quoteOrEnd.lastIndex = start
    for (let found = quoteOrEnd.exec(this.#text); found !== null; found = quoteOrEnd.exec(this.#text)) {
      if (found[0] === '>') return found.index
      const closing = this.#text.indexOf(found[0], found.index + 1)
      if (closing < 0) return -1
      quoteOrEnd.lastIndex = closing + 1
    }
    return -1
  }

  #positionOf(quote: string, from: number): number {
    const position = this.#text.indexOf(quote, from)
    return position < 0 ? Number.POSITIVE_INFINITY : position
  }

  #incomplete(start: number): -1 {
    if (this.#text.length - start > longestMarkup) throw new UndecodableBody('Markup without an end')
    return -1
  }
}
