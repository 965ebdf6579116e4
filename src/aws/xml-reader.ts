import { UndecodableBody } from './undecodable-body.ts'
import { XmlScanner, type XmlSink } from './xml-scanner.ts'
import type { Hint, Member } from './xml-shapes.ts'
import { decodeXmlText, dropIndentation, normalizeLineEnds, textOfBytes } from './xml-text.ts'

type Node = Record<string, unknown>
type Children =
  | { readonly kind: 'struct'; readonly members: ReadonlyMap<string, Member>; readonly node: Node }
  | { readonly kind: 'list'; readonly item: Member; readonly items: unknown[] }
type Frame = { readonly member: Member; readonly outer: Children }

const slash = 47

/**
 * Reads one document as it arrives, in one pass and without a tree in between; what the shapes do not want is skipped.
 * Whatever is not well-formed throws: a list that silently lacks its end would be believed.
 */
export class XmlReader {
  readonly #scanner: XmlScanner
  readonly #builder: Builder

  constructor(root: Member) {
    this.#builder = new Builder(root)
    this.#scanner = new XmlScanner(this.#builder)
  }

  push(bytes: Uint8Array): void {
    this.#scanner.push(bytes)
  }

  /** Reads a small piece of what was pushed; false when it needs more. */
  step(): boolean {
    return this.#scanner.step()
  }

  /** What the root element held. Throws unless the document was complete. */
  end(): Readonly<Node> {
    const document = this.#scanner.isInMarkup ? undefined : this.#builder.document
    if (document === undefined) throw new UndecodableBody('The document is not complete')
    return document
  }
}

class Builder implements XmlSink {
  readonly #root: Member
  readonly #top: Children & { readonly kind: 'struct' }
  readonly #frames: Frame[] = []
  #children: Children
  #hint: Hint
  #skippedDepth = 0
  #skippedTag = ''
  #leaf: Member | undefined
  #raw = ''
  #decoded = ''

  constructor(root: Member) {
    this.#root = root
    this.#top = { kind: 'struct', members: new Map([[root.tag, root]]), node: {} }
    this.#children = this.#top
    this.#hint = { next: root }
  }

  get document(): Readonly<Node> | undefined {
    const document = this.#top.node[this.#root.name]
    return this.#frames.length === 0 && this.#skippedDepth === 0 && isNode(document) ? document : undefined
  }

  open(text: string, from: number, to: number): void {
    const isEmpty = text.charCodeAt(to - 1) === slash
    if (this.#skippedDepth > 0) {
      if (!isEmpty) this.#skippedDepth++
      return
    }
    if (this.#leaf !== undefined) throw new UndecodableBody(`An element within <${this.#leaf.tag}>`)
    const guess = this.#hint.next
    if (guess !== undefined && to - from === guess.tag.length && text.startsWith(guess.tag, from)) {
      this.#begin(guess, isEmpty)
    } else this.#openUnexpected(text.slice(from, to), isEmpty)
  }

  #openUnexpected(inside: string, isEmpty: boolean): void {
    const name = nameIn(inside)
    const member = findMember(this.#children, name)
    if (member !== undefined) {
      this.#hint.next = member
      this.#begin(member, isEmpty)
    } else if (this.#children.kind === 'list' || this.#children === this.#top)
      throw new UndecodableBody(`<${name}> where it does not belong`)
    else if (!isEmpty) this.#skip(name)
  }

  close(text: string, from: number, to: number): void {
    if (this.#skippedDepth > 1) {
      this.#skippedDepth--
      return
    }
    const leaf = this.#leaf
    const tag = this.#skippedDepth === 1 ? this.#skippedTag : (leaf ?? this.#frames.at(-1)?.member)?.tag
    if (tag === undefined || !isName(tag, { text, from, to }))
      throw new UndecodableBody(`</${text.slice(from, to)}> closes nothing`)
    if (this.#skippedDepth === 1) this.#skippedDepth = 0
    else if (leaf === undefined) this.#leave()
    else this.#endLeaf(leaf)
  }

  characters(text: string, from: number, to: number): void {
    if (this.#leaf !== undefined) this.#raw = this.#raw === '' ? text.slice(from, to) : this.#raw + text.slice(from, to)
    else if (this.#frames.length === 0 && text.slice(from, to).trim() !== '')
      throw new UndecodableBody('Text outside of the document')
  }

  section(text: string, from: number, to: number): void {
    if (this.#leaf === undefined) return
    this.#decoded += decodeXmlText(textOfBytes(this.#raw)) + normalizeLineEnds(textOfBytes(text.slice(from, to)))
    this.#raw = ''
  }

  #leave(): void {
    const left = this.#frames.pop()
    if (left === undefined) return
    this.#children = left.outer
    this.#hint = left.member.after
  }

  #begin(member: Member, isEmpty: boolean): void {
    const { shape } = member
    this.#hint = member.after
    if (shape.kind === 'skip') {
      if (!isEmpty) this.#skip(member.tag)
    } else if (shape.kind === 'scalar') {
      if (isEmpty) this.#put(member, shape.parse(''))
      else this.#leaf = member
    } else {
      const children: Children =
        shape.kind === 'struct'
          ? { kind: 'struct', members: shape.members, node: {} }
          : { kind: 'list', item: shape.item, items: [] }
      this.#put(member, children.kind === 'struct' ? children.node : children.items)
      if (isEmpty) return
      this.#frames.push({ member, outer: this.#children })
      this.#children = children
      this.#hint = member.within
    }
  }

  /** Only depth is counted within; the name at the end shows whether it was the right one. */
  #skip(tag: string): void {
    this.#skippedDepth = 1
    this.#skippedTag = tag
  }

  #put({ name, tag }: Member, value: unknown): void {
    const children = this.#children
    if (children.kind === 'list') children.items.push(value)
    else if (children.node[name] === undefined) children.node[name] = value
    else throw new UndecodableBody(`<${tag}> twice`)
  }

  #endLeaf(leaf: Member): void {
    const text = dropIndentation(
      this.#raw === '' ? this.#decoded : this.#decoded + decodeXmlText(textOfBytes(this.#raw)),
    )
    this.#leaf = undefined
    this.#raw = ''
    this.#decoded = ''
    if (leaf.shape.kind === 'scalar') this.#put(leaf, leaf.shape.parse(text))
  }
}

function findMember(children: Children, name: string): Member | undefined {
  if (children.kind === 'struct') return children.members.get(name)
  return name === children.item.tag ? children.item : undefined
}

function isNode(value: unknown): value is Readonly<Node> {
  return typeof value === 'object' && value !== null
}

/** The element's name in a tag that also holds attributes, blanks or the slash of an empty one. */
function nameIn(inside: string): string {
  return /^[^\s/]*/.exec(inside)?.[0] ?? ''
}

function isName(name: string, { text, from, to }: { text: string; from: number; to: number }): boolean {
  if (to - from === name.length) return text.startsWith(name, from)
  return text.slice(from, to).trimEnd() === name
}
