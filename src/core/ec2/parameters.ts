import type { Parameter } from '../parameter.ts'
import type { Parsed } from '../parsed.ts'
import type { Account } from '../place.ts'
import { nearest } from '../suggest.ts'
import { type InstanceState, instanceStates } from './instance.ts'

/** What `describeInstance` reads. */
export const describingActions = [
  'ec2:DescribeInstances',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeVolumes',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeInstanceAttribute',
] as const

/** The flags by which every command on instances is narrowed to accounts and Regions. */
export const placeParameters = {
  account: {
    kind: 'accounts',
    about: 'only these accounts, by name or number',
    placeholder: 'name',
    parse: (word, accounts) => {
      const account = accounts.find(({ name, id }) => name.toLowerCase() === word.toLowerCase() || id === word)
      if (account !== undefined) return { ok: true, value: account.name }
      return unknown(
        word,
        'an account that Windlass knows',
        accounts.map(({ name }) => name),
      )
    },
  },
  region: {
    kind: 'regions',
    about: 'only these Regions',
    placeholder: 'eu-central-1',
    parse: (word, accounts) => oneOf(word, 'a Region that Windlass looks at', regionsOf(accounts)),
  },
} as const satisfies Record<string, Parameter>

function regionsOf(accounts: readonly Account[]): string[] {
  return [...new Set(accounts.flatMap(({ regions }) => regions))]
}

export function parseState(word: string): Parsed<InstanceState> {
  return oneOf(word, 'a state', instanceStates)
}

/** A type or a pattern of types: `t3.large`, `t3.*`. */
export function parseType(word: string): Parsed<string> {
  if (/^[a-z0-9*?.-]{1,40}$/i.test(word)) return { ok: true, value: word.toLowerCase() }
  return { ok: false, message: `${word} is not an instance type; those look like t3.large, or t3.* for a family.` }
}

export function parseName(word: string): Parsed<string> {
  return { ok: true, value: word }
}

/** One of a fixed set of words, without regard to case. */
export function oneOf<T extends string>(word: string, what: string, choices: readonly T[]): Parsed<T> {
  const value = choices.find((choice) => choice.toLowerCase() === word.toLowerCase())
  return value === undefined ? unknown(word, what, choices) : { ok: true, value }
}

function unknown(word: string, what: string, choices: readonly string[]): Parsed<never> & { ok: false } {
  const [instead] = nearest(word, choices, 1)
  const message = `${word} is not ${what}. ${choices.length === 1 ? 'There is only' : 'There are'} ${choices.join(', ')}.`
  return { ok: false, message, ...(instead === undefined ? {} : { instead }) }
}
