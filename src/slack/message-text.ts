import { z } from 'zod'
import { shorten, storable } from './clean-text.ts'
import { unescape, writtenIn } from './spoken.ts'

// As much as a question may have (spine/question.ts).
const mostCharacters = 4_000

const blocks = z.array(z.unknown()).catch([])
const text = z.string().catch('')
const attachment = z.object({
  pretext: text,
  title: text,
  text,
  fallback: text,
  fields: z.array(z.object({ title: text, value: text })).catch([]),
  blocks,
})
const message = z.object({ text, blocks, attachments: z.array(attachment).catch([]) })

/** What a message says, of a person or of a program, with its blocks of code and what is attached to it. */
export function textOf(said: unknown): string {
  const { data } = message.safeParse(said)
  if (data === undefined) return ''
  const whole = [spoken(data), ...data.attachments.map(attached)].filter((each) => each !== '').join('\n')
  return shorten(storable(whole).trim(), mostCharacters)
}

function attached({ pretext, title, fields, fallback, ...said }: z.infer<typeof attachment>): string {
  const lines = [pretext, title, spoken(said), ...fields.map((each) => `${each.title}: ${each.value}`)]
  const all = lines.filter((line) => line !== '').join('\n')
  return all === '' ? unescape(fallback) : unescape(all)
}

/** The text beside blocks is what they say once more, or only their headline. */
function spoken(said: { readonly text: string; readonly blocks: readonly unknown[] }): string {
  const written = said.blocks.map(inBlock).filter((each) => each.trim() !== '')
  return written.length > 0 ? written.join('\n') : unescape(said.text)
}

function inBlock(block: unknown): string {
  return writtenIn([block]) ?? unescape(textsIn(block).join('\n'))
}

const node = z.looseObject({ type: z.string().optional(), text: z.unknown().optional() })

/** Whatever stands in it as text, but for what is to be pressed. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  const { data } = node.safeParse(value)
  if (data === undefined || data.type === 'actions' || data.type === 'button') return []
  return typeof data.text === 'string' ? [data.text] : Object.values(data).flatMap(textsIn)
}
