/** Where an answer is being written. */
export type StreamPlace = { readonly channel: string; readonly thread: string | undefined; readonly ts: string }

/** What a person stopped: these messages, or whatever is being written in that thread. */
export type StoppedSession = {
  /** Who pressed Stop, where Slack says so. */
  readonly user: string | undefined
  readonly channel: string
  readonly thread: string | undefined
  readonly messages: readonly string[]
}

/** The answers that are being written, so that Stop finds the one that it was pressed for. */
export type OpenStreams = {
  /** Gives what takes it away again. */
  add(place: StreamPlace, stop: (user: string | undefined) => void): () => void
  stop(session: StoppedSession): void
}

export function createOpenStreams(): OpenStreams {
  const open = new Map<StreamPlace, (user: string | undefined) => void>()
  return {
    add(place, stop) {
      open.set(place, stop)
      return () => void open.delete(place)
    },
    stop({ user, channel, thread, messages }) {
      for (const [place, stop] of open) {
        const isMeant = messages.length === 0 ? place.thread === thread : messages.includes(place.ts)
        if (place.channel === channel && isMeant) stop(user)
      }
    },
  }
}
