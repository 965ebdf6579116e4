import type { Change } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import type { FormValues, PayloadForm } from '../core/form.ts'
import { findEnvironmentMistakes } from '../core/lambda/environment-values.ts'
import { type Filled, fillForm } from '../core/lambda/fill-form.ts'
import { type MessagePayload, shortcutName } from '../core/message-payload.ts'
import { isPayload, payloadWords } from '../core/payload-word.ts'
import { isProblem, type Problem, runs } from '../core/problem.ts'
import { scrub, wasTakenOut, withoutSealed } from '../core/scrub.ts'
import { text } from '../core/text.ts'
import { type ChangeVerb, choicesOf, type Offer } from '../core/view.ts'
import { quote } from '../core/words.ts'
import { cardView } from './card.ts'
import { fillMessage } from './fill-message.ts'
import { type FoundCommand, findByWords, findCommand } from './find.ts'
import type { SpinePorts } from './ports.ts'

/** What a delivery asks for: words that were typed, or what the pressed button was for. */
export type Asked =
  | (FoundCommand & { readonly kind: 'command'; readonly isShare: boolean })
  | { readonly kind: 'decision'; readonly change: Change; readonly verb: ChangeVerb }
  /** Which function to call with what stands in a message. */
  | { readonly kind: 'message'; readonly payload: MessagePayload | undefined }

type Ports = Pick<SpinePorts, 'store' | 'product' | 'system'>

export async function findAsked(
  { asks, user }: Delivery,
  ports: Ports & Pick<SpinePorts, 'slack'>,
): Promise<Asked | Problem> {
  const { registry } = ports.product
  if (asks.kind === 'message') return { kind: 'message', payload: asks.payload }
  if (asks.kind === 'words') {
    const found = findCommand(asks.words, registry)
    return isProblem(found) ? found : { ...found, kind: 'command', isShare: false }
  }
  const pressed = await findPressed(asks.value, ports)
  if (pressed === undefined) return gone()
  if (pressed.kind === 'decision') return pressed
  // An answer is one person's, and so are its buttons and forms.
  if (pressed.of !== undefined && pressed.of !== user) return gone()
  const { offer } = pressed
  if (offer.kind === 'message' && asks.filled === undefined) return { kind: 'message', payload: offer.payload }
  const words =
    offer.kind === 'message' ? await fillMessage(offer, asks.filled ?? {}, ports) : filledIn(offer, asks.filled)
  const found = isProblem(words) ? words : findByWords(words, registry)
  return isProblem(found) ? found : { ...found, kind: 'command', isShare: offer.kind === 'share' }
}

type RunnableOffer = Exclude<Offer, { readonly kind: 'decide' }>

export type Pressed =
  | {
      readonly kind: 'words'
      readonly offer: RunnableOffer
      /** Whose answer it stands on; nobody's of a card, or of an answer for everyone. */
      readonly of: string | undefined
    }
  | { readonly kind: 'decision'; readonly change: Change; readonly verb: ChangeVerb }

/** The words of an offer, with the payload that was filled into its form. */
function filledIn(offer: RunnableOffer, filled: FormValues = {}): readonly string[] | Problem {
  if (offer.kind !== 'fill') return offer.words
  const payload = fillOffer(offer.form, filled)
  if (payload.ok) return [...offer.words, ...payloadWords(payload.payload)]
  const [mistake = ''] = Object.values(payload.mistakes)
  return { code: 'BadInput', message: text`${mistake}`, actions: [runs('open', 'Open the form', offer.words)] }
}

/** The payload of what was filled in; not where it holds what was only taken out of an earlier one. */
export function fillOffer(form: PayloadForm, filled: FormValues): Filled {
  const payload = fillForm(form, filled)
  if (!payload.ok) return payload
  const mistakes = form.isEnvironment === true ? findEnvironmentMistakes(payload.payload) : undefined
  if (mistakes !== undefined) return { ok: false, mistakes }
  if (!wasTakenOut(payload.payload)) return payload
  const [name = form.fields[0]?.name ?? ''] = Object.keys(filled).filter((key) => wasTakenOut(filled[key] ?? ''))
  return { ok: false, mistakes: { [name]: `Write what belongs in the place of [redacted]: it is not kept.` } }
}

/** What `<record id>:<verb>` stands for: an offer of an answer, or a button of a change's card. */
export async function findPressed(value: string, ports: Ports): Promise<Pressed | undefined> {
  const at = value.indexOf(':')
  if (at < 0) return undefined
  const [id, verb] = [value.slice(0, at), value.slice(at + 1)]
  const change = await ports.store.findChange(id)
  if (change !== undefined) return onCard(change, verb, ports)
  const answered = await ports.store.findAnswered(id)
  const { offers = {}, invocation } = answered ?? {}
  const of = invocation?.isOpen === true ? undefined : invocation?.user
  return wordsOf(Object.hasOwn(offers, verb) ? offers[verb]?.offer : undefined, of)
}

function onCard(change: Change, verb: string, ports: Ports): Pressed | undefined {
  if (isChangeVerb(verb)) return { kind: 'decision', change, verb }
  return wordsOf(
    cardView(change, ports)
      .actions.flatMap(choicesOf)
      .find((choice) => choice.verb === verb)?.does,
  )
}

function wordsOf(offer: Offer | undefined, of?: string): Pressed | undefined {
  return offer === undefined || offer.kind === 'decide' ? undefined : { kind: 'words', offer, of }
}

/** Also on a card that has moved on: then it is said what has become of the change. */
function isChangeVerb(verb: string): verb is ChangeVerb {
  return verb === 'confirm' || verb === 'cancel' || verb === 'look-again'
}

function gone(): Problem {
  return {
    code: 'RecordGone',
    message: text`That button is too old: what it belonged to is no longer kept. Give the command again.`,
    actions: [runs('list', 'List instances', ['ec2', 'list']), runs('help', 'Help', ['windlass', 'help'])],
  }
}

/** The words of a command as they are kept: a text is somebody's, and may hold a secret; so may values to be set. */
export function keptWords({ command, words }: Pick<FoundCommand, 'command' | 'words'>): readonly string[] {
  if (command.kind === 'change' && command.answer === undefined)
    return words.some(isPayload) ? words.map((word) => (isPayload(word) ? '{…}' : word)) : words
  return command.kind === 'read' && command.takesText === true ? words.map(scrub) : words
}

/** The words as they would be typed. */
export function askedWords(words: readonly string[]): string {
  return withoutSealed(`/${words.map(quote).join(' ')}`)
}

// More is no command of anybody's.
const longestSaid = 500

/** As typed, but for what of it is not kept. */
function typedIn(said: string, { product }: Ports): string {
  const found = findCommand(said, product.registry)
  if (isProblem(found)) return said
  const kept = keptWords(found)
  return kept === found.words ? said : askedWords(kept)
}

/** What the person said, for the audit: as typed, or what the button that was pressed runs. */
export async function saidIn({ asks }: Delivery, ports: Ports): Promise<string> {
  if (asks.kind === 'words') return typedIn(asks.words, ports).slice(0, longestSaid)
  if (asks.kind === 'message') return shortcutName
  const pressed = await findPressed(asks.value, ports)
  if (pressed === undefined) return asks.value.slice(0, longestSaid)
  return pressed.kind === 'decision' ? pressed.change.said : askedWords(pressed.offer.words)
}
