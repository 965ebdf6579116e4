import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Topic } from '../core/asking/topic.ts'
import { atOnce, calmly, type InParts, topicsAtATime } from './in-parts.ts'
import { parseTopic, type TopicFile, type TopicProblem } from './topic-file.ts'

export type Loaded = { readonly topics: readonly Topic[]; readonly problems: readonly TopicProblem[] }

/** Windlass's own topics. */
export const topicsFolder = join(import.meta.dirname, 'topics')

/** Every topic of the folders and every problem at once. A topic of a later folder replaces one of the same id. */
export const loadTopics = (folders: readonly string[]): Loaded => atOnce(read(folders))

/** The same with pauses: reading hundreds of files takes some 200 ms. */
export const loadTopicsCalmly = (folders: readonly string[], breathe: () => Promise<void>): Promise<Loaded> =>
  calmly(read(folders), breathe)

function* read(folders: readonly string[]): InParts<Loaded> {
  const problems: TopicProblem[] = []
  const files = new Map<string, TopicFile>()
  for (const folder of folders)
    for (const [at, name] of listFiles(folder, problems).entries()) {
      if (at > 0 && at % topicsAtATime === 0) yield
      const path = join(folder, name)
      const file = parseTopic({ path, id: name.replace(/\.md$/, ''), text: readFileSync(path, 'utf8') }, problems)
      if (file !== undefined) files.set(file.topic.id, file)
    }
  // With a topic that could not be read, every link to it would be a problem too.
  if (problems.length === 0) checkLinks(files, problems)
  return { topics: [...files.values()].map(({ topic }) => topic), problems }
}

function listFiles(folder: string, problems: TopicProblem[]): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .toSorted()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    problems.push({
      setting: folder,
      problem: 'cannot be read',
      help: 'Name a folder of topics, or remove the setting.',
    })
    return []
  }
}

function checkLinks(files: ReadonlyMap<string, TopicFile>, problems: TopicProblem[]): void {
  const claimed = new Map<string, string>()
  for (const { path, topic } of files.values()) {
    const links = [
      ...topic.related.map((id) => ['related', id] as const),
      ['counterpart', topic.counterpart] as const,
      ['cost', topic.cost] as const,
    ]
    for (const [name, id] of links) {
      if (id === undefined || (files.has(id) && id !== topic.id)) continue
      const problem = id === topic.id ? `${id} is the topic itself` : `there is no topic ${id}`
      problems.push({ setting: `${path}, ${name}`, problem, help: 'Name the file of another topic, without .md.' })
    }
    for (const code of topic.codes) {
      const other = claimed.get(code.toLowerCase())
      claimed.set(code.toLowerCase(), topic.id)
      if (other === undefined) continue
      const help = 'Leave the code with the topic that explains it best.'
      problems.push({ setting: `${path}, codes`, problem: `${code} is also a code of ${other}`, help })
    }
  }
}
