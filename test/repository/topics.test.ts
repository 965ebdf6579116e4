import { describe, expect, it } from 'vitest'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { bodyText } from '../../src/knowledge/topic-text.ts'

const { topics, problems } = loadTopics([topicsFolder])

describe('the topics', () => {
  // Format, links between them and codes that two of them claim.
  it('are read without a problem', () => {
    expect(problems).toEqual([])
    expect(topics.length).toBeGreaterThan(180)
  })

  it.each(topics.map((topic) => [topic.id, topic] as const))('%s is complete', (_, topic) => {
    const words = bodyText(topic).split(/\s+/).length
    expect(words).toBeGreaterThanOrEqual(60)
    expect(words).toBeLessThanOrEqual(220)
    expect(topic.questions.length).toBeGreaterThanOrEqual(3)
    expect(topic.names.length).toBeGreaterThan(0)
    expect(topic.sources.length).toBeGreaterThan(0)
  })
})
