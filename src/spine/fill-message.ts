import type { FormValues } from '../core/form.ts'
import { readPayload } from '../core/lambda/payload.ts'
import { readMessageForm } from '../core/message-form.ts'
import { payloadWords } from '../core/payload-word.ts'
import type { Problem } from '../core/problem.ts'
import { bold, text } from '../core/text.ts'
import type { Offer } from '../core/view.ts'
import type { SpinePorts } from './ports.ts'

type MessageOffer = Extract<Offer, { readonly kind: 'message' }>

/** The words of the call that was filled in; a file is fetched only now, and nowhere kept. */
export async function fillMessage(
  offer: MessageOffer,
  filled: FormValues,
  { slack }: Pick<SpinePorts, 'slack'>,
): Promise<readonly string[] | Problem> {
  const given = readMessageForm(filled)
  if (!given.ok) return again(offer, Object.values(given.mistakes)[0] ?? '')
  const { name, payload } = given
  if (payload !== undefined) return [...offer.words, name, ...payloadWords(payload)]
  if (offer.payload.kind === 'text') return [...offer.words, name, ...payloadWords(offer.payload.text)]
  const read = readPayload(await slack.files.readText(offer.payload))
  if (read.ok) return [...offer.words, name, ...payloadWords(read.value)]
  const message = text`${bold(`${offer.payload.name} cannot be sent.`)} ${read.message}`
  return { code: 'BadInput', message, actions: [] }
}

function again(does: MessageOffer, mistake: string): Problem {
  const open = { kind: 'button', verb: 'open', label: 'Open the form', does } as const
  return { code: 'BadInput', message: text`${mistake}`, actions: [open] }
}
