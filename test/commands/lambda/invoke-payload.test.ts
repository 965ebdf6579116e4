import { describe, expect, it } from 'vitest'
import { payloadLines } from '../../../src/commands/lambda/invoke-payload.ts'
import { plain } from '../../../src/core/text.ts'

describe('a payload that is to be confirmed', () => {
  const lines = (payload: string) => payloadLines(payload).map(plain)

  it('stands in one line, with what is in quotes as it is', () => {
    expect(lines('{\n  "a  b": 12345678901234567890,\n  "c": [1, 2]\n}')).toEqual([
      'Payload: {"a  b":12345678901234567890,"c":[1,2]}',
    ])
  })

  it('that is long is cut after 300 characters', () => {
    const [line = ''] = lines(JSON.stringify('x'.repeat(1_498)))
    expect(line).toBe(`Payload: "${'x'.repeat(299)} and 1,200 more characters`)
  })

  it('shows no secret', () => {
    expect(lines('{"password": "hunter2-and-more"}')).toEqual([
      'Payload: {"password":"[redacted]"}',
      '[redacted] stands for what looked like a secret.',
    ])
  })
})
