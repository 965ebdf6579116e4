import { describe, expect, it } from 'vitest'
import { lettersOf, pairsOf } from '../../src/knowledge/features.ts'
import { createLikelihood } from '../../src/knowledge/likelihood.ts'

describe('features of words', () => {
  it('are groups of four letters, with the ends of a word', () => {
    expect(lettersOf(['stop', 'a'])).toEqual(['_sto', 'stop', 'top_', '_a_'])
  })

  it('are pairs of stems, without the words of every sentence', () => {
    expect(pairsOf(['the', 'public', 'addresses', 'of', 'instances'])).toEqual(['public address', 'address instanc'])
  })
})

describe('the likelihood of texts', () => {
  const likelihood = createLikelihood(
    [
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
      new Map([
        ['b', 1],
        ['c', 1],
      ]),
      new Map([
        ['c', 3],
        ['d', 1],
      ]),
    ],
    { repeats: 0.8, smoothing: 10 },
  )
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
