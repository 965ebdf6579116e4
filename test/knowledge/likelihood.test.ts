import { describe, expect, it } from 'vitest'
import { lettersOf, pairsOf } from '../../src/knowledge/features.ts'
import { createLikelihood } from '../../src/knowledge/likelihood.ts'
import { collectPostings, postingsOfParts } from '../../src/knowledge/postings.ts'
import { wordOf } from '../../src/knowledge/words.ts'

const texts = ['aab', 'bc', 'cccd']

function postingsOf(owners: readonly string[]) {
  const collected = collectPostings<string>()
  for (const [owner, text] of owners.entries()) for (const letter of text) collected.add(letter, owner)
  return collected.end()
}

/** Who has it, and how often. */
function ownersOf({ numbers, starts, owners, times }: ReturnType<typeof postingsOf>, thing: string) {
  const number = numbers.get(thing) ?? Number.NaN
  const [from, to] = [starts[number], starts[number + 1]]
  return [...owners.subarray(from, to)].map((owner, at) => [owner, times.subarray(from, to)[at]])
}

describe('features of words', () => {
  it('are groups of four letters, with the ends of a word', () => {
    expect(['stop', 'a'].map(wordOf).flatMap(lettersOf)).toEqual(['_sto', 'stop', 'top_', '_a_'])
  })

  it('are pairs of stems, without the words of every sentence', () => {
    const words = ['the', 'public', 'addresses', 'of', 'instances'].map(wordOf)
    expect(pairsOf(words)).toEqual(['public address', 'address instanc'])
  })
})

describe('postings', () => {
  it('say who has a thing, and how often', () => {
    const postings = postingsOf(texts)
    expect(ownersOf(postings, 'a')).toEqual([[0, 2]])
    expect(ownersOf(postings, 'b')).toEqual([
      [0, 1],
      [1, 1],
    ])
    expect(ownersOf(postings, 'd')).toEqual([[2, 1]])
  })

  it('of parts have what all things that hold a part have together', () => {
    const parts = postingsOfParts(postingsOf(texts), (letter) =>
      letter === 'a' || letter === 'b' ? ['early'] : ['late'],
    )
    expect(ownersOf(parts, 'early')).toEqual([
      [0, 3],
      [1, 1],
    ])
    expect(ownersOf(parts, 'late')).toEqual([
      [1, 1],
      [2, 4],
    ])
  })
})

describe('the likelihood of texts', () => {
  const likelihood = createLikelihood(postingsOf(texts), { all: texts.length, repeats: 0.8, smoothing: 10 })
  const first = (features: readonly string[]) => {
    const scores = likelihood(features)
    return scores.indexOf(Math.max(...scores))
  }

  it.each([
    [['a'], 0],
    [['b', 'c'], 1],
    [['c', 'd', 'unknown'], 2],
  ])('of %j is highest for the text at %i', (features, at) => {
    expect(first(features)).toBe(at)
  })

  it('says nothing of features that no text has', () => {
    expect([...likelihood(['unknown'])].map(Math.abs)).toEqual([0, 0, 0])
  })
})
