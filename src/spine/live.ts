import { readListQuestion } from '../core/asking/list-question.ts'
import type { Candidate } from '../core/asking/live-names.ts'
import { type LiveQuestion, readLiveQuestion, wordsOfLive } from '../core/asking/live-question.ts'
import { looselyPlacedIn } from '../core/asking/placed-names.ts'
import { goesOnFrom, thingIn } from '../core/asking/thing.ts'
import { readModelSwitch } from '../core/assistant/on-request.ts'
import { readCompareQuestion } from '../core/compare/question.ts'
import { encodedDenialIn } from '../core/ec2/evidence.ts'
import { everyInstance } from '../core/ec2/looked-for.ts'
import { parseSelector } from '../core/ec2/selector.ts'
import { answering, placesOf } from '../core/place.ts'
import { isProblem, type Problem } from '../core/problem.ts'
import type { Talk } from './conversation.ts'
import { type Asking, type Decided, decide, within } from './decide.ts'
import { type FoundCommand, findByWords } from './find.ts'
import type { SpinePorts } from './ports.ts'
import { functionsWithin } from './within-functions.ts'

type Request = {
  readonly asking: Asking
  /** Where it is said, and what was last talked about there. */
  readonly talk: () => Promise<Talk | undefined>
}

/**
 * What a question becomes that is not about an idea: about something that is there, the command that looks into it;
 * about EC2 or Lambda with numbers, the comparison. Where nothing of that name is there it stays a question.
 */
export async function asLive<Found extends FoundCommand>(
  found: Found,
  request: Request,
  ports: SpinePorts,
): Promise<Found> {
  const words = found.command.words.join(' ')
  if (words !== 'windlass ask' && words !== 'windlass explain') return found
  const question = found.rest.join(' ')
  if (encodedDenialIn(question) !== undefined) return asDecoding(found, question, { ...request, ports })
  if (words === 'windlass explain') return asExplained(found, question, { ...request, ports })
  // Where the language model is wanted, it looks by itself.
  if (readModelSwitch(question).wants !== undefined) return found
  const meant =
    readCompareQuestion(question) ??
    readListQuestion(question, namesOf(ports)) ??
    (await liveWords(question, request, ports)) ??
    (await goneOn(question, request, ports))
  return meant === undefined ? found : (becoming(found, meant, ports) ?? found)
}

/** An error is explained, and why a thing is as it is where nothing else can be meant. */
async function asExplained<Found extends FoundCommand>(
  found: Found,
  said: string,
  { ports, ...request }: Request & { readonly ports: SpinePorts },
): Promise<Found> {
  const isOfThing = /^(?:(?:to )?(?:me|us)\s+)?(?:why|how come|what (?:happened|is wrong|went wrong))\b|^\S+$/i.test(
    said,
  )
  const words = isOfThing ? await liveWords(`explain ${said}`, request, ports) : undefined
  return words === undefined ? found : (becoming(found, words, ports) ?? found)
}

/** Where the person may read nowhere, what the error means in general is left. */
function asDecoding<Found extends FoundCommand>(
  found: Found,
  said: string,
  { asking, ports }: Pick<Request, 'asking'> & { readonly ports: SpinePorts },
): Found {
  const decoding = becoming(found, ['windlass', 'decode', said], ports)
  if (decoding === undefined) return found
  const decided = decide({ ...asking, command: decoding.command, values: { message: [said] } }, ports.product)
  return isProblem(decided) ? found : decoding
}

async function liveWords(
  question: string,
  request: Request,
  ports: SpinePorts,
): Promise<readonly string[] | undefined> {
  // Most questions are about ideas, and few of those look like this.
  const any = readLiveQuestion(question, noWords)
  if (any === undefined) return undefined
  const looking = { question, asking: request.asking, ports }
  // Written as names are, they are looked up at once: the topics, which tell others from words, may not be read yet.
  const marked = { ...any, names: any.names.filter(({ isMarked }) => isMarked) }
  const atOnce = marked.names.length === 0 ? [] : await lookUp(marked, looking)
  const called = wordsOfCalled(marked, atOnce, looking)
  if (called !== undefined) return called
  const knowledge = await ports.knowledge()
  const lexicon = await knowledge.lexicon()
  const isNew = ({ name }: Candidate) => marked.names.every((each) => each.name !== name)
  const live = readLiveQuestion(question, lexicon)
  if (live !== undefined) {
    const others = { ...live, names: live.names.filter(isNew) }
    const looked = others.names.length === 0 ? atOnce : await lookUp(others, looking)
    const found = wordsOfCalled(others, looked, looking) ?? (await notThere(live, looked, ports))
    if (found !== undefined) return found
  }
  return calledAsWord({ ...any, names: any.names.filter(isNew) }, looking)
}

/** Called as a word is, it is meant where no topic answers for certain: `checkout is acting up`. */
async function calledAsWord(live: LiveQuestion, looking: LookingUp): Promise<readonly string[] | undefined> {
  const knowledge = await looking.ports.knowledge()
  const placed = looselyPlacedIn(live.question, await knowledge.lexicon())
  const names = live.names.filter(({ name }) => placed.includes(name))
  if (names.length === 0 || (await knowledge.find(live.question)).kind === 'topic') return undefined
  const called = { ...live, names }
  return wordsOfCalled(called, await lookUp(called, looking), looking)
}

/** As if no word meant anything: what is written as a name of things is told by that alone. */
const noWords = { isName: () => false, isWord: () => false }

