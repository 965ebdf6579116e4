import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { Channel } from '../core/people.ts'
import { bold, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { auditOf } from './answer.ts'
import type { SpinePorts } from './ports.ts'

/** Nothing is shared into a channel of which it is not known that only this workspace reads it. */
export async function findShareableChannel(
  { isDirect, channel: id }: Pick<Delivery, 'isDirect' | 'channel'>,
  { channels }: Pick<SpinePorts['slack'], 'channels'>,
): Promise<Channel | undefined> {
  if (isDirect) return undefined
  const channel = await channels.findChannel(id)
  return channel !== undefined && !channel.isExternal && !channel.isDirect && channel.isMember ? channel : undefined
}

/** The view with a Share button, asking first: a channel is more eyes than one. */
export function withShare(view: View, channel: Channel | undefined, words: readonly string[]): View {
  if (view.isShareable !== true || channel === undefined) return view
  const confirm = {
    title: `Share in #${channel.name}?`,
    text: `Everyone in #${channel.name} will see what this shows then.`,
    confirm: 'Share',
    deny: 'Keep it to me',
  }
  const button = {
    kind: 'button',
    verb: 'share',
    label: 'Share here',
    does: { kind: 'share', words },
    confirm,
  } as const
  const at = view.actions.findIndex(({ kind }) => kind === 'overflow')
  const actions = at < 0 ? [...view.actions, button] : view.actions.toSpliced(at, 0, button)
  return { ...view, actions }
}

type Sharing = { readonly delivery: Delivery; readonly id: string; readonly view: View; readonly said: string }

/**
 * Posts it for everyone and gives what the person sees then. Whether that may be was asked when the button was shown,
 * and is asked again now. Recorded before and after, since a post cannot be taken back.
 */
export async function share(
  { delivery, id, view, said }: Sharing,
  { slack, store, system }: SpinePorts,
): Promise<View> {
  const channel = await findShareableChannel(delivery, slack)
  if (channel === undefined)
    throw new UserError('CannotShare', 'This cannot be shared here.', {
      hint: 'Windlass shares only in channels that it is a member of and that no other organisation reads.',
    })
  const outcome = `about to be posted in ${channel.id}`
  await store.recordAudit(auditOf(id, delivery, { kind: 'sharing', rule: undefined, said, outcome, at: system.now() }))
  await slack.outbox.share(delivery, view)
  // The file is not shared, and whoever shares this got it with the answer.
  const { file: _, ...seen } = view
  return { ...seen, lead: text`${bold(`Shared in #${channel.name}.`)} ${view.lead}` }
}
