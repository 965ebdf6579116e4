import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { readPlainYaml } from './plain-yaml.ts'

const text = z.string('must be text: put it in quotation marks').trim().min(1, 'is empty')
const texts = z.array(text, 'must be a list')
const id = z
  .string('must be the id of a topic')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not the id of a topic: it is the name of its file without .md')

const source = z.strictObject({
  url: z.url({ protocol: /^https$/, error: 'is not an address that begins with https://' }),
  checked: z.iso.date('must be the day it was checked, like 2026-11-26'),
})

const schema = z.strictObject({
  title: text,
  names: texts.default([]),
  questions: texts.min(1, 'is empty: write how people ask for it'),
  codes: texts.default([]),
  related: z.array(id, 'must be a list').default([]),
  counterpart: id.optional(),
  cost: id.optional(),
  command: text.regex(/^\/(?:ec2|lambda|windlass) /, 'is not a command of Windlass, like /ec2 show web-1').optional(),
  sources: z.array(source, 'must be a list').default([]),
})

type FrontMatter = z.infer<typeof schema>

/** `line`: counted from 0 at the start of the front matter. */
type FrontProblem = { readonly line: number; readonly about: string; readonly problem: string }
export type Front = { readonly front: FrontMatter | undefined; readonly problems: readonly FrontProblem[] }

export function parseFrontMatter(given: string): Front {
  const plain = schema.safeParse(readPlainYaml(given))
  return plain.success ? { front: plain.data, problems: [] } : parseAnyYaml(given)
}

function parseAnyYaml(given: string): Front {
  // Everything stays text: a name may read 429 or on.
  const document = parseDocument(given, { schema: 'failsafe', prettyErrors: false })
  const lineOf = (offset: number): number => {
    const counter = new LineCounter()
    parseDocument(given, { schema: 'failsafe', lineCounter: counter })
    return counter.linePos(offset).line - 1
  }
  const [error] = document.errors
  if (error !== undefined) {
    const problem = `is not YAML (${error.code.toLowerCase().replaceAll('_', ' ')}): put the value in quotation marks`
    return { front: undefined, problems: [{ line: lineOf(error.pos[0]), about: '', problem }] }
  }
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { front: parsed.data, problems: [] }
  const problems = parsed.error.issues.map((issue): FrontProblem => {
    const [key] = issue.code === 'unrecognized_keys' ? issue.keys : issue.path
    const pair = isMap(document.contents)
      ? document.contents.items.find(({ key: node }) => isScalar(node) && node.value === key)
      : undefined
    const start = isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0
    return { line: lineOf(start), about: nameOf(issue), problem: sentenceOf(issue) }
  })
  return { front: undefined, problems }
}

function nameOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return issue.keys.join(', ')
  return issue.path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`))
    .join('')
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `is not known: there are ${Object.keys(schema.shape).join(', ')}`
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing'
  return issue.message
}
