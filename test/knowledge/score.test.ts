import { describe, expect, it } from 'vitest'
import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { isNear, isOutside, missesOf, readGroups } from './score.ts'

const knowledge = createKnowledge(loadTopics([topicsFolder]).topics)
const groups = readGroups()
const inside = groups.flatMap(({ questions }) => questions).filter((each) => !isOutside(each))

describe('the questions of test/knowledge', () => {
  it('are at least 300, with at least 60 of other things', () => {
    const asked = groups.flatMap(({ questions }) => questions)
    expect(asked.length).toBeGreaterThan(300)
    expect(asked.filter(isOutside).length).toBeGreaterThanOrEqual(60)
  })

  // The aim is 97. What is not certain is `unsure`, with the nearest three: of all, that leaves few to be wrong.
  it('get the right topic, 69 of 100, and a wrong one, 5 of 100 at most', () => {
    const misses = missesOf({ name: 'all', questions: inside }, knowledge)
    expect(1 - misses.length / inside.length).toBeGreaterThanOrEqual(0.69)
    expect(misses.filter(({ isWrong }) => isWrong).length / inside.length).toBeLessThanOrEqual(0.05)
  })

  it('get the right topic or it is among the nearest three, 91 of 100', () => {
    const near = inside.filter((asked) => isNear(asked, knowledge.find(asked.ask, asked.before)))
    expect(near.length / inside.length).toBeGreaterThanOrEqual(0.91)
  })

  it('of other things are never answered', () => {
    const outside = { name: 'all', questions: groups.flatMap(({ questions }) => questions).filter(isOutside) }
    expect(missesOf(outside, knowledge)).toEqual([])
  })

  it('take under 10 ms each', () => {
    const asked = groups.flatMap(({ questions }) => questions)
    const started = performance.now()
    for (const { ask, before } of asked) knowledge.find(ask, before)
    expect((performance.now() - started) / asked.length).toBeLessThan(10)
  })
})
