import { afterAll, describe, expect, it } from 'vitest'
import { readLiveQuestion } from '../../src/core/asking/live-question.ts'
import { isProblem } from '../../src/core/problem.ts'
import { createKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadTopics, topicsFolder } from '../../src/knowledge/load.ts'
import { askingOf } from '../../src/spine/asking.ts'
import { findCommand } from '../../src/spine/find.ts'
import { asLive } from '../../src/spine/live.ts'
import { anAccount } from '../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { aSpine } from '../fixtures/spine.ts'
import { ada, anInstance, noon } from '../fixtures/values.ts'
import { isOutside, readGroups } from '../knowledge/score.ts'
import { examined, named, typed } from './wordings.ts'
import { further, ideas } from './wordings-more.ts'
import { inWorlds, ofWorlds } from './wordings-worlds.ts'

// Some two thousand questions.
const timeout = 60_000
const knowledge = await createKnowledge(loadTopics([topicsFolder]).topics)

/** Everything that Windlass knows, and an account in which these are there. */
async function aWorld(
  { instances, functions }: { instances: readonly string[]; functions: readonly string[] },
  reader = anAccount(instances.map((name) => anInstance({ name }))),
) {
  const { ports, close } = await aSpine({
    reader,
    functions: aFunctionsAccount(functions.map((name) => aFunction({ name }))),
    knowledge: async () => knowledge,
  })
  afterAll(close)
  /** The words that a question is run as. */
  return async (question: string, before?: string): Promise<string> => {
    const found = findCommand(question, ports.product.registry)
    if (isProblem(found)) return found.code
    const asking = askingOf({ ...ada, groups: [] }, { channel: 'C0OPS', surface: 'mention' }, { now: noon })
    return (await asLive(found, { asking, talk: async () => ({ id: 'T:C:1', before }) }, ports)).words.join(' ')
  }
}

const inAccount = await aWorld({
  instances: [...named.instances, ...inWorlds.instances],
  functions: [...named.functions, ...inWorlds.functions],
})

describe.each([
  { of: 'an examiner', wordings: examined },
  { of: 'people on call', wordings: typed },
  { of: 'people who want something else, or say little', wordings: further },
  { of: 'those who looked into broken worlds', wordings: ofWorlds },
])('the words of $of', ({ wordings }) => {
  it.each(wordings)('%s', async (question, words) => {
    expect(await inAccount(question)).toBe(words)
  })
})

it.each(ideas)('%s asks about no thing', async (question) => {
  expect(await inAccount(question)).toBe(`windlass ask ${question}`)
})

describe('of the questions about ideas', () => {
  const questions = readGroups().flatMap((group) => group.questions)
  async function takenForThings(wordsFor: Awaited<ReturnType<typeof aWorld>>): Promise<string[]> {
    const taken = await Promise.all(
      questions.map(async ({ ask, before }) => ({ ask, words: await wordsFor(ask, before) })),
    )
    return taken.flatMap(({ ask, words }) => (/^(?:ec2|lambda) (?:why|show|history|logs) /.test(words) ? [ask] : []))
  }

  it('none is about a thing where nothing is called so', { timeout }, async () => {
    expect(await takenForThings(await aWorld({ instances: [], functions: [] }))).toEqual([])
  })

  it('hardly one is where things are called as ideas are', { timeout }, async () => {
    const ordinary = ['lambda', 'api', 'db', 'vpc', 'spot', 'bastion', ...inWorlds.functions]
    const called = ['web-1', 'gpu-1', 'batch-2', ...ordinary]
    const taken = await takenForThings(await aWorld({ instances: called, functions: called }))
    expect(taken.length, taken.join('\n')).toBeLessThanOrEqual(questions.length / 500)
  })
  it('hardly one asks the accounts for anything', async () => {
    const lexicon = await knowledge.lexicon()
    const inside = questions.filter((asked) => !isOutside(asked)).map(({ ask }) => ask)
    const asked = inside.filter((ask) => readLiveQuestion(ask, lexicon) !== undefined)
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(inside.length / 15)
  })

  it('nor does one ask them by what is called as a word is', { timeout }, async () => {
    const nothing = anAccount([])
    let times = 0
    const counting: typeof nothing = {
      ...nothing,
      findInstances(query) {
        times += 1
        return nothing.findInstances(query)
      },
    }
    const wordsFor = await aWorld({ instances: [], functions: [] }, counting)
    const inside = questions.filter((asked) => !isOutside(asked))
    for (const { ask, before } of inside) await wordsFor(ask, before)
    expect(times).toBeGreaterThan(0)
    expect(times).toBeLessThanOrEqual(inside.length / 15)
  })
})
