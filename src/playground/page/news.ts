import type { PageChannel, PageEvent, PageUser } from '../slack/page-contract.ts'
import { findUser } from './people.ts'

const readCharacters = 300

type Scene = {
  readonly me: string
  readonly openChannel: string
  readonly users: readonly PageUser[]
  readonly channels: readonly PageChannel[]
}

/** What a screen reader says of an event: somebody else's new message where one is, or a count of another place. */
export function describeNews(scene: Scene, event: PageEvent): string | undefined {
  if (event.type !== 'message' && event.type !== 'changed') return undefined
  const { user, channel, text } = event.message
  if (user === scene.me) return undefined
  const name = findUser(scene, user)?.realName ?? user
  if (channel === scene.openChannel) return `${name}: ${text.slice(0, readCharacters)}`
  const place = scene.channels.find((each) => each.id === channel)
  if (event.type === 'changed' || place === undefined) return undefined
  return place.kind === 'direct' ? `New direct message from ${name}` : `New message from ${name} in ${place.name}`
}
