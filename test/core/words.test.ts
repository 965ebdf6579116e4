import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quote, tokenize } from '../../src/core/words.ts'

describe('tokenize', () => {
  it.each([
    ['ec2 list', ['ec2', 'list']],
    ['  ec2\tlist \n web-1 ', ['ec2', 'list', 'web-1']],
    ['show "my web server"', ['show', 'my web server']],
    ['show \'a "quoted" name\'', ['show', 'a "quoted" name']],
    ['show “smart quotes” ‘single ones’', ['show', 'smart quotes', 'single ones']],
    ['list —state running', ['list', '--state', 'running']],
    ['list –state=running', ['list', '--state=running']],
    ['show a\\ b', ['show', 'a b']],
    ['show "a\\"b"', ['show', 'a"b']],
    ['tag:"team name"=core', ['tag:team name=core']],
    ['list --sort -age', ['list', '--sort', '-age']],
    ['web\u0000-1 \u200bweb-2\u202e', ['web-1', 'web-2']],
    ['show ""', ['show', '']],
    ['', []],
  ])('reads %j', (typed, tokens) => {
    expect(tokenize(typed)).toEqual({ ok: true, tokens })
  })

  it.each([
    ['show "web', '"'],
    ["show 'web", "'"],
    ['show “web', '"'],
  ])('says which quote of %j was not closed', (typed, unclosed) => {
    expect(tokenize(typed)).toEqual({ ok: false, unclosed })
  })

  it('reads 10 kB in a moment and whole', () => {
    const typed = Array.from({ length: 2_000 }, (_, index) => `w${index}`)
    expect(tokenize(typed.join(' '))).toEqual({ ok: true, tokens: typed })
  })

  it('reads back whatever quote wrote', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '"', "'", '\\', ' ', '-', '*', '=', '“', '’') })
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const clean = words.map((each) => each.replace(/[“”]/g, '"').replace(/’/g, "'"))
        expect(tokenize(clean.map(quote).join(' '))).toEqual({ ok: true, tokens: clean })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void tokenize(typed)))
  })
})
