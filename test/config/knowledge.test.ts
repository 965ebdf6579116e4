import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { main } from '../../src/cli/cli.ts'

const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const organisation = `accounts: [{name: a, id: "111122223333", regions: [eu-west-1], roles: {read: "arn:aws:iam::111122223333:role/WindlassRead"}}]
knowledge: ./runbooks`

async function check(topics?: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-knowledge-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'windlass.yaml'), organisation)
  if (topics !== undefined) mkdirSync(join(folder, 'runbooks'))
  for (const [name, text] of Object.entries(topics ?? {})) writeFileSync(join(folder, 'runbooks', name), text)
  const said: string[] = []
  const process = { words: ['check'], env: { ...env }, folder, stopping: new AbortController().signal }
  const code = await main({ ...process, print: (text) => said.push(text), complain: (text) => said.push(text) })
  return { code, said: said.join('\n') }
}

const topic = (head: string) => `---\n${head}\n---\nRestart the **shop** at night only. Ask Grace first.\n`
const right = topic('title: Shop at night\nnames: [shop]\nquestions: [when may I restart the shop?]\nrelated: [amis]')

describe('the folder of the team’s own topics', () => {
  it('is taken as seen from windlass.yaml, and its topics may name those of Windlass', async () => {
    const { code, said } = await check({ 'shop-at-night.md': right })
    expect(said).toMatch(/"knowledge": ".*\/runbooks"/)
    expect(code).toBe(0)
  })

  it('has to be there', async () => {
    const { code, said } = await check()
    expect(code).toBe(1)
    expect(said).toMatch(/knowledge: ".*runbooks" is not a folder that is there\./)
  })

  it('has every problem of its topics told, with the file', async () => {
    const { code, said } = await check({
      'one.md': 'Just text.',
      'two.md': right.replace('title: Shop at night\n', ''),
    })
    expect(code).toBe(1)
    expect(said).toMatch(/^\d settings are not right:/)
    expect(said).toContain('one.md')
    expect(said).toContain('two.md')
  })
})
