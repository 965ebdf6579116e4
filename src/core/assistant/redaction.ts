import { scrub, withoutSealed } from '../scrub.ts'
import { ownHost } from './hosts.ts'

/**
 * Takes out of a text what identifies somebody's things, the same thing always in the same words, and puts it back: as
 * it stood there, but normalised; a known name as it is known.
 */
export type Redaction = {
  /** From now on these are taken out too, wherever they stand as words of their own. */
  know(kind: NameKind, names: readonly (string | undefined)[]): void
  redact(text: string): string
  restore(text: string): string
}

const nameKinds = ['name', 'function', 'account', 'owner', 'role', 'tag', 'variable'] as const
type NameKind = (typeof nameKinds)[number]

/** What of a text can come back at all: secrets are gone for good. */
export function scrubbed(text: string): string {
  return withoutSealed(scrub(normalised(text)))
}

/** Each thing written in one way: without signs that cannot be seen, and with one kind of dash. */
function normalised(text: string): string {
  return text
    .replaceAll(/[\p{Cf}\p{DI}]/gu, '')
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
}

const resources: Readonly<Record<string, string>> = {
  i: 'instance',
  vol: 'volume',
  sg: 'group',
  subnet: 'subnet',
  vpc: 'network',
  ami: 'image',
  snap: 'snapshot',
  eni: 'interface',
}

// Names come between what may hold a name, and what a name may hold.
const wholes: readonly Pattern[] = [
  { kind: 'arn', source: String.raw`arn:aws[a-z-]{0,10}:[^\s"'<>()\[\]{},;\x60]{3,400}` },
  {
    kind: 'bucket',
    source: String.raw`(?:s3:\/\/|(?:https?:\/\/)?s3[a-z0-9.-]{0,40}\.amazonaws\.com\/)[^\s"'<>()\[\]{},;\x60]{3,400}`,
  },
  { kind: 'email', source: String.raw`[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,8}` },
  {
    kind: 'host',
    source: String.raw`(?:[a-z0-9-]{1,63}\.){2,8}amazonaws\.com(?:\.cn)?|(?:[a-z0-9-]{1,63}\.){1,8}(?:on\.aws|internal|awsapps\.com)|${ownHost}`,
  },
]
// Without those that are nobody's, and mean something.
const ipv4 = String.raw`(?!0\.0\.0\.0|127\.0\.0\.1|169\.254\.)(?:\d{1,3}\.){3}\d{1,3}`
const details: readonly Pattern[] = [
  { kind: 'host', source: String.raw`ip(?:-\d{1,3}){4}` },
  { kind: 'resource', source: '[a-z]{1,12}(?:-[a-z]{2,12}){0,2}-(?:[0-9a-f]{17}|[0-9a-f]{8})' },
  { kind: 'address', source: ipv4 },
  {
    kind: 'address',
    source: '[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|(?:[0-9a-f]{1,4}:){1,7}(?:(?::[0-9a-f]{1,4}){1,7}|:)',
  },
  { kind: 'account', source: String.raw`\d{12}|\d{4}-\d{4}-\d{4}|\d{4} \d{4} \d{4}` },
  // IAM User Guide, "Unique identifiers"; the session of a role may follow.
  {
    kind: 'principal',
    source: String.raw`(?-i:A(?:ROA|IDA|GPA|NPA|NVA|IPA|PKA|SCA)[A-Z0-9]{12,28})(?::[\w+=,.@-]{0,63}\w)?`,
  },
  // Capitals only: other words have a digit too.
  { kind: 'person', source: String.raw`(?-i:[UWTCDGB]0[A-Z0-9]{2,12}|[UWTCDGB](?=[A-Z]{0,12}\d)[A-Z0-9]{8,12})` },
]
type Pattern = { readonly kind: string; readonly source: string }

const kinds = [
  ...new Set([...wholes, ...details].map(({ kind }) => kind)),
  ...Object.values(resources),
  ...nameKinds,
  'word',
]
const madeUp = String.raw`(?:${kinds.join('|')})-\d+`
// What reads like a placeholder and is none would be put back as something else. In `instance-10.0.0.1` the address goes.
const placeholder: Pattern = { kind: 'word', source: String.raw`(?![a-z]+-${ipv4}(?![\p{L}\p{N}]))${madeUp}` }
// Models write other dashes too.
const placeholders = asWords(madeUp.replace('-', String.raw`[\p{Pd}\u2212]`))

