import { megabytes } from '../sizes.ts'
import type { Rule } from './rule.ts'

// Java Virtual Machine Specification, table 4.1-A: version 52 of a class file is Java 8, and each Java has one more.
const beforeJava = 44

/** As Java words it, with or without the version that it takes at most. */
const newer =
  /compiled by a more recent version of the Java Runtime \(class file version (\d+)[^)]*\)(?:[\s\S]*class file versions up to (\d+))?/

function java(version: string | undefined, otherwise: string): string {
  return version === undefined ? otherwise : `Java ${Number(version) - beforeJava}`
}

export const javaTooOld: Rule = ({ code = '', message }) => {
  const [found, built, most] = newer.exec(message) ?? []
  if (found === undefined && !/UnsupportedClassVersionError/.test(code)) return undefined
  return {
    cause: `Its code was built for ${java(built, 'a newer Java')}, and its runtime is ${java(most, 'an older one')}, so nothing of it ran.`,
    next: 'Its owner sets the runtime to that Java or a newer one, or builds it for the Java of the runtime (--release), and deploys again.',
  }
}

const spaces: readonly (readonly [said: RegExp, what: string, option: string])[] = [
  [/Java heap space|GC overhead limit exceeded/, 'its objects', '-Xmx'],
  [/Metaspace|Compressed class space/, 'the classes that it loads', '-XX:MaxMetaspaceSize'],
]

/** Java sets itself limits within what the function has, and throws where one is reached; nothing is killed. */
export const javaMemory: Rule = ({ code = '', message, memoryMb }) => {
  if (!/\bOutOfMemoryError\b/.test(`${code} ${message}`)) return undefined
  const [said, what, option] = spaces.find(([pattern]) => pattern.test(message)) ?? []
  if (said === undefined) return undefined
  const [named] = said.exec(message) ?? []
  const of = memoryMb === undefined ? '' : `, of the ${megabytes(memoryMb)} that it has`
  return {
    cause: `It needed more memory than Java gives to ${what}${of} (${named}), so Java threw an OutOfMemoryError.`,
    next: `Its owner gives it more memory, or lets it hold less at once; where JAVA_TOOL_OPTIONS sets ${option}, that has to grow with it.`,
  }
}
