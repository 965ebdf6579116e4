import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { tokens } from '../scenarios/stage.ts'

/** What a subcommand says in a folder of its own, with nothing but these files and this environment. */
export async function run(words: string, env: Record<string, string> = {}, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const said: string[] = []
  const process = { words: words.split(' '), env, folder, stopping: new AbortController().signal }
  const code = await main({ ...process, print: (text) => said.push(text), complain: (text) => said.push(text) })
  return { code, said: said.join('\n') }
}

export const slack = { SLACK_BOT_TOKEN: tokens.botToken, SLACK_APP_TOKEN: tokens.appToken }
export const role = 'arn:aws:iam::111122223333:role/WindlassRead'
