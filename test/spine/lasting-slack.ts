import type { Card } from '../../src/core/change.ts'
import type { Form, Outbox } from '../../src/core/outbox.ts'
import type { System } from '../../src/core/system.ts'
import { plain } from '../../src/core/text.ts'
import type { View } from '../../src/core/view.ts'

export type Message = Card & { text: string; view: View; recordId: string; readonly delivery: string | undefined }

export const direct = 'D0ADA'

// Slack, "Modals": a trigger_id lives three seconds.
const triggerMs = 3_000

/** Slack in memory as it outlives the bot: what stands there, and the form that is open before ada. */
export function aLastingSlack({ now }: System) {
  const messages: Message[] = []
  /** For nobody to find again. */
  const answers: string[] = []
  const forms: Form[] = []
  const post = (message: Omit<Message, 'ts' | 'text'>): Card => {
    const ts = `${messages.length + 1}.0`
    messages.push({ ...message, ts, text: plain(message.view.lead) })
    return { channel: message.channel, ts }
  }
  const outbox: Outbox = {
    sayWorking: async () => ({ ts: undefined }),
    async findPosted({ id }) {
      // As in Slack, only direct messages can be looked through.
      const found = messages.find(({ channel, delivery }) => channel === direct && delivery === id)
      const card = found === undefined ? {} : { card: { channel: found.channel, ts: found.ts } }
      return { isAnswered: found !== undefined, working: undefined, ...card }
    },
    async answer({ view }) {
      answers.push(plain(view.lead))
    },
    async postCard({ delivery, view, recordId }, where) {
      return post({ channel: where === 'openly' ? delivery.channel : direct, view, recordId, delivery: delivery.id })
    },
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
