import type { Clock } from './clock.ts'
import type { Deliveries } from './deliveries.ts'
import { fileObject } from './file-object.ts'
import type { Files } from './files.ts'
import type { PageShortcut, Reply, ShortcutRequest } from './page-contract.ts'
import { messageActionPayload } from './payloads.ts'
import type { ResponseUrls } from './response-urls.ts'
import { sentences } from './sentences.ts'
import { timestampAt } from './timestamps.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace.ts'

export type Shortcuts = { run(request: ShortcutRequest): Promise<Reply> }

type ShortcutsOptions = {
  workspace: Workspace
  deliveries: Deliveries
  responseUrls: ResponseUrls
  triggers: Triggers
  clock: Clock
  files: Files
  shortcuts: readonly PageShortcut[]
  urlTo: (path: string) => string
}

/** What people choose in the menu of a message: the app gets all of it, also where its bot is no member. */
export function createShortcuts(options: ShortcutsOptions): Shortcuts {
  const { workspace, deliveries, responseUrls, triggers, clock, files, shortcuts, urlTo } = options
  return {
    async run({ as, channel, ts, callbackId }) {
      const user = workspace.findUser(as)
      const conversation = workspace.findConversation(channel)
      const message = workspace.findMessage(channel, ts)
      if (user === undefined) return { ok: false, error: sentences.unknownUser }
      if (conversation === undefined || message === undefined || !workspace.isSeenBy(as, message))
        return { ok: false, error: sentences.notYours }
      const isThere = shortcuts.some((each) => each.callbackId === callbackId)
      // What only one person sees has no such menu.
      if (!isThere || message.visibleTo !== undefined) return { ok: false, error: sentences.unknownElement }
      const payload = messageActionPayload(
        workspace,
        { user, conversation, message },
        {
          callbackId,
          files: message.files.flatMap((id) => files.find(id) ?? []).map((file) => fileObject(file, urlTo)),
          actionTs: timestampAt(clock.now()),
          responseUrl: responseUrls.newUrl('app', { channel, user: as, isClick: false, originalTs: undefined }),
          triggerId: triggers.newTrigger(as),
        },
      )
      const outcome = await deliveries.deliver({ type: 'interactive', payload, acceptsResponse: false })
      return outcome.kind === 'acknowledged' ? { ok: true } : { ok: false, error: sentences.clickFailed(outcome.error) }
    },
  }
}
