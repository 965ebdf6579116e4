import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/web-api'
import type { PageModal } from '../../../src/playground/slack/page-contract.ts'
import { channels, people, type Stage, say } from './fixture.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const about = { type: 'section' as const, text: plain('This cannot be undone.') }
export const nameInput = {
  type: 'input' as const,
  block_id: 'name',
  label: plain('Name'),
  element: { type: 'plain_text_input' as const, action_id: 'typed', min_length: 2, max_length: 10 },
}

export const typedName = (text: string) => ({ name: { typed: text } })

/** One confirmation: type the name. */
export function confirmation(changes: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: 'confirm',
    private_metadata: 'C7',
    title: plain('Terminate web-1'),
    submit: plain('Terminate'),
    close: plain('Keep it'),
    blocks: [about, nameInput],
    ...changes,
  }
}

/** An app that answers `/ec2` with the view. */
export function opensOnCommand(app: App, view: ModalView): void {
  app.command('/ec2', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view })
  })
}

/** The modal that a command of Lin's opens. */
export async function openModal(stage: Stage): Promise<PageModal> {
  const { slack } = stage
  const { id } = people.lin
  const said = await say(stage, { as: id, in: channels.ops }, '/ec2 terminate')
  if (!said.ok) throw new Error(said.error)
  return slack.until(() => modalOf(stage))
}

export function modalOf({ slack }: Stage, user: string = people.lin.id): PageModal | undefined {
  return slack.act.snapshot(user).modal
}
