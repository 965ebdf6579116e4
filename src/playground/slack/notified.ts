const mention = /<(?:@([UW][A-Z0-9]+)|(!channel|!here|!everyone|!subteam\^S[A-Z0-9]+))(?:\|[^>]*)?>/g

/**
 * Whom a message would ping: ids of people, and `!channel`, `!here`, `!everyone`, `!subteam^S…`. The fallback text counts
 * beside the blocks, and so do edits: stricter than Slack, so that no spelling of a ping goes unnoticed.
 */
export function findNotified(text: string, blocks: readonly unknown[]): string[] {
  return [...new Set([...inMrkdwn(text), ...blocks.flatMap(inValue)])]
}

function inMrkdwn(text: string): string[] {
  return [...text.matchAll(mention)].flatMap(([, user, broadcast]) => user ?? broadcast ?? [])
}

function inValue(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inValue)
  if (typeof value !== 'object' || value === null) return []
  const record: Record<string, unknown> = { ...value }
  return [...inElement(record), ...Object.values(record).flatMap(inValue)]
}

function inElement({ type, text, user_id: user, usergroup_id: group, range }: Record<string, unknown>): string[] {
  if ((type === 'mrkdwn' || type === 'markdown') && typeof text === 'string') return inMrkdwn(text)
  if (type === 'user' && typeof user === 'string') return [user]
  if (type === 'usergroup' && typeof group === 'string') return [`!subteam^${group}`]
  if (type === 'broadcast' && typeof range === 'string') return [`!${range}`]
  return []
}
