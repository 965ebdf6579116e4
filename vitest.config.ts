import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

const tally: Reporter = {
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  },
}

export default defineConfig({
  test: {
    // The tests wait more than they compute: as many as cores, where vitest would leave one of two to itself.
    maxWorkers: 2,
    reporters: ['default', tally],
    projects: [
      // Part of `npm run check`: what must hold of the checkout itself.
      { extends: true, test: { name: 'repository', include: ['test/repository/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/repository/**'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 30_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
