import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { topicsFolder } from '../../src/knowledge/load.ts'
import { readPlainYaml } from '../../src/knowledge/plain-yaml.ts'

const asText = (text: string): unknown => parse(text, { schema: 'failsafe' })

describe('plain YAML', () => {
  const heads = readdirSync(topicsFolder).map(
    (name) => readFileSync(join(topicsFolder, name), 'utf8').split(/^---$/m)[1]?.slice(1, -1) ?? '',
  )

  it('is read as the parser reads it, in all topics, and nearly all are plain', () => {
    const read = heads.map((head) => ({ head, plain: readPlainYaml(head) }))
    for (const { head, plain } of read) if (plain !== undefined) expect(plain).toEqual(asText(head))
    expect(read.filter(({ plain }) => plain === undefined).length).toBeLessThan(heads.length / 20)
  })

  it.each(['a: "x: \\"y\\""', "a: 'it''s'", "a: [b, \"c, d\", 'e', can't]", 'a:\n  - "b\\\\c"'])(
    'reads what is in quotes as the parser does: %j',
    (text) => {
      expect(readPlainYaml(text)).toEqual(asText(text))
    },
  )

  it.each([
    'a: "x" y',
    "a: 'x",
    'a: ["b]',
    'a: ["b" c]',
    'a: x # y',
    'a: [b, [c]]',
    'a: {b: c}',
    'a: &b c',
    'a: |',
    'a: b: c',
    'a: b\na: c',
    'a:',
    'a:\n  - "b\\n"',
    'a:\n  - b\n   c',
    'a: b\n  c',
    '  a: b',
    'a: b:',
    '- a',
    'a: [b, , c]',
    'a: *b',
  ])('leaves %j to the parser', (text) => {
    expect(readPlainYaml(text)).toBeUndefined()
  })
})
