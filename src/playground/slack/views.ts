import type { Clock } from './clock.ts'
import type { Feed } from './feed.ts'
import { newSecret, newSlackId } from './ids.ts'
import type { CheckedView } from './view-check.ts'

/** A modal that is up before one person. */
export type OpenView = {
  readonly id: string
  readonly user: string
  /** Another one after each change, as Slack tells versions of a view apart. */
  readonly hash: string
  readonly view: CheckedView
}

export type Views = {
  /** In the place of any other that this person has open. */
  open(user: string, view: CheckedView): OpenView
  change(open: OpenView, view: CheckedView): void
  close(open: OpenView): void
  findOpen(user: string): OpenView | undefined
}

/** The modals that are open: one for each person at most, since none is ever pushed onto another. */
export function createViews({ clock, feed }: { clock: Clock; feed: Feed }): Views {
  const opened = new Map<string, OpenView>()
  const newHash = () => `${Math.floor(clock.now() / 1_000)}.${newSecret().slice(0, 8)}`

  function show(open: OpenView): OpenView {
    opened.set(open.user, open)
    feed.publish({ type: 'modal', open })
    return open
  }
  return {
    open: (user, view) => show({ id: newSlackId('V'), user, hash: newHash(), view }),
    change(open, view) {
      show({ ...open, hash: newHash(), view })
    },
    close({ id, user }) {
      opened.delete(user)
      feed.publish({ type: 'modal-closed', user, viewId: id })
    },
    findOpen: (user) => opened.get(user),
  }
}
