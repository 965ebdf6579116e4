import type { LogLine } from './functions.ts'

export type SeenLines = {
  /** What CloudWatch gives late comes in where it belongs. True where one of the lines is new. */
  add(found: readonly LogLine[]): boolean
  /** The newest, oldest of them first. */
  lines(): readonly LogLine[]
  /** How many older ones were left out. */
  dropped(): number
}

/**
 * Lines that are read in stretches which overlap, each of them once. A line has no id here: of equal ones, in the same
 * stream and millisecond, there are as many as one reading has shown.
 */
export function createSeenLines(most: number): SeenLines {
  const times = new Map<string, number>()
  let lines: readonly LogLine[] = []
  let dropped = 0
  // What is older was dropped, or came after newer ones were: which of the two is not known any more.
  let from = Number.NEGATIVE_INFINITY

  function isNew(line: LogLine, inThis: Map<string, number>): boolean {
    if (line.at < from) return false
    const key = keyOf(line)
    const count = (inThis.get(key) ?? 0) + 1
    inThis.set(key, count)
    if (count <= (times.get(key) ?? 0)) return false
    times.set(key, count)
    return true
  }

  function dropOldest(count: number): void {
    const gone = lines.slice(0, count)
    from = gone.at(-1)?.at ?? from
    for (const line of gone) if (line.at < from) times.delete(keyOf(line))
    lines = lines.slice(count)
    dropped += count
  }

  return {
    add(found) {
      const inThis = new Map<string, number>()
      const fresh = found.filter((line) => isNew(line, inThis))
      if (fresh.length === 0) return false
      lines = [...lines, ...fresh].toSorted((one, other) => one.at - other.at)
      if (lines.length > most) dropOldest(lines.length - most)
      return true
    },
    lines: () => lines,
    dropped: () => dropped,
  }
}

function keyOf({ at, stream = '', text }: LogLine): string {
  return `${at} ${stream} ${text}`
}
