import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs'
import { nearest } from '../core/suggest.ts'

export type Worded = { readonly problem: string; readonly help: string }

type Phrase = readonly [form: RegExp, say: (found: string, other: string) => Worded]

const syntax =
  'A policy is permit (…) or forbid (…), then when { … } or unless { … } if there are conditions, then a semicolon.'
const vocabulary = 'docs/policies.md lists what policies may speak of.'

// The engine gives no codes, only sentences (cedar-wasm 4.13.0). One that is not here is shown as it is.
const phrases: readonly Phrase[] = [
  [
    /unrecognized entity type `(.+?)`/,
    (name) => ({
      problem: `speaks of ${name}, and there is no such kind of thing`,
      help: 'There are Person, Group, Account, Region, Place, Instance, Function and Windlass.',
    }),
  ],
  [/optional attribute `(.+?)` in context/, (path) => absent(`context.${path}`, presenceOf(path))],
  [/optional attribute `(.+?)` on/, (name) => absent(name, `resource has ${name}`)],
  [/access to tag `(.+?)`/, (name) => absent(`the tag ${name}`, `resource.hasTag(${name})`)],
  [/attribute `(.+?)` on entity type `(Windlass|Place)` not found/, missingOn],
  [/attribute `(.+?)` on entity type `(.+?)` not/, (name, type) => unknown(`reads ${name} of ${type}, which has none`)],
  [
    /attribute `payload` in context/,
    () => ({
      problem: 'reads context.payload, which only calls of functions have',
      help: `${alsoApplies} other commands. Write context has payload && …, or name the action.`,
    }),
  ],
  [/attribute `(.+?)` in context/, (name) => unknown(`reads context.${name}, and there is none`)],
  [
    /type: expected (.+) but saw (.+)/,
    (wanted, seen) => unknown(`has ${kindOf(seen)} where ${kindOf(wanted)} is needed`),
  ],
  [
    /failed to parse as (?:an? )?(.+?)(?: value)?: `(.+)`/,
    (kind, found) => unknown(`has ${found}, which is no ${kind}`),
  ],
  [
    /types (.+) and (.+) are not compatible/,
    (one, other) => ({ problem: `compares ${kindOf(one)} with ${kindOf(other)}`, help: 'Both must be of one kind.' }),
  ],
  [
    /found literal `(.+)`/,
    (found) => ({
      problem: `has the text ${found} where something of a kind is needed`,
      help: `Write its kind before it, like Action::"ec2 stop".`,
    }),
  ],
  [/'(.+)' is not a valid operator/, (found) => unparsed(`has ${found} in it, which is no operator`)],
  [/unexpected token `(.+)`/, (found) => unparsed(`has an unexpected ${found}`)],
  [/invalid token/, () => unparsed('cannot be read on from here')],
  [/unexpected end of input/, () => unparsed('ends in the middle of a policy')],
  [/invalid policy effect: (\S+)/, (found) => unparsed(`begins with ${found}`)],
  [
    /containing the slot (\S+)/,
    (slot) => ({ problem: `has ${slot} in it`, help: 'Templates are not supported: name who or what is meant.' }),
  ],
  [
    /does not have the (attribute|tag) `(.+?)`/,
    (kind, name) => unknown(`reads the ${kind} ${name}, which is not there`),
  ],
  [/integer overflow/, () => unknown('counts further than numbers go')],
]

/** What the engine found, in the words that the rest of Windlass speaks; `actions` are those that there are. */
export function wordError({ message, help }: DetailedError, actions: readonly string[] = []): Worded {
  const action = /unrecognized action `Action::"(.+?)"`/.exec(message)?.[1]
  if (action !== undefined) return unknownAction(action, actions)
  for (const [form, say] of phrases) {
    const found = form.exec(message)
    if (found === null) continue
    const said = say(found[1] ?? '', found[2] ?? '')
    const isGeneral = said.help === vocabulary || said.help === syntax || help?.startsWith('did you mean') === true
    return isGeneral && !isMissingOn(said) ? { ...said, help: sentence(help) ?? said.help } : said
  }
  return { problem: `is not valid: ${plainText(message)}`, help: sentence(help) ?? vocabulary }
}

/** The engine's own suggestion is not always the nearest: `chnage` became `read` (cedar-wasm 4.13.0). */
function unknownAction(name: string, actions: readonly string[]): Worded {
  const [meant] = nearest(name, actions, 1)
  return {
    problem: `names the action "${name}", and there is no such command`,
    help:
      meant === undefined
        ? 'Actions are the words of commands, like "ec2 stop", and the groups read, sensitive, change and final.'
        : `Did you mean Action::"${meant}"?`,
  }
}

function unknown(problem: string): Worded {
  return { problem, help: vocabulary }
}

function unparsed(problem: string): Worded {
  return { problem, help: syntax }
}

function absent(what: string, test: string): Worded {
  return { problem: `reads ${what}, which may be absent`, help: `Test for it first: ${test} && …` }
}

/** `context.payload has dryRun`, of `payload.dryRun`. */
function presenceOf(path: string): string {
  const [, above, name] = /^(.+)\.(.+)$/.exec(path) ?? []
  return above === undefined || name === undefined ? `context has ${path}` : `context.${above} has ${name}`
}

function missingOn(name: string, type: string): Worded {
  const what = type === 'Windlass' ? 'commands that touch no account, like /windlass pause' : 'whole places'
  return {
    problem: `reads ${name} of ${type}, which has none`,
    help: `${alsoApplies} ${what}. Write resource is Instance && …, or name the actions.`,
  }
}

const alsoApplies = 'It also applies to'

/** What the engine suggests then is another attribute, and that is not what is wrong. */
function isMissingOn({ help }: Worded): boolean {
  return help.startsWith(alsoApplies)
}

const kinds: Readonly<Record<string, string>> = {
  Long: 'a number',
  String: 'text',
  Bool: 'true or false',
  datetime: 'a moment',
}

function kindOf(type: string): string {
  if (type.includes('AnyEntity')) return 'an entity'
  return kinds[type] ?? (type.startsWith('Set') ? 'a set' : type)
}

function sentence(help: string | null): string | undefined {
  if (help === null) return undefined
  const plain = plainText(help)
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${/[.?!]$/.test(plain) ? '' : '.'}`
}

/** Without the id that the engine was given, and without its quotation marks. */
function plainText(message: string): string {
  return message
    .replace(/^for policy `[^`]*`, /, '')
    .replace(/^failed to parse policy with id `[^`]*` from string: /, '')
    .replace(/^failed to parse policy from string: /, '')
    .replaceAll('`', '')
}
