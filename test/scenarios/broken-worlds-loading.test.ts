import { describe, it } from 'vitest'
import { code } from './broken-function.ts'
import { failed, writes } from './broken-log.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

const errors = 'Logs of the errors'
const read = 'All # failed calls that were read ended so.'
const ask = '@windlass why is order-intake failing?'
const tooNew =
  'java.lang.UnsupportedClassVersionError: com/acme/Handler has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0'

/** Python could not load it, for this reason. */
const unloaded = (why: string): World['world'] =>
  functionWorld({
    runtime: 'python3.13',
    code: code(
      writes({
        said: () => [
          `[ERROR] Runtime.ImportModuleError: Unable to import module 'app': ${why}\nTraceback (most recent call last):`,
        ],
      }),
    ),
  })

const worlds: readonly World[] = [
  {
    it: 'was built for a newer Java',
    ask,
    world: functionWorld({
      runtime: 'java17',
      code: code(
        writes({
          said: () => [
            `Error loading class com.acme.Handler: java.lang.UnsupportedClassVersionError\n${tooNew}\n\tat java.base/java.lang.ClassLoader.defineClass(Unknown Source)\n`,
          ],
        }),
      ),
    }),
    line: `order-intake fails: Its code was built for Java 21, and its runtime is Java 17, so nothing of it ran. ${read}`,
    shows: [tooNew],
    offers: errors,
  },
  {
    it: 'lacks a library of the system',
    ask,
    world: unloaded('libGL.so.1: cannot open shared object file: No such file or directory'),
    line: `order-intake fails: Its code needs the library libGL.so.1, which neither its package nor the system of its runtime has. ${read}`,
    shows: ['libGL.so.1: cannot open shared object file'],
    offers: errors,
  },
  {
    it: 'has a package that was built for another system',
    ask,
    world: unloaded("No module named 'pydantic_core._pydantic_core'"),
    line: `order-intake fails: Python does not find pydantic_core._pydantic_core: most likely the compiled part of a package, built for another system, processor or version of Python than Lambda runs it on. ${read}`,
    shows: ["No module named 'pydantic_core._pydantic_core'"],
    offers: errors,
  },
  {
    it: 'has packages that do not fit each other',
    ask,
    world: unloaded("cannot import name 'DEFAULT_CIPHERS' from 'urllib3.util.ssl_' (/var/task/urllib3/util/ssl_.py)"),
    line: `order-intake fails: Its code imports DEFAULT_CIPHERS from urllib3.util.ssl_, which is there and has no such name: most likely two of its packages do not fit each other, as after one of them was updated. ${read}`,
    shows: ["cannot import name 'DEFAULT_CIPHERS'"],
    offers: errors,
  },
  {
    it: 'has no program to start',
    ask,
    world: functionWorld({
      runtime: 'provided.al2023',
      code: code(
        writes({
          said: ({ requestId }) => [
            `RequestId: ${requestId} Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]\nRuntime.InvalidEntrypoint`,
          ],
          status: failed('Runtime.InvalidEntrypoint'),
        }),
      ),
    }),
    line: `order-intake fails: Lambda found no program to start: neither its package nor a layer has a file bootstrap at its root, which is what its runtime starts. ${read}`,
    shows: ["Couldn't find valid bootstrap(s)"],
    offers: errors,
  },
  {
    it: 'has its handler where the program of its image should be',
    ask,
    world: functionWorld({
      code: code(
        writes({
          said: ({ requestId }) => [
            `RequestId: ${requestId} Error: exec: "app.handler": executable file not found in $PATH\nRuntime.InvalidEntrypoint`,
          ],
          status: failed('Runtime.InvalidEntrypoint'),
        }),
      ),
    }),
    line: `order-intake fails: Its image is to start app.handler, and has no such program. That looks like a handler: most likely its ENTRYPOINT is empty, so that CMD is taken for the program. ${read}`,
    shows: ['executable file not found in $PATH'],
    offers: errors,
  },
]

describe('a function of which nothing runs', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
