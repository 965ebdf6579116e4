import { type Actions, createActions } from './actions.ts'
import { createAgent } from './agent.ts'
import type { ApiContext } from './api/method.ts'
import { createApiRoutes } from './api-routes.ts'
import { createAppLine } from './app-line.ts'
import type { Clock } from './clock.ts'
import { createDeliveries } from './deliveries.ts'
import { createDownloads } from './downloads.ts'
import { startEvents } from './events.ts'
import { createFaults } from './faults.ts'
import { createFeed, type Feed } from './feed.ts'
import { createFiles } from './files.ts'
import { createInteractions } from './interactions.ts'
import type { Message } from './messages.ts'
import type { PageCommand, PageShortcut, WireEntry } from './page-contract.ts'
import { createPageRoutes } from './page-routes.ts'
import { createPageView } from './page-view.ts'
import { createResponseUrls } from './response-urls.ts'
import type { WorkspaceSeed } from './seed.ts'
import { listen, serveWith } from './server.ts'
import { createShortcuts } from './shortcuts.ts'
import { createSignedHttp } from './signed-http.ts'
import { createSlashCommands } from './slash-commands.ts'
import { createSockets } from './sockets.ts'
import { createSubmissions } from './submissions.ts'
import type { Switch } from './switchboard.ts'
import { createTalk } from './talk.ts'
import { timestampAt } from './timestamps.ts'
import { createTriggers } from './triggers.ts'
import { createViews } from './views.ts'
import { createWebApi } from './web-api.ts'
import { createWireLog, type WireRecord } from './wire-log.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export type SlackOptions = {
  workspace: WorkspaceSeed
  /** 0: any free one. */
  port: number
  clock: Clock
  /** What is served at `/`. */
  pageFolder?: string
  appToken: string
  botToken: string
  signingSecret: string
  commands: readonly PageCommand[]
  /** What the menu of a message offers. */
  shortcuts?: readonly PageShortcut[]
  /** The bot scopes that the app was granted; everything, where nothing is said. */
  scopes?: readonly string[]
  /** `should_escape` of the manifest's commands. */
  shouldEscape?: boolean
  /** Signed HTTP instead of sockets. */
  events?: { requestUrl: string }
  /** Shown beside this Slack's own faults, as AWS's. */
  switches?: readonly Switch[]
}

export type SlackEmulator = {
  /** `http://127.0.0.1:port` */
  readonly url: string
  /** What the app takes as SLACK_API_URL. */
  readonly apiUrl: string
  readonly port: number
  readonly act: Actions
  messagesSeenBy(user: string, channel: string): Message[]
  wire(): WireEntry[]
  /** So that what goes to AWS shows in the same inspector. */
  publishWire(entry: WireRecord): void
  /** Resolves with what `find` finds, asked again whenever anything happens here. */
  until<T>(find: () => T | undefined): Promise<T>
  /** The first message that fits and is posted or changed from now on. However many there are, it costs the same. */
  nextMessage(fits: (message: Message) => boolean): Promise<Message>
  /** Delivers by signed HTTP from now on, if the url passes Slack's verification. */
  useRequestUrl(requestUrl: string): Promise<boolean>
  isBotConnected(): boolean
  close(): Promise<void>
}

