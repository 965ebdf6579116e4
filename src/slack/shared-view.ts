import type { People } from '../core/people.ts'
import type { Span, Text } from '../core/text.ts'
import type { Part, View } from '../core/view.ts'

/**
 * A view as everyone in a channel gets it: without buttons, in the name of who shared it, and with names in the place
 * of mentions, since a mention in a message for everyone notifies.
 */
export async function shareable(view: View, sharer: string, people: People): Promise<View> {
  const users = [sharer, ...mentionedIn(view)]
  const names = new Map(await Promise.all(users.map(async (user) => [user, await nameOf(user, people)] as const)))
  const named = (text: Text): Text => text.map((span) => (isMention(span) ? `@${names.get(span.user) ?? ''}` : span))
  const note: Text = [
    ...(view.note === undefined ? [] : [...named(view.note), ' · ']),
    `Shared by ${names.get(sharer) ?? ''}`,
  ]
  return { lead: named(view.lead), parts: view.parts.map((part) => withTexts(part, named)), note, actions: [] }
}

async function nameOf(user: string, people: People): Promise<string> {
  return people.getPerson(user).then(
    ({ name }) => name,
    // Who it was is known by id as well: no reason not to share.
    () => user,
  )
}

function mentionedIn({ lead, parts, note }: View): string[] {
  const texts = [lead, ...parts.flatMap(textsOf), note ?? []]
  return [...new Set(texts.flat().flatMap((span) => (isMention(span) ? [span.user] : [])))]
}

function textsOf(part: Part): readonly Text[] {
  if (part.kind === 'paragraph') return [part.text]
  return part.kind === 'bullets' ? part.items : []
}

function withTexts(part: Part, change: (text: Text) => Text): Part {
  if (part.kind === 'paragraph') return { ...part, text: change(part.text) }
  return part.kind === 'bullets' ? { ...part, items: part.items.map(change) } : part
}

function isMention(span: Span): span is { user: string } {
  return typeof span !== 'string' && 'user' in span
}
