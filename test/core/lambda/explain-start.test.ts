import { describe, expect, it } from 'vitest'
import type { FailureFacts } from '../../../src/core/lambda/explain/rule.ts'
import { explain } from '../../../src/core/lambda/explain.ts'

type Case = readonly [name: string, code: string, message: string, says: RegExp, more?: Partial<FailureFacts>]

const noImport = 'Runtime.ImportModuleError'
const unable = "Unable to import module 'app': "
const compiledBy = 'com/acme/Handler has been compiled by a more recent version of the Java Runtime (class file version'
const tooNew = `${compiledBy} 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0`
const java = 'java.lang.OutOfMemoryError'

const failed: readonly Case[] = [
  [
    'a library of the system',
    noImport,
    `${unable}libGL.so.1: cannot open shared object file: No such file or directory`,
    /^Its code needs the library libGL\.so\.1, which neither its package nor the system of its runtime has\.$/,
  ],
  [
    'a library of its own',
    'ImportError',
    '/var/task/lib/libpq.so.5: cannot open shared object file: No such file or directory',
    /needs the library lib\/libpq\.so\.5,/,
  ],
  [
    'the compiled part of a package',
    noImport,
    `${unable}No module named 'pydantic_core._pydantic_core'`,
    /^Python does not find pydantic_core\._pydantic_core: most likely the compiled part of a package, built for another/,
  ],
  [
    'the compiled part of a package that has its name',
    noImport,
    `${unable}No module named 'rpds.rpds'`,
    /does not find rpds\.rpds: most likely the compiled part/,
  ],
  ['a package', noImport, `${unable}No module named 'psycopg2'`, /needs psycopg2, which is not in its package/],
  ['a module', noImport, `${unable}No module named 'shop.orders'`, /needs shop\.orders, which is not in its package/],
  [
    'a name that the other version had',
    noImport,
    `${unable}cannot import name 'DEFAULT_CIPHERS' from 'urllib3.util.ssl_' (/var/task/urllib3/util/ssl_.py)`,
    /imports DEFAULT_CIPHERS from urllib3\.util\.ssl_, which is there and has no such name: most likely two of its packages/,
  ],
  [
    'a circle of imports',
    noImport,
    `${unable}cannot import name 'total' from partially initialized module 'orders' (most likely due to a circular import) (/var/task/orders.py)`,
    /imports total from orders while that is still being loaded: most likely two modules import each other/,
  ],
  [
    'a newer Java',
    'java.lang.UnsupportedClassVersionError',
    tooNew,
    /^Its code was built for Java 21, and its runtime is Java 17, so nothing of it ran\.$/,
  ],
  [
    'a newer Java, which is not named',
    'java.lang.UnsupportedClassVersionError',
    'com/acme/Handler',
    /built for a newer Java, and its runtime is an older one/,
  ],
  [
    'the heap of Java',
    java,
    'Java heap space',
    /more memory than Java gives to its objects, of the 512 MB that it has \(Java heap space\), so Java threw/,
    { memoryMb: 512 },
  ],
  ['the classes of Java', java, 'Metaspace', /than Java gives to the classes that it loads \(Metaspace\)/],
  ['other memory of Java', java, 'Direct buffer memory', /so what it asked for was refused\.$/],
  ['the memory of Python', 'MemoryError', '', /so what it asked for was refused\.$/],
  ['its memory', 'Runtime.OutOfMemory', 'signal: killed', /so its process was killed\.$/],
  [
    'its bootstrap',
    'Runtime.InvalidEntrypoint',
    "RequestId: 1 Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    /^Lambda found no program to start: neither its package nor a layer has a file bootstrap at its root/,
  ],
  [
    'a handler in the place of the program',
    'Runtime.InvalidEntrypoint',
    'RequestId: 1 Error: exec: "app.handler": executable file not found in $PATH',
    /^Its image is to start app\.handler, and has no such program\. That looks like a handler/,
  ],
  [
    'a program that is not there',
    'Runtime.InvalidEntrypoint',
    'RequestId: 1 Error: exec: "start.sh": executable file not found in $PATH',
    /^Its image is to start start\.sh, and has no such program\.$/,
  ],
]

describe('a function that does not come to run is explained by', () => {
  it.each(failed.map((each) => [each[0], each] as const))('%s', (_name, [, code, message, says, more]) => {
    const explanation = explain({ code, message, ...more })
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })
})