export async function startSlack(options: SlackOptions): Promise<SlackEmulator> {
  const { server, port } = await listen(options.port)
  const closing = new AbortController()
  const url = `http://127.0.0.1:${port}`
  const parts = assemble({ ...options, port }, closing.signal)
  const { workspace, feed, wire, sockets, appLine, actions } = parts
  serveWith(server, { ...parts, pageFolder: options.pageFolder, port })
  return {
    url,
    apiUrl: `${url}/api/`,
    port,
    act: actions,
    messagesSeenBy: workspace.messagesSeenBy,
    wire: () => wire.entries(),
    publishWire: (entry) => wire.record(entry),
    until: (find) => until(feed, find),
    nextMessage: (fits) => nextMessage(feed, fits),
    useRequestUrl: (requestUrl) => appLine.useRequestUrl(requestUrl),
    isBotConnected: () => appLine.isConnected(),
    async close() {
      closing.abort()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Every part of the emulator, wired; nothing of it waits or listens yet. */
function assemble(options: SlackOptions, signal: AbortSignal) {
  const { clock, appToken, botToken, commands, shortcuts = [], scopes, port } = options
  const { feed, wire, workspace, faults, sockets, appLine, deliveries } = createLine(options, signal)
  const baseUrl = `http://127.0.0.1:${port}`
  const urlTo = (path: string) => baseUrl + path
  const files = createFiles()
  const views = createViews({ clock, feed })
  const triggers = createTriggers(clock)
  const responseUrls = createResponseUrls({ workspace, clock, baseUrl })
  const shouldEscape = options.shouldEscape ?? true
  const answering = { workspace, deliveries, responseUrls, triggers }
  const slashCommands = createSlashCommands({ ...answering, commands, shouldEscape })
  const view = createPageView({ workspace, files, views })
  const actions = createActions({
    talk: createTalk({ workspace, slashCommands, files }),
    agent: createAgent({ workspace, feed }),
    interactions: createInteractions({ ...answering, clock }),
    shortcuts: createShortcuts({ ...answering, clock, files, shortcuts, urlTo }),
    submissions: createSubmissions({ workspace, views, triggers, deliveries }),
    faults,
    sockets,
    snapshot: (as) => ({
      ...view.snapshotOf(as),
      commands: [...commands],
      shortcuts: [...shortcuts],
      wire: wire.entries(),
      faults: faults.state(),
      isBotConnected: appLine.isConnected(),
    }),
  })
  startEvents({ workspace, deliveries, feed, clock, signal })
  const newSocketUrl = () => `ws://127.0.0.1:${port}${sockets.newTicketPath()}`
  const context: ApiContext = { workspace, files, feed, clock, views, triggers, urlTo, newSocketUrl }
  const webApi = createWebApi({ context, tokens: { bot: botToken, app: appToken }, scopes })
  const downloads = createDownloads({ workspace, files, botToken, scopes, urlTo })
  const apiRoutes = createApiRoutes({ webApi, responseUrls, files, downloads, faults, log: { wire, clock } })
  const pageRoutes = createPageRoutes({ actions, view, feed, files, workspace })
  return { workspace, feed, wire, sockets, appLine, actions, apiRoutes, pageRoutes }
}

/** The workspace, and the way from it to the app. */
function createLine(options: SlackOptions, signal: AbortSignal) {
  const { clock, appToken, botToken, signingSecret, switches = [] } = options
  const feed = createFeed()
  const wire = createWireLog({ clock, feed, secrets: [appToken, botToken, signingSecret] })
  const workspace = createWorkspace({ seed: options.workspace, clock, feed })
  seedMessages(workspace, options.workspace, clock)
  const faults = createFaults({ clock, feed, signal, switches })
  const sockets = createSockets({ appId: workspace.app.id, clock, feed, isOut: () => faults.isOut(), signal })
  const newSignedHttp = (requestUrl: string) => createSignedHttp({ requestUrl, signingSecret, clock, signal })
  const appLine = createAppLine({ sockets, newSignedHttp, feed, requestUrl: options.events?.requestUrl })
  const deliveries = createDeliveries({ transport: appLine, faults, clock, wire })
  return { feed, wire, workspace, faults, sockets, appLine, deliveries }
}

function seedMessages(workspace: Workspace, seed: WorkspaceSeed, clock: Clock): void {
  for (const { channel, user, text, minutesAgo } of seed.messages) {
    workspace.post(
      { channel, user, text, blocks: [], isFromApp: user === seed.app.user },
      timestampAt(clock.now() - minutesAgo * 60_000),
    )
  }
}

function until<T>(feed: Feed, find: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const unsubscribe = feed.subscribe(look)
    function look(): void {
      try {
        const found = find()
        if (found === undefined) return
        resolve(found)
      } catch (error) {
        reject(error)
      }
      unsubscribe()
    }
    look()
  })
}

function nextMessage(feed: Feed, fits: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve) => {
    const unsubscribe = feed.subscribe((happening) => {
      if (happening.type !== 'posted' && happening.type !== 'changed') return
      if (!fits(happening.message)) return
      unsubscribe()
      resolve(happening.message)
    })
  })
}
