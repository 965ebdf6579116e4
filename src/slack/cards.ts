import type { Card } from '../core/change.ts'
import { UserError } from '../core/errors.ts'
import type { Answer, CardState } from '../core/outbox.ts'
import { createCardEdits } from './card-edits.ts'
import { leaveWord } from './leave-word.ts'
import type { OutboxOptions } from './outbox.ts'
import { passing, place, type Shown, type Way } from './place.ts'
import { findPosted, metadataOf } from './posted.ts'
import type { Lasting, Place, Posting } from './posting.ts'
import { takesNoEdit } from './slack-error.ts'
import { clearWorking } from './working.ts'

export type CardsOptions = Omit<OutboxOptions, 'people' | 'openStreams'> & { readonly posting: Posting }

/** Messages that stay, and are edited as what they are about moves on. */
type Cards = {
  post(answer: Answer, where: 'openly' | 'directly'): Promise<Card>
  update(card: Card, shown: CardState): Promise<boolean>
  tell(user: string, shown: Shown): Promise<Card>
}

export function createCards(options: CardsOptions): Cards {
  const { posting, system, log } = options
  const edit = createCardEdits({
    system,
    posting,
    edit: (card, shown) =>
      place([passing((message) => posting.updateOnce(card, message))], { ...shown, isCard: true }, log),
  })
  return {
    async post(answer, where) {
      const card = certain(await place(waysOf(answer, where, options), { ...answer, isCard: true }, log))
      // Not waited for: until the spine knows where the card stands, a crash would post another.
      void leaveWord({ answer, card }, options)
      if (answer.working !== undefined) void clearWorking(answer.delivery, options)
      return card
    },
    async update(card, shown) {
      try {
        await edit(card, shown)
        return true
      } catch (error) {
        if (takesNoEdit(error)) return false
        throw error
      }
    },
    async tell(user, shown) {
      const put = async (message: Lasting) => postAt(await directOf(user, posting), message, posting)
      return certain(await place([passing(put)], { ...shown, isCard: true }, log))
    },
  }
}

type Cardway = Way<Card | undefined>

/** Where a card may stand, best first. Gives nothing where Slack took it, or not, without saying so. */
function waysOf({ delivery, working }: Answer, where: 'openly' | 'directly', options: CardsOptions): Cardway[] {
  const { posting } = options
  const { channel, user, isDirect } = delivery
  const ts = working?.ts
  const way = (put: (message: Lasting) => Promise<Card | undefined>): Cardway => ({
    put: (message) => put({ ...message, metadata: metadataOf(delivery, 'answered') }),
    isFoundAgain: true,
  })
  const inPlaceOf = (said: Card) =>
    way(async (message) => {
      await posting.update(said, message)
      return said
    })
  const openly = way((message) => postAt(delivery, message, posting))
  const directly = way(async (message) => {
    const at = isDirect ? delivery : await directOf(user, posting)
    return (await postAt(at, message, posting)) ?? (await findPosted(delivery, options)).card
  })
  if (isDirect) return ts === undefined ? [directly] : [inPlaceOf({ channel, ts }), directly]
  return where === 'openly' ? [openly, directly] : [directly]
}

export async function directOf(user: string, posting: Posting): Promise<Place> {
  return { channel: await posting.openDirect(user), thread: undefined }
}

export async function postAt(at: Place, message: Lasting, posting: Posting): Promise<Card | undefined> {
  const ts = await posting.post(at, message)
  return ts === undefined ? undefined : { channel: at.channel, ts }
}

/**
 * A card whose place is not known cannot follow its change to the end, and the history of a channel is not for Windlass
 * to read. So the delivery is taken up again and another card posted: should both be there, both speak of the same
 * change, of which only one confirmation wins.
 */
export function certain(card: Card | undefined): Card {
  if (card !== undefined) return card
  throw new UserError('SlackUnavailable', 'Slack has not said whether it took the message.', {
    hint: 'Windlass tries again in some minutes.',
  })
}
