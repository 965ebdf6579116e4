import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadTopics } from '../../src/knowledge/load.ts'

const head = (more = '') =>
  `---\ntitle: Kraken\nnames: [kraken, the deploy tool]\nquestions:\n  - what is Kraken?\n${more}---\n`

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'topics-')), 'topics')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Without the folder, which differs in each run. */
const problemsOf = (files: Readonly<Record<string, string>>): string[] => {
  const folder = folderOf(files)
  return loadTopics([folder]).problems.map(({ setting, problem }) => `${setting.replace(`${folder}/`, '')}: ${problem}`)
}

describe('a topic', () => {
  it('is paragraphs, lists and a table of spans', () => {
    const body =
      '**Kraken** runs `k up`.\nDaily.\n\nIt needs:\n- a **role**\n- a `tag`\n\n| | a | b |\n|---|---|---|\n| x | `1` | 2 |\n'
    const { topics, problems } = loadTopics([folderOf({ 'kraken.md': head() + body })])
    expect(problems).toEqual([])
    expect(topics[0]?.id).toBe('kraken')
    expect(topics[0]?.body).toEqual([
      { kind: 'paragraph', text: [{ bold: 'Kraken' }, ' runs ', { code: 'k up' }, '. Daily.'] },
      { kind: 'paragraph', text: ['It needs:'] },
      {
        kind: 'bullets',
        items: [
          ['a ', { bold: 'role' }],
          ['a ', { code: 'tag' }],
        ],
      },
      { kind: 'table', columns: ['', 'a', 'b'], rows: [['x', '1', '2']] },
    ])
  })

  it('needs no sources, and keeps a number among its names as text', () => {
    const text = '---\ntitle: T\nnames: [429, on]\nquestions: [what?]\n---\nText.\n'
    expect(loadTopics([folderOf({ 't.md': text })]).topics[0]).toMatchObject({ names: ['429', 'on'], sources: [] })
  })

  it('of a later folder replaces one of the same id', () => {
    const first = folderOf({ 'kraken.md': `${head()}Old.\n` })
    const second = folderOf({ 'kraken.md': `${head()}New.\n` })
    expect(loadTopics([first, second]).topics.map(({ body }) => body)).toEqual([
      [{ kind: 'paragraph', text: ['New.'] }],
    ])
  })
})

describe('problems', () => {
  it.each([
    ['a heading', '# Kraken\n', 'is a heading'],
    ['a numbered list', '1. one\n', 'is a numbered list'],
    ['HTML', 'see <b>this</b>\n', 'has HTML'],
    ['a link', '[here](https://example.com)\n', 'has a link'],
    ['open bold', 'this **is bold\n', 'opens bold'],
    ['open code', 'this `is code\n', 'opens code'],
    ['a list in a list', '- a\n  - b\n', 'is a list within a list'],
  ])('name the line of %s', (_, line, problem) => {
    expect(problemsOf({ 'kraken.md': `${head()}Text.\n\n${line}` })).toContainEqual(
      expect.stringMatching(new RegExp(`^kraken\\.md line ${line.startsWith('- ') ? 10 : 9}: ${problem}`)),
    )
  })

  it('are all told at once, with what is set wrong', () => {
    const found = problemsOf({
      'a.md': `${head('tite: x\n')}Text.\n`,
      'b.md': '---\ntitle: [\n---\nText.\n',
      'c.md': 'Text.\n',
      'd.md': '---\nnames: [d]\nquestions: [d]\n---\nText.\n',
    })
    expect(found.map((each) => each.split(': ')[0])).toEqual([
      'a.md line 6, tite',
      'b.md line 2',
      'c.md line 1',
      'd.md line 2, title',
    ])
  })

  it('are links to topics that do not exist, and codes of two topics', () => {
    const found = problemsOf({
      'a.md': `${head('related: [nowhere]\ncost: a\ncodes: [Boom]\n')}Text.\n`,
      'b.md': `${head('codes: [boom]\n')}Text.\n`,
    })
    expect(found).toEqual([
      'a.md, related: there is no topic nowhere',
      'a.md, cost: a is the topic itself',
      'b.md, codes: boom is also a code of a',
    ])
  })

  it('are a folder that is not there', () => {
    expect(loadTopics(['/nowhere']).problems).toEqual([
      expect.objectContaining({ setting: '/nowhere', problem: 'cannot be read' }),
    ])
  })
})
