import type { Card } from '../../src/core/change.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import type { Form, Outbox } from '../../src/core/outbox.ts'
import type { System } from '../../src/core/system.ts'
import { plain } from '../../src/core/text.ts'
import type { View } from '../../src/core/view.ts'

export type Message = Card & { text: string; view: View; recordId: string; readonly delivery: string | undefined }

/** An answer, or "Working…" in its place, which has no view. */
export type Said = {
  readonly text: string
  readonly view: View | undefined
  readonly recordId: string
  /** Under which it is replaced: the command's own, or that of what is pressed on it. */
  readonly responseUrl: string
  /** Of the direct message that it is; only such a one can be looked up. */
  readonly ts: string | undefined
  /** In its metadata, as posted.ts writes it: what goes through a response_url has none. */
  readonly delivery: string | undefined
}

export const direct = 'D0ADA'

// Slack, "Modals": a trigger_id lives three seconds.
const triggerMs = 3_000

/** Slack in memory as it outlives the bot: what stands there, and the form that is open before ada. */
export function aLastingSlack({ now }: System) {
  const messages: Message[] = []
  const forms: Form[] = []
  const { answers, say, findSaid } = aPlaceForAnswers()
  const post = (message: Omit<Message, 'ts' | 'text'>): Card => {
    const ts = `${messages.length + 1}.0`
    messages.push({ ...message, ts, text: plain(message.view.lead) })
    return { channel: message.channel, ts }
  }
  const outbox: Outbox = {
    sayWorking: async (delivery) =>
      delivery.isOnCard === true
        ? { ts: undefined }
        : say(delivery, { text: 'Working…', view: undefined, recordId: '' }, undefined),
    async findPosted({ id }) {
      // As in Slack, only direct messages can be looked through.
      const found = messages.find(({ channel, delivery }) => channel === direct && delivery === id)
      if (found === undefined) return findSaid(id)
      return { isAnswered: true, working: undefined, card: { channel: found.channel, ts: found.ts } }
    },
    async answer({ delivery, view, recordId, working }) {
      say(delivery, { text: plain(view.lead), view, recordId }, working?.ts)
    },
    async postCard({ delivery, view, recordId }, where) {
      return post({ channel: where === 'openly' ? delivery.channel : direct, view, recordId, delivery: delivery.id })
    },
    postFollowed() {
      throw new Error('nothing is followed in this test')
    },
    openStream() {
      throw new Error('nothing is streamed in this test')
    },
    announceAgain: async () => undefined,
    async updateCard(card, { view }) {
      const found = messages.find(({ channel, ts }) => channel === card.channel && ts === card.ts)
      if (found !== undefined) Object.assign(found, { view, text: plain(view.lead) })
      return found !== undefined
    },
    tellPerson: async (_, view, recordId) => post({ channel: direct, view, recordId, delivery: undefined }),
    async openForm(trigger, form) {
      const isLate = now() > Number(trigger) + triggerMs
      if (!isLate) forms.push(form)
      return !isLate
    },
    share: async () => undefined,
    sendFile: async () => undefined,
  }
  return { outbox, messages, answers, forms }
}

/** What a response_url has said before is replaced by what it says next; a direct message by its timestamp. */
function aPlaceForAnswers() {
  const answers: Said[] = []
  let posted = 0
  return {
    answers,
    say(
      { id, responseUrl, isOnCard }: Delivery,
      what: Pick<Said, 'text' | 'view' | 'recordId'>,
      workingTs: string | undefined,
    ): { ts: string | undefined } {
      const ts = responseUrl === undefined ? (workingTs ?? `${(posted += 1)}.1`) : undefined
      const index = answers.findIndex((each) =>
        ts === undefined ? each.responseUrl === responseUrl && isOnCard !== true : each.ts === ts,
      )
      const trace = ts === undefined ? undefined : id
      const said = { ...what, responseUrl: responseUrl ?? `of ${ts}`, ts: ts ?? answers[index]?.ts, delivery: trace }
      if (index < 0) answers.push(said)
      else answers[index] = said
      return { ts }
    },
    findSaid(id: string) {
      const found = answers.filter(({ delivery }) => delivery === id)
      const working = found.find(({ view }) => view === undefined)
      const answer = found.find(({ view }) => view !== undefined)
      return {
        isAnswered: answer !== undefined,
        working: working === undefined ? undefined : { ts: working.ts },
        ...(answer?.ts === undefined ? {} : { card: { channel: direct, ts: answer.ts } }),
      }
    },
  }
}
