import { z } from 'zod'
import { payloadAt, quotedAt } from '../core/payload-word.ts'
import { storable } from './clean-text.ts'

/**
 * What a person wrote to the bot, as typed. Slack makes links of names (`<http://web-1.io|web-1.io>`), bold of globs and
 * escapes &, < and >. The rich text beside it has the words literally and is believed where it is there.
 */
export function spokenWords({ text, blocks }: { text: string; blocks?: unknown }, botUser: string): string {
  const written = writtenIn(blocks) ?? unescape(withoutMarks(text))
  return withoutBot(storable(written).replaceAll('\u00A0', ' '), botUser)
}

// The colon of an emoji stays.
const afterMention = /^\s*(?:,|:(?![\w+'-]+:))?\s*/

/** Slack puts the mention of the bot where it was typed: before the words as a rule, after them now and then. */
function withoutBot(words: string, botUser: string): string {
  const mention = `<@${botUser}>`
  const trimmed = words.trim()
  if (trimmed.startsWith(mention)) return trimmed.slice(mention.length).replace(afterMention, '')
  return trimmed.endsWith(mention) ? trimmed.slice(0, -mention.length).trim() : trimmed
}

export const element = z.object({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  usergroup_id: z.string().optional(),
  range: z.string().optional(),
  name: z.string().optional(),
  value: z.string().optional(),
  fallback: z.string().optional(),
  style: z.object({ code: z.boolean().optional() }).optional().catch(undefined),
})
type Element = z.infer<typeof element>

const section = z.object({ elements: z.array(z.union([z.object({ elements: z.array(element) }), element])) })
const richText = z.array(z.object({ type: z.literal('rich_text'), elements: z.array(section) })).min(1)

/** All of a message's rich text; nothing where there is none. */
export function writtenIn(blocks: unknown): string | undefined {
  const parsed = richText.safeParse(blocks)
  if (!parsed.success) return undefined
  return parsed.data.flatMap(({ elements }) => elements.map(printSection)).join('\n')
}

function printSection({ elements }: z.infer<typeof section>): string {
  // The items of a list are sections of their own.
  return elements
    .map((each) => ('elements' in each ? `${each.elements.map(printElement).join('')}\n` : printElement(each)))
    .join('')
}

export function printElement(each: Element): string {
  if (each.user_id !== undefined) return `<@${each.user_id}>`
  if (each.channel_id !== undefined) return `<#${each.channel_id}>`
  if (each.usergroup_id !== undefined) return `<!subteam^${each.usergroup_id}>`
  if (each.type === 'broadcast') return `@${each.range ?? 'here'}`
  if (each.type === 'emoji') return `:${each.name ?? ''}:`
  return each.text ?? each.url ?? each.value ?? each.fallback ?? ''
}

/** What was typed after a slash command: escaped too (`should_escape`), while its marks are what was typed. */
export function commandWords(text: string): string {
  return storable(unescape(inPayloads(text, withoutMentions)))
}

/** Where a word may begin that stands for JSON, or one that is named so. */
const payloadStarts = /(?<=^|\s)(?:(?=[{[`])|--json\s+(?=["']))/g

/** The text with its payloads changed so, and nothing beside them. */
function inPayloads(text: string, change: (payload: string) => string): string {
  const pieces: string[] = []
  let end = 0
  for (const { index, 0: named } of text.matchAll(payloadStarts)) {
    const found = index < end ? undefined : (payloadAt(text, index) ?? quotedAt(text, index + named.length))
    if (found === undefined) continue
    pieces.push(text.slice(end, found.from), change(text.slice(found.from, found.end)))
    end = found.end
  }
  return pieces.join('') + text.slice(end)
}

/** As Slack shows them: JSON has no mentions. What was typed with these very marks comes escaped, and stays. */
function withoutMentions(payload: string): string {
  return payload
    .replaceAll(/<@[UW][A-Z0-9]+\|([^<>|]+)>/g, '@$1')
    .replaceAll(/<#[CG][A-Z0-9]+\|([^<>|]+)>/g, '#$1')
    .replaceAll(/<!subteam\^S[A-Z0-9]+\|@?([^<>|]+)>/g, '@$1')
    .replaceAll(/<!(channel|here|everyone)(?:\|[^<>]*)?>/g, '@$1')
}

/** What Slack made of links and of the three characters that it escapes, undone; the escapes last, and once. */
export function unescape(text: string): string {
  return text
    .replaceAll(/<(?:https?:\/\/|mailto:|tel:)[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<((?:https?:\/\/|mailto:|tel:)[^|>]*)>/g, (_, url: string) => url.replace(/^(mailto|tel):/, ''))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/**
 * For events without rich text. Marks go where they stand in pairs around whole words, as Slack would draw them: `*web-1*` is a bold web-1, while the
 * star of `web-*` is a glob's. A pair that was meant as a glob then finds less than was meant, never more.
 */
function withoutMarks(text: string): string {
  return text
    .replaceAll(/```([^`]+)```/g, '$1')
    .replaceAll(/(?<=^|\s)([*_~`])(?=\S)((?:(?!\1)[^\n])*[^\s])\1(?=$|\s)/g, '$2')
}
