import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'dotenv'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { main } from '../../src/cli/cli.ts'
import { slashCommands } from '../../src/cli/manifest.ts'
import { commands } from '../../src/commands/index.ts'
import { readConfig } from '../../src/config/config.ts'
import { manifestFor } from '../../src/slack/manifest.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8')

async function printed(...words: string[]): Promise<string> {
  const lines: string[] = []
  const code = await main({
    words,
    env: {},
    folder: '/nowhere',
    stopping: new AbortController().signal,
    print: (text) => lines.push(text),
    complain: (text) => lines.push(text),
  })
  expect(code).toBe(0)
  return lines.join('\n')
}

describe('manifest.yml', () => {
  it('is what the commands make of it', async () => {
    const made = read('manifest.yml').replace(/^#.*\n/gm, '')
    expect(made).toBe(`${await printed('manifest', '--yaml')}\n`)
  })

  it('is what the link fills in', async () => {
    const link = new URL(await printed('manifest'))
    expect(link.searchParams.get('new_app')).toBe('1')
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(parseYaml(read('manifest.yml')))
  })

  it('has a slash command for every first word', () => {
    const { features } = manifestFor(slashCommands(commands), { kind: 'socket' })
    expect(features.slash_commands.map(({ command }) => command)).toEqual([
      ...new Set(commands.map(({ words }) => `/${words[0]}`)),
    ])
  })
})

describe('the examples of settings', () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

  it('windlass.example.yaml is a valid windlass.yaml', () => {
    expect(readConfig(slack, { path: 'windlass.example.yaml', text: read('windlass.example.yaml') })).toMatchObject({
      ok: true,
    })
  })

  it('.env.example asks for what a start needs, and no more', () => {
    const result = readConfig(
      Object.fromEntries(Object.entries(parse(read('.env.example'))).filter(([, value]) => value !== '')),
      undefined,
    )
    expect(!result.ok && result.problems.map(({ setting }) => setting)).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'AWS_REGION',
      'WINDLASS_READ_ROLE_ARN',
    ])
  })
})
