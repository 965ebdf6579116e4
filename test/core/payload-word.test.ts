import { describe, expect, it } from 'vitest'
import { quote, tokenize } from '../../src/core/words.ts'

describe('JSON among words is one word, exactly as it was typed', () => {
  it.each<[string, string[]]>([
    ['lambda invoke a {"b": 1}', ['lambda', 'invoke', 'a', '{"b": 1}']],
    ['a {"b": "c  d"} --async', ['a', '{"b": "c  d"}', '--async']],
    ['a --async {"b": {"c": [1, 2]}} --reason "x y"', ['a', '--async', '{"b": {"c": [1, 2]}}', '--reason', 'x y']],
    ['a [1, 2]', ['a', '[1, 2]']],
    ['a {"b": "}"}', ['a', '{"b": "}"}']],
    ['a {"b": "\\"}"} c', ['a', '{"b": "\\"}"}', 'c']],
    ['a {“b”: “}”} c', ['a', '{“b”: “}”}', 'c']],
    ['a {"b": "it’s 🚀"}', ['a', '{"b": "it’s 🚀"}']],
    ['a {"b": 1', ['a', '{"b": 1']],
    ['a {"b": 1}} c', ['a', '{"b": 1}}', 'c']],
    ['a ```{"b": "x y"}``` --async', ['a', '```{"b": "x y"}```', '--async']],
    ['a ```\n{"b":\n 1}', ['a', '```\n{"b":\n 1}']],
    ['a --reason "see {x y}"', ['a', '--reason', 'see {x y}']],
    ["a '{x y}'", ['a', '{x y}']],
  ])('%j', (typed, words) => {
    expect(tokenize(typed)).toEqual({ ok: true, tokens: words })
  })

  it.each<[string, string[]]>([
    ['a {"b": "👨\u200d👩 \u202dx"} c', ['a', '{"b": "👨\u200d👩 \u202dx"}', 'c']],
    ['\u200ba\u200b \ufeff{\u200b"b\u200c": “\u200f” }\u200b c\u200b', ['a', '{"b\u200c": “\u200f” }', 'c']],
    ['a ```{"b": "\u200d"}```\u200b', ['a', '```{"b": "\u200d"}```']],
    ['a\u200d {"b\u200d": 1} {"c\u200d": 2} d\u200d', ['a', '{"b\u200d": 1}', '{"c\u200d": 2}', 'd']],
  ])('with what is invisible in its texts, and nowhere else: %j', (typed, words) => {
    expect(tokenize(typed)).toEqual({ ok: true, tokens: words })
  })

  it.each<[string, string]>([
    [`'"it’s “x” \u200d"'`, '"it’s “x” \u200d"'],
    ['"\\"it’s\\""', '"it’s"'],
    ['"5"', '5'],
    ['“5”', '5'],
    ['5', '5'],
  ])('a text after --json keeps its quotes: %j', (typed, word) => {
    expect(tokenize(`--json ${typed} --async`)).toEqual({ ok: true, tokens: ['--json', word, '--async'] })
  })

  it('and is read back as it is quoted', () => {
    const word = '"it’s “\\" \u200d"'
    expect(tokenize(`--json ${quote(word)}`)).toEqual({ ok: true, tokens: ['--json', word] })
  })

  it.each(['{"b": "c  d"}', '[1, "}"]', '{"b": "it’s"}', '{"b": 1', '{} x', 'a b', '"'])(
    '%j is read back as quoted',
    (word) => {
      expect(tokenize(`x ${quote(word)}`)).toEqual({ ok: true, tokens: ['x', word] })
    },
  )
})
