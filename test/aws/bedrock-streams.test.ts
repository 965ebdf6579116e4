import { EventStreamCodec } from '@smithy/core/event-streams'
import { describe, expect, test } from 'vitest'
import type { Log } from '../../src/core/log.ts'
import { withReply } from './conversing.ts'
import type { Reply } from './stub.ts'
import { silentLog } from './surroundings.ts'

describe('no answer of a model, and nothing of it in the log, is', () => {
  const events = { 'content-type': 'application/vnd.amazon.eventstream' }
  const codec = new EventStreamCodec(
    (bytes) => Buffer.from(String(bytes)).toString(),
    (text) => Buffer.from(text),
  )
  const frame = (type: string, body: unknown) =>
    codec.encode({
      headers: {
        ':event-type': { type: 'string', value: type },
        ':message-type': { type: 'string', value: 'event' },
        ':content-type': { type: 'string', value: 'application/json' },
      },
      body: Buffer.from(JSON.stringify(body)),
    })
  const start = frame('messageStart', { role: 'assistant' })
  const word = frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'hunter2' } })
  const stop = frame('messageStop', { stopReason: 'end_turn' })
  const bent = Uint8Array.from(word, (byte, at) => (at === word.length - 10 ? byte + 1 : byte))
  test.each<[string, Reply, string]>([
    ['a page with success', { body: '<html>hunter2</html>', headers: { 'content-type': 'text/html' } }, 'Undecodable'],
    ['a stream that ends at once', { pieces: [], headers: events }, 'Unreachable'],
    ['a stream that ends too early', { pieces: [start, word], headers: events }, 'Unreachable'],
    ['a stream that does not say what was used', { pieces: [start, word, stop], headers: events }, 'Unreachable'],
    ['a stream that ends within an event', { pieces: [start, word.subarray(0, 40)], headers: events }, 'Unreachable'],
    ['a stream with a damaged event', { pieces: [start, bent], headers: events }, 'Unreachable'],
  ])('%s', async (_, reply, code) => {
    const written: string[] = []
    const log: Log = { ...silentLog, warn: (fields) => written.push(JSON.stringify(fields)) }
    const { failure } = await withReply(reply, { log })
    expect(await failure()).toMatchObject({ name: 'UserError', code })
    expect(written).toHaveLength(1)
    expect(written.join('')).not.toContain('hunter2')
  })
})
