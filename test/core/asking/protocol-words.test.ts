import { expect, it } from 'vitest'
import { protocolIn } from '../../../src/core/asking/protocol-words.ts'

const ping = { protocol: 'icmp', port: undefined }

it.each([
  ['ping to web-1 gets no reply', ping],
  ['is web-1 pingable? it gets no ping through', ping],
  ["I can't ping web-1", ping],
  ['icmp to web-1 is dropped', ping],
  ['web-1 does not answer on ssh, ping works', undefined],
  ['I can ping web-1 but https times out', undefined],
  ['ping me when web-1 answers', undefined],
  ["can't ping or ssh web-1", undefined],
  ['udp 1194 to web-1 does not get through', { protocol: 'udp', port: 1194 }],
  ['web-1 is closed on 53/udp', { protocol: 'udp', port: 53 }],
  ['UDP on port 514 of web-1 is lost', { protocol: 'udp', port: 514 }],
  ['web-1 gets no udp', undefined],
  ['udp 99999 to web-1', undefined],
  ['web-1 does not answer on port 443', undefined],
])('%s', (question, said) => {
  expect(protocolIn(question)).toEqual(said)
})
