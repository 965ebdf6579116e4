import { expect, it } from 'vitest'
import { isPlainNo } from '../../src/aws/change-sentences.ts'
import { refusedCalls } from '../../src/aws/refused-calls.ts'
import { refusedChanges } from '../../src/aws/refused-changes.ts'
import { troubleOf } from '../../src/aws/trouble.ts'
import { explainAction, explainedCodes } from '../../src/core/explained-codes.ts'
import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'

const { topics } = loadTopics([topicsFolder])
const knowledge = await createKnowledge(topics)

/** Whether Windlass has words of its own for it: those are what its calls can end in. */
function isMet(name: string): boolean {
  const error = Object.assign(new Error('in some words'), { name, $fault: 'client' })
  return isPlainNo(name) || refusedChanges.has(name) || refusedCalls.has(name) || troubleOf(error)?.kind !== 'refused'
}

it('holds the codes that a call can end in and a topic explains, all of them and no other', () => {
  const codes = topics.flatMap((topic) => topic.codes).filter((code) => /^[A-Z][\w.]+$/.test(code) && isMet(code))
  expect([...explainedCodes].toSorted()).toEqual([...new Set(codes)].toSorted())
})

it.each([...explainedCodes])('%s, asked about, is answered by the topic that has it', async (code) => {
  expect(await knowledge.find(code)).toMatchObject({ kind: 'topic', topic: { codes: expect.arrayContaining([code]) } })
})

it('offers to explain the first code that can be', () => {
  expect(explainAction(['Timeout', 'UnauthorizedOperation', 'AuthFailure'])).toEqual([
    {
      kind: 'button',
      verb: 'explain',
      label: 'Explain',
      does: { kind: 'run', words: ['windlass', 'explain', 'UnauthorizedOperation'] },
    },
  ])
  expect(explainAction(['Timeout', 'NoRole'])).toEqual([])
})
