import { z } from 'zod'
import { readPayload } from '../core/lambda/payload.ts'
import type { MessagePayload } from '../core/message-payload.ts'
import { oneLine, shorten, storable } from './clean-text.ts'
import { element, printElement, unescape, writtenIn } from './spoken.ts'

const blocks = z.array(z.unknown()).catch([])

const file = z.object({
  id: z.string().min(1).max(255),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  file_access: z.string().nullish(),
})
type File = z.infer<typeof file>

const message = z.object({
  text: z.string().catch(''),
  blocks,
  attachments: z.array(z.object({ text: z.string().catch(''), blocks })).catch([]),
  files: z.array(file).catch([]),
})

/**
 * The JSON that stands in a message, best first: a block of code, code within a line, all that it says; else its first
 * file of JSON or text; else what looks as if it was to be JSON, for its author to mend.
 */
export function findPayload(said: unknown): MessagePayload | undefined {
  const { data } = message.safeParse(said)
  if (data === undefined) return undefined
  const texts = [data, ...data.attachments].flatMap(textsIn)
  const candidates = [...texts.flatMap(({ code }) => code), ...texts.map(({ whole }) => whole)].filter(looksLikeJson)
  for (const candidate of candidates) {
    const read = readPayload(candidate)
    if (read.ok) return { kind: 'text', text: read.value }
  }
  const attached = data.files.find(isJson) ?? data.files.find(isText)
  if (attached !== undefined) return fileOf(attached)
  const [meant] = candidates
  return meant === undefined ? undefined : { kind: 'text', text: meant.trim() }
}

type Found = { readonly code: readonly string[]; readonly whole: string }

/** The rich text first, which has everything literally, then the same as Slack's own markup. */
function textsIn(said: { readonly text: string; readonly blocks: readonly unknown[] }): Found[] {
  return [...said.blocks.flatMap(foundInBlock), foundInMarkup(said.text)].map(({ code, whole }) => ({
    code: code.map((each) => storable(each).replace(/^\s*json\s*\n/i, '')),
    whole: storable(whole),
  }))
}

const markup = z.object({ text: z.string() })
const section = z.object({ text: z.union([z.string(), markup]).nullish(), fields: z.array(markup).nullish() })

function foundInBlock(block: unknown): Found[] {
  const whole = writtenIn([block])
  if (whole !== undefined) return [{ code: [...fencedIn(block), ...tickedIn(block)], whole }]
  const { data } = section.safeParse(block)
  const said = typeof data?.text === 'string' ? data.text : data?.text?.text
  return [...(said === undefined ? [] : [said]), ...(data?.fields ?? []).map(({ text }) => text)].map(foundInMarkup)
}

const fence = /```([\s\S]+?)```/g

function foundInMarkup(text: string): Found {
  const fenced = [...text.matchAll(fence)].map(([, body = '']) => body)
  const ticked = [...text.replaceAll(fence, ' ').matchAll(/`([^`\n]+)`/g)].map(([, body = '']) => body)
  return { code: [...fenced, ...ticked].map(unescape), whole: unescape(text) }
}

const part = z.object({ type: z.string(), elements: z.array(z.unknown()) })
const elements = z.array(element)

/** Blocks of code, wherever they stand in rich text. */
function fencedIn(node: unknown): string[] {
  const { data } = part.safeParse(node)
  if (data === undefined) return []
  return data.type === 'rich_text_preformatted' ? [printed(data.elements)] : data.elements.flatMap(fencedIn)
}

/** Code within lines: what stands side by side as code, a link too, is one. */
function tickedIn(node: unknown): string[] {
  const { data } = part.safeParse(node)
  if (data === undefined || data.type === 'rich_text_preformatted') return []
  const line = elements.safeParse(data.elements)
  if (!line.success || data.elements.some((each) => part.safeParse(each).success))
    return data.elements.flatMap(tickedIn)
  const marked = line.data.map((each) => (each.style?.code === true ? printElement(each) : '\0'))
  return marked.join('').split('\0').filter(looksLikeJson)
}

function printed(parts: readonly unknown[]): string {
  const { data } = elements.safeParse(parts)
  return (data ?? []).map(printElement).join('')
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text)
}

function isJson({ name, filetype, mimetype, mode }: File): boolean {
  return isThere(mode) && (filetype === 'json' || mimetype === 'application/json' || /\.json$/i.test(name ?? ''))
}

function isText({ name, mimetype, mode, file_access }: File): boolean {
  // Of a file from another organisation nothing is said here but its id (Slack, "Slack Connect: working with files").
  if (file_access === 'check_file_info') return true
  return isThere(mode) && (mimetype === 'text/plain' || /\.txt$/i.test(name ?? ''))
}

/** Neither deleted, nor hidden by the workspace's plan, nor kept elsewhere (Slack, "File object", `mode`). */
function isThere(mode: string | null | undefined): boolean {
  return mode !== 'tombstone' && mode !== 'hidden_by_limit' && mode !== 'external'
}

const longestName = 100

function fileOf({ id, name, size }: File): MessagePayload {
  const shown = shorten(oneLine(name ?? 'the file'), longestName)
  return { kind: 'file', id, name: shown, ...(typeof size === 'number' ? { sizeBytes: size } : {}) }
}
