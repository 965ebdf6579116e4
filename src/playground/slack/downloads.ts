import { fileIn } from './file-object.ts'
import type { Files } from './files.ts'
import type { Workspace } from './workspace.ts'

type Download = { readonly status: number; readonly body: Buffer | string; readonly location?: string }

type DownloadsOptions = {
  workspace: Workspace
  files: Files
  botToken: string
  /** What the app was granted; everything, where nothing is said. */
  scopes: readonly string[] | undefined
  urlTo: (path: string) => string
}

export type Downloads = {
  /** What stands at the `url_private` of a file; nothing where the path is none. */
  find(path: string, authorization: string): Download | undefined
}

/** Hands files out to the app's token alone; everybody else Slack leads to its page for signing in. */
export function createDownloads({ workspace, files, botToken, scopes, urlTo }: DownloadsOptions): Downloads {
  return {
    find(path, authorization) {
      const id = fileIn(path)
      if (id === undefined) return undefined
      const bytes = isSeenByApp(id, { workspace, files }) ? files.find(id)?.bytes : undefined
      const isGranted = authorization === `Bearer ${botToken}` && scopes?.includes('files:read') !== false
      if (!isGranted) return { status: 302, body: '', location: urlTo(`/?redir=${encodeURIComponent(path)}`) }
      return bytes === undefined ? { status: 404, body: 'Not found' } : { status: 200, body: bytes }
    },
  }
}

/** A bot reads the files of the channels that it is in. */
export function isSeenByApp(id: string, { workspace, files }: { workspace: Workspace; files: Files }): boolean {
  const channels = [...(files.find(id)?.channels ?? [])]
  return channels.some((channel) => workspace.findConversation(channel)?.members.has(workspace.app.user))
}
