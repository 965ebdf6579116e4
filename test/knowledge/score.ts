import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { answerQuestion } from '../../src/core/asking/answer-question.ts'
import type { Found, Knowledge } from '../../src/core/asking/topic.ts'
import { viewText } from '../../src/core/assistant/view-text.ts'
import { bodyText } from '../../src/knowledge/topic-text.ts'

const question = z.strictObject({
  ask: z.string(),
  before: z.string().optional(),
  topic: z.string().optional(),
  /** Others that are right too. */
  also: z.array(z.string()).default([]),
  /** What the answer must hold, as the topic says it. */
  facts: z.array(z.string()).default([]),
  outside: z.boolean().default(false),
})
export type Asked = z.infer<typeof question>
export type Group = { readonly name: string; readonly questions: readonly Asked[] }

/** `isHeld`: what a person is told holds what was needed; outside: it is not answered. */
export type Scored = { readonly asked: Asked; readonly found: Found; readonly isHeld: boolean }

const folder = import.meta.dirname
const read = (file: string): Asked[] => z.array(question).parse(parse(readFileSync(join(folder, file), 'utf8')))

/** What is outside has no topic. */
export const isOutside = ({ topic, outside }: Asked): boolean => outside || topic === undefined

export function readGroups(): Group[] {
  return readdirSync(folder)
    .filter((file) => /^questions-.*\.yaml$/.test(file))
    .map((file) => ({ name: file.replace(/^questions-|\.yaml$/g, ''), questions: read(file) }))
}

/** Never used to tune. */
export const readHeldOut = (): Group => ({ name: 'held out', questions: read('held-out.yaml') })

export function scoreOf({ questions }: Group, knowledge: Knowledge): Promise<Scored[]> {
  return Promise.all(
    questions.map(async (asked) => {
      const found = await knowledge.find(asked.ask, asked.before)
      return { asked, found, isHeld: isOutside(asked) ? isDeclined(found) : await isTold(asked, found, knowledge) }
    }),
  )
}

const isDeclined = ({ kind }: Found): boolean => kind === 'outside' || kind === 'unknown'

/** Of what stands in the answer: a right topic as a whole, or else every fact, wherever it is. */
async function isTold(asked: Asked, found: Found, knowledge: Knowledge): Promise<boolean> {
  if (found.kind === 'topic' && [asked.topic, ...asked.also].includes(found.topic.id)) return true
  const view = await answerQuestion({ question: asked.ask, before: asked.before }, { knowledge })
  const told = lower(viewText(view))
  const right = [asked.topic, ...asked.also].flatMap((id) => knowledge.topic(id ?? '') ?? [])
  if (
    right.some((topic) =>
      bodyText(topic)
        .split('\n')
        .every((line) => told.includes(lower(line))),
    )
  )
    return true
  return asked.facts.length > 0 && asked.facts.every((fact) => told.includes(lower(fact)))
}

const lower = (text: string): string => text.toLowerCase().replaceAll(' | ', ' ')

/** The facts of the question that its own topic does not say. */
export function factsMissing({ topic, facts }: Asked, knowledge: Knowledge): string[] {
  const known = knowledge.topic(topic ?? '')
  const body = known === undefined ? '' : lower(bodyText(known))
  return facts.filter((fact) => !body.includes(lower(fact)))
}

/** Told as if it were known, without what was needed. */
export const isWrong = ({ found, isHeld }: Scored): boolean => found.kind === 'topic' && !isHeld
export const isCertain = ({ found, isHeld }: Scored): boolean => found.kind === 'topic' && isHeld

export function shown(found: Found): string {
  if (found.kind === 'topic') return found.topic.id
  return found.kind === 'outside' ? 'outside' : `${found.kind}: ${found.nearest.map(({ id }) => id).join(', ')}`
}