export function createRedaction(): Redaction {
  const names: Names = new Map()
  const byText = new Map<string, string>()
  const byPlaceholder = new Map<string, string>()
  const counts = new Map<string, number>()

  function placeholderFor(text: string): string {
    const known = byText.get(text)
    if (known !== undefined) return known
    const kind = kindOf(text, names)
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const made = `${kind}-${count}`
    byText.set(text, made)
    byPlaceholder.set(made, asKnown(text, names))
    return made
  }

  return {
    know(kind, added) {
      for (const name of added) if (name !== undefined) learn(name.trim(), { kind, names })
    },
    redact(text) {
      const left = scrubbed(text)
      return left.replace(patternWith(namesIn(left, names)), placeholderFor)
    },
    restore: (text) =>
      text.replace(placeholders, (found) => byPlaceholder.get(normalised(found).toLowerCase()) ?? found),
  }
}

/** By how they are compared: normalised, without regard to case. `written`: as it is found in a text. */
type Names = Map<string, Name>
type Name = {
  readonly kind: NameKind
  readonly written: string
  readonly name: string
  /** Its first letters and digits, which stand in a text as they are where the name does. */
  readonly begins: string | undefined
}
const run = /[\p{L}\p{N}]+/gu

function learn(name: string, { kind, names }: { readonly kind: NameKind; readonly names: Names }): void {
  const written = scrubbed(name).trim()
  // One letter or a small number is in every text, and nobody's.
  if (!/[\p{L}\p{N}\p{So}]/u.test(written) || /^(?:.|\d{1,3})$/.test(written)) return
  const key = written.toLowerCase()
  const before = names.get(key)
  // Two that only look alike are not taken for each other, and no secret is kept.
  const isClear = written === normalised(name).trim() && (before?.written !== written || before.name === name)
  names.set(key, { kind, written, name: isClear ? name : written, begins: key.match(run)?.[0] })
}

/** What finds it again: a name may be written otherwise than it was told. */
function asKnown(text: string, names: Names): string {
  const known = names.get(text.toLowerCase())
  return known?.written === text ? known.name : text
}

/** An account has thousands: a pattern of all of them takes long to make, and looking for each of them long too. */
function namesIn(text: string, names: Names): string[] {
  const lower = text.toLowerCase()
  const runs = new Set(lower.match(run))
  return [...names].flatMap(([key, { written, begins }]) =>
    (begins === undefined || runs.has(begins)) && lower.includes(key) ? [written] : [],
  )
}

function patternWith(names: readonly string[]): RegExp {
  // Of two that begin alike, the longer one.
  const named = names.toSorted((one, other) => other.length - one.length).map((name) => RegExp.escape(name))
  const sources = [wholes, named.map((source) => ({ source })), [placeholder], details].flat()
  return asWords(sources.map(({ source }) => source).join('|'))
}

/** Where no letter or digit goes on with it. */
function asWords(source: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, 'giu')
}

const patterns = [...wholes, ...details].map(({ kind, source }) => ({
  kind,
  whole: new RegExp(`^(?:${source})$`, 'iu'),
}))

function kindOf(text: string, names: Names): string {
  const patterned = patterns.find(({ whole }) => whole.test(text))?.kind
  const kind = patterned ?? names.get(text.toLowerCase())?.kind ?? 'word'
  if (kind !== 'resource') return kind
  const prefix = text.slice(0, text.lastIndexOf('-')).toLowerCase()
  return (Object.hasOwn(resources, prefix) ? resources[prefix] : undefined) ?? kind
}

/** Words in pieces that are cut anywhere, told in pieces that end where a word does. */
export function inWholeWords(tell: (words: string) => void): { push(piece: string): void; end(): void } {
  let held = ''
  return {
    push(piece) {
      held += piece
      const whole = /^[^]*\s/.exec(held)?.[0] ?? ''
      held = held.slice(whole.length)
      if (whole !== '') tell(whole)
    },
    end() {
      if (held !== '') tell(held)
      held = ''
    },
  }
}
