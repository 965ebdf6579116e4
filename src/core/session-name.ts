/**
 * How a person is named towards AWS, as RoleSessionName and SourceIdentity: `T…-U…`. Both allow letters, digits and
 * `_+=,.@-`, up to 64 characters (STS API reference, AssumeRole); a colon is not among them.
 */
export function sessionName({ team, id }: { readonly team: string; readonly id: string }): string {
  return `${team}-${id}`
}
