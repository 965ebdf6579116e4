import { DescribeInstancesResult$ } from '@aws-sdk/client-ec2'
import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'

/** Ways to write the same XML that a reader has to see through. */
type Spelling = {
  readonly indentation: string
  readonly between: string
  readonly text: 'named' | 'decimal' | 'hexadecimal' | 'section'
  readonly isSelfClosing: boolean
}

const spelling: fc.Arbitrary<Spelling> = fc.record({
  indentation: fc.constantFrom('', '\n  ', '\r\n\t'),
  between: fc.constantFrom(
    '',
    '<!-- a > b <item> -->',
    '<?x y?>',
    '<newField a="1 > 0" b=\'"\'><item>1</item><e/></newField>',
  ),
  text: fc.constantFrom('named', 'decimal', 'hexadecimal', 'section'),
  isSelfClosing: fc.boolean(),
})

const nastyText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'é',
    '日本語',
    '🚀🚀',
    '<item>',
    '&amp;',
    ']]>',
    '"\'',
    'a\nb',
    ' x ',
    '\u202eabc',
    '-->',
    '&#60;',
  ),
  fc.string({ unit: 'binary' }).filter(isXmlText),
)

// oxlint-disable-next-line no-control-regex -- what XML 1.0 cannot hold, and a carriage return, which it changes
const notInXml = /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/

/** Text of blanks with a line end is left out: it reads like indentation. */
function isXmlText(text: string): boolean {
  return !notInXml.test(text) && !(text.trim() === '' && text.includes('\n'))
}

/** An answer of DescribeInstances with any of its fields, as XML. */
export function describedAnswer(): fc.Arbitrary<string> {
  return fc
    .record({ inside: insideOf(NormalizedSchema.of(DescribeInstancesResult$)), how: spelling })
    .map(
      ({ inside, how }) =>
        `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${how.between}<requestId>r-1</requestId>${inside}${how.indentation}</DescribeInstancesResponse >\n<!-- end -->`,
    )
}

function insideOf(schema: NormalizedSchema): fc.Arbitrary<string> {
  const members = [...schema.structIterator()].map(([name, member]) =>
    fc.option(elementOf(member.getMergedTraits().xmlName ?? name, member), { nil: '', freq: 4 }),
  )
  return fc
    .record({ how: spelling, parts: fc.tuple(...members) })
    .map(({ how, parts }) => parts.map((part) => (part === '' ? '' : how.indentation + how.between + part)).join(''))
}

function elementOf(tag: string, schema: NormalizedSchema): fc.Arbitrary<string> {
  const contents = contentsOf(schema)
  return fc.record({ how: spelling, inside: contents }).map(({ how, inside }) => {
    if (inside === '' && how.isSelfClosing) return `<${tag}/>`
    return inside === '' && how.indentation !== ''
      ? `<${tag}>${how.indentation}</${tag}>`
      : `<${tag}>${inside}</${tag}>`
  })
}

function contentsOf(schema: NormalizedSchema): fc.Arbitrary<string> {
  if (schema.isStructSchema()) return insideOf(schema)
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    const items = fc.array(elementOf(item.getMergedTraits().xmlName ?? 'member', item), { maxLength: 2 })
    return fc
      .record({ how: spelling, items })
      .map(({ how, items: all }) => all.map((each) => how.indentation + each).join(''))
  }
  if (schema.isTimestampSchema())
    return fc.constantFrom('2026-11-23T14:02:07.000Z', '2026-11-23T14:02:07Z', '2026-11-23T15:02:07.5+01:00')
  if (schema.isNumericSchema()) return fc.constantFrom('0', '-1', '1.5', '2147483647')
  if (schema.isBooleanSchema()) return fc.constantFrom('true', 'false', 'True')
  return fc.record({ how: spelling, text: nastyText }).map(({ how, text }) => spell(text, how))
}

function spell(text: string, { text: how, between }: Spelling): string {
  const escaped = (part: string) => part.replace(/[<>&"']/g, (character) => reference(character, how))
  if (how !== 'section' || text.includes(']]>')) return escaped(text)
  const half = Math.floor(text.length / 2)
  const comment = between.startsWith('<!--') ? between : ''
  return `${escaped(text.slice(0, half))}${comment}<![CDATA[${text.slice(half)}]]>`
}

function reference(character: string, how: Spelling['text']): string {
  const code = character.codePointAt(0) ?? 0
  if (how === 'decimal') return `&#${code};`
  if (how === 'hexadecimal') return `&#x${code.toString(16).toUpperCase()};`
  return { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' }[character] ?? character
}
