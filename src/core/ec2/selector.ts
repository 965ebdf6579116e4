import type { Parsed } from '../parsed.ts'
import { type InstanceId, isVisible } from './instance.ts'

/** How a person points at instances: an id, a Name, a Name with wildcards (`*`, `?`), or a tag. */
export type Selector =
  | { readonly kind: 'id'; readonly id: InstanceId }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'glob'; readonly glob: string }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string }

export type Tag = { readonly key: string; readonly value: string }

// Eight or seventeen hexadecimal digits (EC2 user guide, "Resource IDs").
const idPattern = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export function isInstanceId(word: string): word is InstanceId {
  return idPattern.test(word)
}

export function parseSelector(word: string): Parsed<Selector> {
  const lower = word.toLowerCase()
  if (isInstanceId(lower)) return { ok: true, value: { kind: 'id', id: lower } }
  if (/^i-[0-9a-f]+$/.test(lower))
    return { ok: false, message: `${word} is not an instance id: those have 8 or 17 digits (0–9, a–f) after i-.` }
  if (lower.startsWith('tag:')) {
    const tag = parseTag(word.slice('tag:'.length))
    return tag.ok ? { ok: true, value: { kind: 'tag', ...tag.value } } : tag
  }
  if (word.length > longestTagValue) return { ok: false, message: `A name has at most ${longestTagValue} characters.` }
  return { ok: true, value: /[*?]/.test(word) ? { kind: 'glob', glob: word } : { kind: 'name', name: word } }
}

// EC2 user guide, "Tag restrictions".
const longestTagKey = 128
const longestTagValue = 256

/** `key=value`; the value may hold wildcards, `key=*` is any. */
export function parseTag(word: string): Parsed<Tag> {
  const at = word.indexOf('=')
  const [key, value] = at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
  if (at < 1) return { ok: false, message: `A tag is written key=value, like env=prod or env=* for any value.` }
  if (key.length > longestTagKey || value.length > longestTagValue)
    return { ok: false, message: `A tag's key has at most ${longestTagKey} characters, its value ${longestTagValue}.` }
  return { ok: true, value: { key, value } }
}

/** As a person would type it. */
export function selectorWord(selector: Selector): string {
  switch (selector.kind) {
    case 'id':
      return selector.id
    case 'name':
      return selector.name
    case 'glob':
      return selector.glob
    case 'tag':
      return `tag:${selector.key}=${selector.value}`
  }
}

/** `web-1,web-2` is two targets; a tag's value may hold commas, and so may a name that was quoted for its blanks. */
export function splitSelectors(word: string): string[] {
  return /^tag:|\s/i.test(word) ? [word] : word.split(',').filter((part) => part !== '')
}

/** The name where typing it finds just what has that name, else the id: a name may look like a flag, a glob or a list. */
export function wordFor({ name, id }: { readonly name: string | undefined; readonly id: InstanceId }): string {
  return name !== undefined && isPlainName(name) ? name : id
}

/** Whether a name, typed, is read back as that name. */
export function isPlainName(name: string): boolean {
  const parsed = parseSelector(name)
  const isOne = splitSelectors(name).length === 1 && !/^[-—–]/.test(name) && isVisible(name)
  return isOne && parsed.ok && parsed.value.kind === 'name' && parsed.value.name === name && name === name.trim()
}
