import type { Instance } from '../ec2/instance.ts'
import { wordsOn } from '../ec2/words-on.ts'
import type { LambdaFunction } from '../lambda/function.ts'

/** The instance or function that a conversation is about. */
export type Thing = {
  readonly product: 'ec2' | 'lambda'
  /** An instance's id, a function's name. */
  readonly name: string
  /** `--account production --region eu-central-1` */
  readonly narrowed: readonly string[]
}

const mark = 'thing '

/** As it is kept where a topic's id would be: no topic's id has a blank. */
export function keptThing(values: Readonly<Record<string, unknown>>): string | undefined {
  const [instance, found] = [values['instance'], values['function']]
  if (isInstance(instance)) return `${mark}ec2 ${wordsOn([], [instance]).join(' ')}`
  if (!isFunction(found)) return undefined
  return `${mark}lambda ${found.name} --account ${found.place.account} --region ${found.place.region}`
}

/** Nothing where it is a topic's id. */
export function thingIn(kept: string | undefined): Thing | undefined {
  if (kept?.startsWith(mark) !== true) return undefined
  const [product = '', name = '', ...narrowed] = kept.slice(mark.length).split(' ')
  return { product: product === 'lambda' ? 'lambda' : 'ec2', name, narrowed }
}

const words = /\b(?:it|its|that|this|he|she|they|them|there|es|das|ça|lo)\b/i
const leading = /^(?:(?:and|so|ok|okay|but|then|und|et)[\s,]+)*/i
const asking =
  /^(?:who|why|when|how come|how much|since when|what (?:happened|now)|where|wer|warum|wieso|wann|pourquoi|qui|por qu[eé]|qui[eé]n)(?!\p{L})/iu
const mostWords = 9

/** A question that goes on from a thing: it says `it`, or says nothing but what it asks. */
export function goesOnFrom(question: string): boolean {
  const rest = question.trim().replace(leading, '')
  const count = rest.split(/\s+/).length
  if (count > mostWords) return false
  return words.test(rest) || (asking.test(rest) && count <= 3)
}

function isInstance(value: unknown): value is Instance {
  return typeof value === 'object' && value !== null && 'id' in value && 'place' in value && 'zone' in value
}

function isFunction(value: unknown): value is LambdaFunction {
  return typeof value === 'object' && value !== null && 'arn' in value && 'place' in value
}
