/** Everything that the emulator must know before the first request. */
export type WorkspaceSeed = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string }
  readonly app: { readonly id: string; readonly botId: string; readonly user: string }
  readonly users: readonly SeedUser[]
  readonly channels: readonly SeedChannel[]
  readonly userGroups: readonly SeedUserGroup[]
  /** The direct messages of each person with the bot. */
  readonly directs: readonly { readonly id: string; readonly user: string }[]
  readonly messages: readonly SeedMessage[]
}

export type SeedUser = {
  readonly id: string
  /** Another id than the workspace's: from another organisation. */
  readonly team: string
  readonly name: string
  readonly realName: string
  /** What "act as" says of this person. */
  readonly title: string
  readonly color: string
  readonly timeZone: { readonly name: string; readonly label: string; readonly offsetSeconds: number }
  readonly isBot?: boolean
  readonly isDeleted?: boolean
  /** A guest of the workspace: of several channels (restricted), or of one (ultra restricted). */
  readonly guest?: 'restricted' | 'ultra-restricted'
}

/** What people write as `@handle`. */
export type SeedUserGroup = {
  /** `S…` */
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly users: readonly string[]
}

type SeedChannel = {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly members: readonly string[]
  /** Ids of the other organisations that share it. */
  readonly sharedWith: readonly string[]
}

/** Talk that was there before, so that the page does not begin empty. */
type SeedMessage = {
  readonly channel: string
  readonly user: string
  readonly text: string
  readonly minutesAgo: number
}
