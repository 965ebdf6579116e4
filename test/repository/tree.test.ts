import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'

const root = join(import.meta.dirname, '../..')

describe('commands', () => {
  const listed = new Set(commands.map(({ words }) => `${words.join('/')}.ts`))
  const files = readdirSync(join(root, 'src/commands'), { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      /^[a-z0-9]+\/[a-z0-9-]+\.ts$/.test(name) &&
      /= (?:read|switch|change)Command\(/.test(readFileSync(join(root, 'src/commands', name), 'utf8')),
  )

  it('are the files that the list names, and the path is what a person types', () => {
    expect(new Set(files)).toEqual(listed)
  })

  it.each([...listed])('%s has its test', (file) => {
    expect(existsSync(join(root, 'test/commands', file.replace(/\.ts$/, '.test.ts')))).toBe(true)
  })
})
