import { describe, expect, it } from 'vitest'
import { createLog } from '../src/log.ts'

function logged(fields: Record<string, unknown>, level = 'info'): string {
  const lines: string[] = []
  createLog({ level, write: (line) => lines.push(line) }).info(fields, 'message')
  return lines.join('')
}

describe('a log line', () => {
  it('is JSON with its level in words', () => {
    expect(JSON.parse(logged({ count: 3 }))).toMatchObject({ level: 'info', count: 3, msg: 'message' })
  })

  it('holds an error with its cause and its stack', () => {
    const error = new Error('outer', { cause: new Error('inner') })
    expect(logged({ error })).toMatch(/outer.*inner/)
  })

  it('is not written below its level', () => {
    expect(logged({}, 'error')).toBe('')
  })

  it.each([
    'xoxb-123456789012-abcdefABCDEF',
    'xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4OTA',
    'xapp-1-A0123-456-abcdef',
    'https://hooks.slack.com/commands/T0/123/abcDEF',
    'AKIAIOSFODNN7EXAMPLE',
    'ASIAIOSFODNN7EXAMPLE',
  ])('never holds %s, wherever it stood', (secret) => {
    expect(
      logged({ token: secret, deep: { er: { token: secret } }, error: new Error(`refused ${secret} there`) }),
    ).not.toContain(secret)
  })
})
