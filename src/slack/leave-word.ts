import type { Card } from '../core/change.ts'
import type { Answer } from '../core/outbox.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { CardsOptions } from './cards.ts'
import { passing, place, type Way } from './place.ts'
import { liveResponseUrl } from './response-url.ts'

type Left = { readonly answer: Answer; readonly card: Card; readonly pointer?: Text }

/**
 * What the person sees where they spoke, once the card is up: nothing where it stands in the same conversation, else one
 * sentence on where it is. Never fails, since the card is there.
 */
export async function leaveWord(
  { answer, card, pointer = pointerTo(answer.view) }: Left,
  options: CardsOptions,
): Promise<void> {
  const { delivery } = answer
  try {
    if (card.channel === delivery.channel) await takeBackWorking(answer, options)
    else
      await place(
        waysOf(answer, options),
        { view: { lead: pointer, parts: [], actions: [] }, recordId: '' },
        options.log,
      )
  } catch (error) {
    options.log.warn({ error, delivery: delivery.id }, 'where a card stands could not be said')
  }
}

async function takeBackWorking(answer: Answer, { posting, system }: CardsOptions): Promise<void> {
  const url = liveResponseUrl(answer.delivery, system)
  if (url !== undefined && isReplaceable(answer)) await posting.takeBack(url)
}

/** On a card "Working…" was not said: what stands under the address is that card. */
function isReplaceable({ delivery, working }: Answer): boolean {
  return working !== undefined && delivery.isOnCard !== true
}

function waysOf(answer: Answer, { posting, system }: CardsOptions): Way[] {
  const { delivery } = answer
  const url = liveResponseUrl(delivery, system)
  const respond = isReplaceable(answer) ? posting.respond : posting.respondBeside
  return [
    ...(url === undefined ? [] : [passing((message) => respond(url, message))]),
    passing((message) => posting.postTo(delivery.user, delivery, message)),
  ]
}

function pointerTo({ lead }: View): Text {
  return ['The change is in your direct messages with Windlass: ', ...lead]
}
