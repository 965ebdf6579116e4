import type { Topic } from '../core/asking/topic.ts'
import { parseBody } from './body.ts'
import { parseFrontMatter } from './front-matter.ts'

/** One thing that is wrong in a file of topics, in the shape of a problem of the config. */
export type TopicProblem = { readonly setting: string; readonly problem: string; readonly help: string }

export type TopicFile = { readonly path: string; readonly topic: Topic }

type Given = { readonly path: string; readonly id: string; readonly text: string }

const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export function parseTopic({ path, id, text }: Given, problems: TopicProblem[]): TopicFile | undefined {
  const found: TopicProblem[] = []
  const note = (line: number, about: string, problem: string) =>
    found.push({
      setting: `${path} line ${line + 1}${about === '' ? '' : `, ${about}`}`,
      problem,
      help: 'Compare it with another topic, like src/knowledge/topics/amis.md.',
    })
  if (!idPattern.test(id)) note(0, '', 'has a file name that is no id: small letters, digits and dashes')
  const parts = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n'))
  if (parts === null) {
    note(0, '', 'does not begin with a line ---, the settings and another line ---')
    problems.push(...found)
    return undefined
  }
  const [, head = '', rest = ''] = parts
  const { front, problems: frontProblems } = parseFrontMatter(head)
  for (const each of frontProblems) note(each.line + 1, each.about, each.problem)
  const body = parseBody(rest)
  const start = head.split('\n').length + 2
  for (const each of body.problems) note(start + each.line, '', each.problem)
  problems.push(...found)
  if (front === undefined || found.length > 0) return undefined
  const { counterpart, cost, command, ...lists } = front
  return { path, topic: { id, ...lists, counterpart, cost, command, body: body.parts } }
}
