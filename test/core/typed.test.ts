import { describe, expect, it } from 'vitest'
import { isTypedRight, typeableName } from '../../src/core/typed.ts'

const id = 'i-0a9c31f7e21b40d55'

describe('what has to be typed', () => {
  it.for([
    ['a name', 'web-1', 'web-1'],
    ['a name with a blank at its end', 'web-1 ', 'web-1'],
    ['a name with two blanks', 'web  1', 'web 1'],
    ['a name with an accent as a character of its own', 'cafe\u0301', 'caf\u00e9'],
    ['a name in another script', 'сервер-1', 'сервер-1'],
    ['a name of 60 characters', 'x'.repeat(60), 'x'.repeat(60)],
    ['a longer name, by the id', 'x'.repeat(61), id],
    ['a name with a control character, by the id', 'web\u00071', id],
    ['a name that is written backwards, by the id', 'web\u202e1', id],
    ['a name with something invisible, by the id', 'web\u200b1', id],
    ['a name of a blank that is none, by the id', '\u3164', id],
    ['a name of blanks, by the id', '  ', id],
    ['a name that looks like a secret, by the id', 'password=hunter22', id],
  ])('is %s', ([, name = '', typed]) => {
    expect(typeableName({ name, id })).toBe(typed)
  })

  it.for([
    ['web-1', 'web-1', true],
    [' web-1\n', 'web-1', true],
    ['web-1', 'web-1 ', true],
    ['cafe\u0301', 'caf\u00e9', true],
    ['WEB-1', 'web-1', false],
    ['web-', 'web-1', false],
    ['', 'web-1', false],
    [undefined, 'web-1', false],
  ] as const)('%j for %j is right: %j', ([typed, wanted, isRight]) => {
    expect(isTypedRight(typed, wanted)).toBe(isRight)
  })
})
