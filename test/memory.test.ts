import { expect, it } from 'vitest'
import { giveBackMemory } from '../src/memory.ts'

it('what is not needed any more is given back', () => {
  const sizes = Array.from({ length: 40 }, (_, index) => Array.from({ length: 100_000 }, () => index).length)
  expect(sizes).toHaveLength(40)
  giveBackMemory()
  const before = process.memoryUsage().heapUsed
  const kept = Array.from({ length: 2_000_000 }, (_, index) => ({ index }))
  expect(kept).toHaveLength(2_000_000)
  expect(process.memoryUsage().heapUsed).toBeGreaterThan(before + 20_000_000)
  kept.length = 0
  giveBackMemory()
  expect(process.memoryUsage().heapUsed).toBeLessThan(before + 20_000_000)
})
