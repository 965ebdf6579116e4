import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Found, Knowledge } from '../../src/core/asking/topic.ts'
import { bodyText } from '../../src/knowledge/topic-text.ts'

const question = z.strictObject({
  ask: z.string(),
  before: z.string().optional(),
  topic: z.string().optional(),
  /** Others that are right too. */
  also: z.array(z.string()).default([]),
  /** What the answer must hold. */
  facts: z.array(z.string()).default([]),
  outside: z.boolean().default(false),
})
export type Asked = z.infer<typeof question>
export type Group = { readonly name: string; readonly questions: readonly Asked[] }
export type Miss = { readonly asked: Asked; readonly found: string; readonly isWrong: boolean }

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

export function missesOf({ questions }: Group, knowledge: Knowledge): Miss[] {
  return questions.flatMap((asked) => {
    const found = knowledge.find(asked.ask, asked.before)
    return isRight(asked, found) ? [] : [{ asked, found: shown(found), isWrong: found.kind === 'topic' }]
  })
}

/** It is right, or what is right is among the nearest. */
export const isNear = (asked: Asked, found: Found): boolean =>
  found.kind === 'unsure'
    ? found.nearest.some((topic) => isRight(asked, { kind: 'topic', topic }))
    : isRight(asked, found)

/** What is told as a whole is right: the topic itself, or the nearest of those that it may be. */
export const isWhole = (asked: Asked, found: Found): boolean =>
  isNear(asked, found.kind === 'unsure' ? { ...found, nearest: found.nearest.slice(0, 1) } : found)

function isRight(asked: Asked, found: Found): boolean {
  if (isOutside(asked)) return found.kind !== 'topic'
  if (found.kind !== 'topic') return false
  if (found.topic.id === asked.topic || asked.also.includes(found.topic.id)) return true
  const body = bodyText(found.topic).toLowerCase()
  return asked.facts.length > 0 && asked.facts.every((fact) => body.includes(fact.toLowerCase()))
}

function shown(found: Found): string {
  if (found.kind === 'topic') return found.topic.id
  return found.kind === 'unsure' ? `unsure: ${found.nearest.map(({ id }) => id).join(', ')}` : 'outside'
}
