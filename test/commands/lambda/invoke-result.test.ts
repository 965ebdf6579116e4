import { describe, expect, it } from 'vitest'
import { shownResult } from '../../../src/commands/lambda/invoke-result.ts'

function shown(text: string) {
  const { parts, file } = shownResult({ kind: 'json', text }, 'order-intake')
  return { code: parts.flatMap((part) => (part.kind === 'code' ? [part.code] : [])), file: file?.content }
}

describe('JSON that a function answered', () => {
  it('is laid out over several lines, with its characters instead of their escapes', () => {
    const code = '{\n  "a": "ü",\n  "b": [\n    {},\n    []\n  ]\n}'
    expect(shown('{"a":"\\u00fc","b":[{},[]]}')).toEqual({ code: [code], file: undefined })
  })

  it('is left in one line where its depth would make it far longer', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(shown(nested(1_000))).toEqual({ code: [nested(1_000)], file: undefined })
    expect(shown(nested(20_000))).toEqual({ code: [nested(20_000).slice(0, 2_500)], file: nested(20_000) })
  })
})
