/** A person as Slack knows them; `id` and `team` are immutable, the name is for show only and never decides. */
export type Person = {
  readonly id: string
  readonly team: string
  readonly name: string
  readonly isGuest: boolean
  /** From another organisation, here through a shared channel. */
  readonly isStranger: boolean
  readonly isBot: boolean
  readonly isDeleted: boolean
}

/** A person who may speak to Windlass, with every group that counts: names from windlass.yaml, ids of Slack's user groups. */
export type Actor = Person & { readonly groups: readonly string[] }

export type Groups = {
  /** Remembered for a few minutes. Throws a UserError where Slack cannot say: then nothing may be decided. */
  getGroups(user: string): Promise<readonly string[]>
}

export type People = {
  /** Asks Slack, remembers for a few minutes. Throws a UserError where Slack cannot say. */
  getPerson(id: string): Promise<Person>
}

export type Channel = {
  readonly id: string
  readonly name: string
  readonly isDirect: boolean
  /** Shared with another organisation. */
  readonly isExternal: boolean
  /** Whether the bot is a member, and so can post for everyone. */
  readonly isMember: boolean
}

export type Channels = {
  /** Asks Slack, remembers for a few minutes. Nothing where Slack cannot say: then nothing may be shared there. */
  findChannel(id: string): Promise<Channel | undefined>
}
