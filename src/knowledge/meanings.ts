import { plainEnglish } from './plain-english.ts'
import { phrases, synonyms } from './synonyms.ts'
import { stem, type Word, wordOf, wordsOf } from './words.ts'

const phrasePatterns = phrases.map(([from, to]) => [new RegExp(`\\b${from}\\b`, 'g'), to] as const)

const alsoByWord = new Map(
  Object.entries({ ...plainEnglish, ...synonyms }).map(([word, also]) => [word, wordsOf(also).map(stem)] as const),
)

const anyPhrase = new RegExp(`\\b(?:${phrases.map(([from]) => from).join('|')})\\b`)

export const hasPhrase = (normalised: string): boolean => anyPhrase.test(normalised)

export function replacePhrases(normalised: string): string {
  if (!hasPhrase(normalised)) return normalised
  return phrasePatterns.reduce((text, [from, to]) => text.replace(from, to), normalised)
}

export const meantWords = (normalised: string): Word[] => wordsOf(replacePhrases(normalised)).map(wordOf)

/** The stems that a word stands for beside its own. */
export function alsoMeant(word: string): readonly string[] {
  if (isInstanceType(word)) return instanceType
  return alsoByWord.get(word) ?? []
}

export const isKnownWord = (word: string): boolean => alsoByWord.has(word)

const instanceType = [stem('instance'), stem('type')]

/** `m5`, `c6gn`, `2xlarge`. */
function isInstanceType(word: string): boolean {
  return (
    /^(?:[a-z]{1,3}\d[a-z]{0,4}|\d*xlarge)$/.test(word) &&
    !/^(?:ec2|s3|x86|k8s|ipv[46]|gp[23]|io[12]|s[tc]1|arm64)$/.test(word)
  )
}