type LookingUp = Pick<Request, 'asking'> & { readonly question: string; readonly ports: SpinePorts }

function lookUp(live: LiveQuestion, { asking, ports }: LookingUp): Promise<readonly Looked[]> {
  const products = live.product === undefined ? (['ec2', 'lambda'] as const) : [live.product]
  return Promise.all(products.map((product) => lookFor(live, product, { asking, ports })))
}

/** The first of the names that something is called by, looked into. */
function wordsOfCalled({ names }: LiveQuestion, looked: readonly Looked[], { question, ports }: LookingUp) {
  for (const { name } of names) {
    const there = looked.find((each) => each.names.has(name.toLowerCase()))
    const called = there?.names.get(name.toLowerCase())
    if (there !== undefined && called !== undefined)
      return wordsOfLive(asNamed(question, { name, called }), there.product, namesOf(ports))
  }
  return undefined
}

/** As it is really called, where it was said in other letters. */
function asNamed(question: string, { name, called }: { readonly name: string; readonly called: string }) {
  return { question: question.replaceAll(name, called), name: called }
}

type Looked = {
  readonly product: 'ec2' | 'lambda'
  /** What is there, by its name in small letters, or by its id. */
  readonly names: ReadonlyMap<string, string>
  /** Nowhere could it be looked for, or the person may not. */
  readonly isUnread: boolean
}

/** Under the person's own session, in every place where they may. */
async function lookFor(
  { names }: LiveQuestion,
  product: Looked['product'],
  { asking, ports }: Pick<Request, 'asking'> & { readonly ports: SpinePorts },
): Promise<Looked> {
  const command = ports.product.registry.find([product, 'why'])?.command
  const decided = command && decide({ ...asking, command, values: {} }, ports.product)
  if (decided === undefined || isProblem(decided)) return { product, names: new Map(), isUnread: true }
  const { found, failures } = await (product === 'ec2' ? findInstances : findFunctions)(names, {
    asking,
    decided,
    ports,
  })
  const isUnread = answering(decided.places, failures).length === 0
  return { product, names: new Map(found.map((name) => [name.toLowerCase(), name])), isUnread }
}

type Looking = Pick<Request, 'asking'> & { readonly decided: Decided; readonly ports: SpinePorts }

async function findInstances(names: readonly Candidate[], { asking, decided, ports }: Looking) {
  const reader = within(ports.aws.readerFor(personOf(asking)), decided)
  // AWS tells capital and small letters apart.
  const asked = [...new Set(names.flatMap(({ name }) => [name, name.toLowerCase()]))]
  const selectors = asked.map(parseSelector).flatMap((parsed) => (parsed.ok ? [parsed.value] : []))
  if (selectors.length === 0) return { found: [], failures: [] }
  const { instances, failures } = await reader.findInstances({ ...everyInstance, places: decided.places, selectors })
  const globs = instances.length === 0 ? [] : names.flatMap(({ name }) => (name.endsWith('*') ? [name] : []))
  return {
    found: [...instances.flatMap(({ id, name }) => [id, ...(name === undefined ? [] : [name])]), ...globs],
    failures,
  }
}

async function findFunctions(names: readonly Candidate[], { asking, decided, ports }: Looking) {
  const reader = functionsWithin(ports.aws.functionsFor(personOf(asking)), decided)
  const { functions, failures } = await reader.findFunctions({ places: decided.places, names: [], runtimes: [] })
  const wanted = new Set(names.map(({ name }) => name.toLowerCase()))
  return { found: functions.flatMap(({ name }) => (wanted.has(name.toLowerCase()) ? [name] : [])), failures }
}

/** Nothing is called so, or it could not be looked up: said where the name is a thing's, unless an idea is meant all the same. */
async function notThere(
  live: LiveQuestion,
  looked: readonly Looked[],
  ports: SpinePorts,
): Promise<readonly string[] | undefined> {
  const name = live.names.find(({ isMarked }) => isMarked)?.name
  const [first] = looked
  if (name === undefined || first === undefined) return undefined
  const product = (looked.find(({ isUnread }) => isUnread) ?? first).product
  // A number in it: nobody calls an idea so.
  const found = /\d/.test(name) ? undefined : await (await ports.knowledge()).find(live.question)
  const isIdea = found?.kind === 'topic'
  return isIdea ? undefined : wordsOfLive({ question: live.question, name }, product, namesOf(ports))
}

/** `Who did it?`, after something was looked into. */
async function goneOn(question: string, { talk }: Request, ports: SpinePorts): Promise<readonly string[] | undefined> {
  if (!goesOnFrom(question)) return undefined
  const thing = thingIn((await talk())?.before)
  if (thing === undefined) return undefined
  const { product, name, narrowed } = thing
  const [first = '', verb = '', , ...rest] = wordsOfLive({ question, name }, product, namesOf(ports))
  return [first, verb, name, ...narrowed, ...rest]
}

function namesOf({ product: { accounts } }: SpinePorts) {
  const regions = [...new Set(placesOf(accounts).map(({ region }) => region))]
  return { accounts: accounts.map(({ name }) => name), regions }
}

function personOf({ actor: { team, id } }: Asking) {
  return { team, user: id }
}

function becoming<Found extends FoundCommand>(
  found: Found,
  words: readonly string[],
  { product }: Pick<SpinePorts, 'product'>,
): Found | undefined {
  const other: FoundCommand | Problem = findByWords(words, product.registry)
  return isProblem(other) ? undefined : { ...found, ...other }
}
