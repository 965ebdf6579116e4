import { describe, expect, it } from 'vitest'
import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { factsMissing, isCertain, isOutside, isWrong, readGroups, scoreOf } from './score.ts'

const { topics } = loadTopics([topicsFolder])
const knowledge = await createKnowledge(topics)
const groups = readGroups()
const questions = groups.flatMap((group) => group.questions)
const scored = await scoreOf({ name: 'all', questions }, knowledge)
const inside = scored.filter(({ asked }) => !isOutside(asked))
const shareOf = (some: readonly unknown[]) => some.length / inside.length

describe('the questions of test/knowledge', () => {
  it('are at least 300, with at least 200 of other things', () => {
    expect(questions.length).toBeGreaterThan(300)
    expect(questions.filter(isOutside).length).toBeGreaterThanOrEqual(200)
  })

  it('are two for each topic', () => {
    const times = Map.groupBy(questions, ({ topic }) => topic)
    expect(topics.map(({ id }) => id).filter((id) => (times.get(id)?.length ?? 0) < 2)).toEqual([])
  })

  it('need facts that the topic they are about says', () => {
    expect(questions.flatMap((asked) => factsMissing(asked, knowledge).map((fact) => [asked.topic, fact]))).toEqual([])
  })

  it('are told what they need, 97 of 100', () => {
    expect(shareOf(inside.filter(({ isHeld }) => isHeld))).toBeGreaterThanOrEqual(0.97)
  })

  it('are answered for certain and rightly, 60 of 100, and with something else, 2 of 100 at most', () => {
    expect(shareOf(inside.filter(isCertain))).toBeGreaterThanOrEqual(0.6)
    expect(shareOf(inside.filter(isWrong))).toBeLessThanOrEqual(0.02)
  })

  it('that topics have as wordings tell that topic: of every tenth, 99 of 100', async () => {
    const own = topics.flatMap(({ id, questions: said }) => said.map((ask) => ({ id, ask })))
    const tenth = own.filter((_, at) => at % 10 === 0)
    const asked = await Promise.all(tenth.map(async ({ id, ask }) => ({ id, found: await knowledge.find(ask) })))
    const missed = asked.filter(
      ({ id, found }) =>
        found.kind === 'outside' ||
        (found.kind === 'topic' ? found.topic.id !== id : !found.nearest.slice(0, 2).some((topic) => topic.id === id)),
    )
    expect(missed.length / tenth.length).toBeLessThan(0.01)
  })

  it('of other things are declined, 85 of 100, and answered for certain, 2 of 100 at most', () => {
    const outside = scored.filter(({ asked }) => isOutside(asked))
    const answered = outside.filter(({ found }) => found.kind === 'topic')
    expect(outside.filter(({ isHeld }) => isHeld).length / outside.length).toBeGreaterThanOrEqual(0.85)
    expect(answered.length / outside.length).toBeLessThanOrEqual(0.02)
  })
})
