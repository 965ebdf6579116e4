import { expect, test } from 'vitest'
import { isSealed } from '../src/core/sealer.ts'
import { createSealer } from '../src/sealer.ts'

const sealer = createSealer('xoxb-one')

test.each(['', 'postgres://shop:hunter2@db', 'ä🦀\n', 'x'.repeat(4_000)])('what is sealed opens again', (value) => {
  const sealed = sealer.seal(value)
  expect(isSealed(sealed)).toBe(true)
  expect(sealed).not.toContain(value === '' ? 'nothing to find' : value)
  expect(sealer.unseal(sealed)).toBe(value)
})

test('the same is never sealed to the same', () => {
  expect(sealer.seal('hunter2')).not.toBe(sealer.seal('hunter2'))
})

test('nothing else opens', () => {
  const sealed = sealer.seal('hunter2')
  const flipped = `${sealed.slice(0, -6)}${sealed.at(-6) === 'A' ? 'B' : 'A'}${sealed.slice(-5)}`
  expect(createSealer('xoxb-two').unseal(sealed)).toBeUndefined()
  expect(sealer.unseal(flipped)).toBeUndefined()
  for (const other of ['hunter2', 'sealed:', 'sealed:AAAA', sealed.slice(0, -8), ''])
    expect(sealer.unseal(other)).toBeUndefined()
})
