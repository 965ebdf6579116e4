import type { PageChannel, PageEvent, PageMessage, PageUser } from '../slack/page-contract.ts'
import { findUser } from './people.ts'

const readCharacters = 300

type Scene = {
  readonly me: string
  readonly openChannel: string
  readonly users: readonly PageUser[]
  readonly channels: readonly PageChannel[]
  readonly messages: readonly PageMessage[]
}

/** What a screen reader says of an event: somebody else's message where one is, or that there is one elsewhere. */
export function describeNews(scene: Scene, event: PageEvent): string | undefined {
  if (event.type !== 'message' && event.type !== 'changed') return undefined
  const { user, channel, text, stream } = event.message
  // What grows word by word is read when it is whole.
  if (user === scene.me || stream?.isGrowing === true) return undefined
  const name = findUser(scene, user)?.realName ?? user
  if (channel === scene.openChannel) {
    return event.type === 'message'
      ? `${name}: ${text.slice(0, readCharacters)}`
      : describeChange(scene, event.message, name)
  }
  const place = scene.channels.find((each) => each.id === channel)
  if (event.type === 'changed' || place === undefined) return undefined
  return place.kind === 'direct' ? `New direct message from ${name}` : `New message from ${name} in ${place.name}`
}

/** A message that follows something changes every few seconds; what it is about stands in its first line. */
function describeChange({ messages }: Scene, { channel, ts, text }: PageMessage, name: string): string | undefined {
  const before = messages.find((each) => each.channel === channel && each.ts === ts)
  const line = firstLine(text)
  return before !== undefined && firstLine(before.text) === line ? undefined : `${name}: ${line}`
}

const firstLine = (text: string) => text.split('\n', 1).join('').slice(0, readCharacters)
