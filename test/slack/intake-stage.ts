import type { ReceiverEvent } from '@slack/bolt'
import type { Delivery, Inbox } from '../../src/core/delivery.ts'
import { createIntake } from '../../src/slack/intake.ts'
import { createClock } from '../fixtures/clock.ts'
import { silent } from './stage.ts'

export const command = {
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  command: '/ec2',
  text: 'list',
  trigger_id: '1.2',
}
export const click = {
  type: 'block_actions',
  user: { id: 'U1' },
  team: { id: 'T1' },
  channel: { id: 'C1' },
  container: { is_ephemeral: true },
  trigger_id: '3.4',
  actions: [{ value: 'R1:next' }],
}
export const message = {
  type: 'event_callback',
  team_id: 'T1',
  event: { type: 'message', channel_type: 'im', user: 'U1', channel: 'D1', ts: '7.7', text: 'ec2 list' },
}
export const submission = {
  type: 'view_submission',
  team: { id: 'T1' },
  user: { id: 'U1' },
  trigger_id: '5.6',
  view: {
    id: 'V1',
    callback_id: 'windlass_form',
    private_metadata: '{"value":"C7:confirm","channel":"C1"}',
    state: { values: { typed: { typed: { value: 'web-2' } }, day: { day: { selected_date: null } } } },
  },
}
export const search = { ...click, type: 'block_suggestion', action_id: 'R1:choice', value: 'web' }

export const storeDown = 'The store of Windlass does not answer, so nothing was done. Try again in some minutes.'
export const restarting = 'Windlass is being restarted, so nothing was done. Try again in some seconds.'

/** An intake whose every step is written down in the order in which it happened. */
export function anIntake(changes: Partial<Inbox> = {}) {
  const steps: string[] = []
  const clock = createClock()
  const inbox: Inbox = {
    receive: async ({ surface }) => {
      steps.push(`stored ${surface}`)
      return 'new'
    },
    answer: async ({ surface }) => void steps.push(`answered ${surface}`),
    forget: async ({ surface }) => void steps.push(`forgot ${surface}`),
    findMistakes: async () => undefined,
    suggest: async () => [{ label: 'web-1', value: 'R1:choice-1' }],
    ...changes,
  }
  const tell = async ({ surface }: Delivery, sentence: string) => void steps.push(`told ${surface}: ${sentence}`)
  const intake = createIntake({
    inbox,
    botUser: 'UBOT',
    seal: (value) => `sealed:${value}`,
    system: clock.system,
    log: silent,
    tell,
    heed: async ({ kind, channel }) => void steps.push(`heeded ${kind} in ${channel}`),
  })
  const take = (body: object) => {
    const ack: ReceiverEvent['ack'] = async (answer?: unknown) => {
      steps.push(answer === undefined ? 'acknowledged' : `acknowledged with ${JSON.stringify(answer)}`)
    }
    return intake.take({ body, ack })
  }
  return { steps, clock, intake, take }
}
