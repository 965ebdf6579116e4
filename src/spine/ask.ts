import type { Delivery } from '../core/delivery.ts'
import { isProblem, type Problem, runs } from '../core/problem.ts'
import { text } from '../core/text.ts'
import { quote } from '../core/words.ts'
import { type FoundCommand, findByWords, findCommand } from './find.ts'
import type { SpinePorts } from './ports.ts'

/** What a delivery asks for: words that were typed, or what the pressed button was for. */
export type Asked = FoundCommand & { readonly isShare: boolean }

export async function findAsked(
  { asks }: Delivery,
  ports: Pick<SpinePorts, 'store' | 'product'>,
): Promise<Asked | Problem> {
  const { registry } = ports.product
  if (asks.kind === 'words') {
    const found = findCommand(asks.words, registry)
    return isProblem(found) ? found : { ...found, isShare: false }
  }
  const offer = await findOffer(asks.value, ports)
  if (offer === undefined) return gone()
  const found = findByWords(offer.words, registry)
  return isProblem(found) ? found : { ...found, isShare: offer.kind === 'share' }
}

/** The offer behind `<record id>:<verb>`. */
export async function findOffer(value: string, { store }: Pick<SpinePorts, 'store'>) {
  const at = value.indexOf(':')
  const record = at < 0 ? undefined : await store.findAnswered(value.slice(0, at))
  const offers = record?.offers ?? {}
  const verb = value.slice(at + 1)
  return Object.hasOwn(offers, verb) ? offers[verb]?.offer : undefined
}

function gone(): Problem {
  return {
    code: 'RecordGone',
    message: text`That button is too old: what it belonged to is no longer kept. Give the command again.`,
    actions: [runs('list', 'List instances', ['ec2', 'list']), runs('help', 'Help', ['windlass', 'help'])],
  }
}

/** The words as they would be typed. */
export function askedWords(words: readonly string[]): string {
  return `/${words.map(quote).join(' ')}`
}

// More is no command of anybody's.
const longestSaid = 500

/** What the person said, for the audit: as typed, or what the button that was pressed runs. */
export async function saidIn({ asks }: Delivery, ports: Pick<SpinePorts, 'store'>): Promise<string> {
  if (asks.kind === 'words') return asks.words.slice(0, longestSaid)
  const offer = await findOffer(asks.value, ports)
  return offer === undefined ? asks.value.slice(0, longestSaid) : askedWords(offer.words)
}
