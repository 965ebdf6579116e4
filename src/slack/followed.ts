import type { Card } from '../core/change.ts'
import type { Answer } from '../core/outbox.ts'
import type { Text } from '../core/text.ts'
import { type CardsOptions, certain, directOf, postAt } from './cards.ts'
import { leaveWord } from './leave-word.ts'
import { place, type Way } from './place.ts'
import { findPosted, metadataOf } from './posted.ts'
import type { Lasting } from './posting.ts'
import { clearWorking } from './working.ts'

type Followed = { readonly answer: Answer; readonly pointer: Text }

/** Marked as no answer yet, so that a restart finds it and goes on in it. */
export async function postFollowed({ answer, pointer }: Followed, options: CardsOptions): Promise<Card> {
  const { delivery, working } = answer
  const card = certain(await place(await waysOf(answer, options), { ...answer, isCard: true }, options.log))
  // Without an address a word cannot take the place of an earlier one: taken up again, it was said before.
  if (working?.ts === undefined || delivery.responseUrl !== undefined)
    void leaveWord({ answer, card, pointer }, options)
  if (working !== undefined) void clearWorking(delivery, options)
  return card
}

async function waysOf({ delivery, working }: Answer, options: CardsOptions): Promise<Way<Card | undefined>[]> {
  const { posting } = options
  const at = delivery.isDirect ? delivery : await directOf(delivery.user, posting)
  const way = (put: (message: Lasting) => Promise<Card | undefined>): Way<Card | undefined> => ({
    put: (message) => put({ ...message, metadata: metadataOf(delivery, 'working') }),
    isFoundAgain: true,
  })
  const post = way(async (message) => (await postAt(at, message, posting)) ?? (await findUnheard()))
  const ts = working?.ts
  if (ts === undefined) return [post]
  const card = { channel: at.channel, ts }
  const edit = way(async (message) => {
    await posting.update(card, message)
    return card
  })
  return [edit, post]

  /** Slack took it without saying so. */
  async function findUnheard(): Promise<Card | undefined> {
    const found = (await findPosted(delivery, options)).working?.ts
    return found === undefined ? undefined : { channel: at.channel, ts: found }
  }
}
