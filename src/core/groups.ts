/** Members of each group by Slack id: people (U…, W…) and Slack's own user groups (S…). */
export type ConfiguredGroups = Readonly<Record<string, readonly string[]>>

/** The groups that a person is in: those of windlass.yaml by name, those of Slack by id. */
export function groupsOf(user: string, configured: ConfiguredGroups, userGroups: readonly string[]): string[] {
  const own = new Set([user, ...userGroups])
  const named = Object.entries(configured).flatMap(([name, members]) =>
    members.some((member) => own.has(member)) ? [name] : [],
  )
  return [...named, ...userGroups]
}

/** Whether Slack has to be asked who is in its user groups. */
export function namesUserGroups(configured: ConfiguredGroups): boolean {
  return Object.values(configured).flat().some(isUserGroup)
}

export function isUserGroup(id: string): boolean {
  return /^S[A-Z0-9]{2,}$/.test(id)
}
