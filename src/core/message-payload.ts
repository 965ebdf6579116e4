/** What was found in a message to call a function with. */
export type MessagePayload =
  /** JSON, or what was meant to be. */
  { readonly kind: 'text'; readonly text: string } | ({ readonly kind: 'file' } & MessageFile)

/** A file of a message, by which it is asked for when its content is needed: that itself is not kept. */
export type MessageFile = {
  readonly id: string
  readonly name: string
  /** Not known of a file that came from another organisation. */
  readonly sizeBytes?: number
}

export type Files = {
  /** What stands in it. Throws a UserError where it is too large, no text, or Slack does not hand it out. */
  readText(file: MessageFile): Promise<string>
}

/** How a message's menu names it: Slack's app settings take at most 24 characters. */
export const shortcutName = 'Invoke with this message'

/** What one call takes: 6 MB (Lambda, "Quotas", synchronous). */
export const longestFileBytes = 6 * 1024 * 1024
