import type { Clock } from './clock.ts'
import { newSecret } from './ids.ts'
import { type ReplyPlace, writeReply } from './reply.ts'
import { SlackError } from './slack-error.ts'
import type { Workspace } from './workspace.ts'

export type ResponseUrls = {
  newUrl(kind: 'command' | 'action' | 'app', place: ReplyPlace): string
  /** The path of a response_url that was called. Throws SlackError. */
  use(path: string, body: unknown): void
  /** What the acknowledgement of a command says is posted the same way, and costs none of the five uses. */
  answer(url: string, body: unknown): void
}

const folders = { command: 'commands', action: 'actions', app: 'app' } as const

type Hook = { place: ReplyPlace; uses: number; expiresAt: number }

// "Handling user interaction", docs.slack.dev: five times within thirty minutes.
const maxUses = 5
const lifeMs = 30 * 60_000

type ResponseUrlsOptions = { workspace: Workspace; clock: Clock; baseUrl: string }

export function createResponseUrls({ workspace, clock, baseUrl }: ResponseUrlsOptions): ResponseUrls {
  const hooks = new Map<string, Hook>()

  function write(hook: Hook, body: unknown): void {
    const posted = writeReply(workspace, hook.place, body)
    // A click's url goes on replacing what was clicked; a command's, what it posted last.
    if (posted !== undefined && !hook.place.isClick) hook.place = { ...hook.place, originalTs: posted.ts }
  }
  return {
    newUrl(kind, place) {
      const path = `/${folders[kind]}/${workspace.team.id}/${newSecret()}`
      hooks.set(path, { place, uses: 0, expiresAt: clock.now() + lifeMs })
      return baseUrl + path
    },
    use(path, body) {
      const hook = hooks.get(path)
      if (hook === undefined) throw new SlackError('no_such_url')
      if (clock.now() >= hook.expiresAt) throw new SlackError('expired_url')
      if (hook.uses >= maxUses) throw new SlackError('used_url')
      write(hook, body)
      hook.uses += 1
    },
    answer(url, body) {
      const hook = hooks.get(url.slice(baseUrl.length))
      if (hook !== undefined) write(hook, body)
    },
  }
}
