/**
 * Who has each of some things, in arrays that all things share: for a hundred thousand of them, arrays of their own would
 * take several times the memory, and longer to make.
 */
export type Postings<Thing> = {
  /** Of each thing, from 0. */
  readonly numbers: ReadonlyMap<Thing, number>
  /** By the thing's number, where its owners begin; the next thing's are their end. */
  readonly starts: Uint32Array
  readonly owners: Uint32Array
  /** How often each of these owners has it. */
  readonly times: Uint32Array
}

export type Collecting<Thing> = {
  /** Owners come one after the other. */
  add(thing: Thing, owner: number, times?: number): void
  end(): Postings<Thing>
}

export function collectPostings<Thing>(): Collecting<Thing> {
  const numbers = new Map<Thing, number>()
  /** By the thing's number, where its last entry is. */
  const last: number[] = []
  const things: number[] = []
  const owners: number[] = []
  const times: number[] = []
  return {
    add(thing, owner, more = 1) {
      const number = numbers.get(thing) ?? numbers.size
      if (number === numbers.size) numbers.set(thing, number)
      const at = last[number]
      if (at !== undefined && owners[at] === owner) {
        times[at] = (times[at] ?? 0) + more
        return
      }
      last[number] = things.length
      things.push(number)
      owners.push(owner)
      times.push(more)
    },
    end: () => ({ numbers, ...inOrder({ things, owners, times, all: numbers.size }) }),
  }
}

type Entries = Record<'things' | 'owners' | 'times', readonly number[]> & { readonly all: number }

/** Of one thing after the other. */
function inOrder({ things, owners, times, all }: Entries) {
  const starts = new Uint32Array(all + 1)
  for (const thing of things) starts[thing + 1] = (starts[thing + 1] ?? 0) + 1
  for (let thing = 0; thing < all; thing++) starts[thing + 1] = (starts[thing + 1] ?? 0) + (starts[thing] ?? 0)
  const next = starts.slice()
  const sorted = { starts, owners: new Uint32Array(things.length), times: new Uint32Array(things.length) }
  for (const [index, thing] of things.entries()) {
    const at = next[thing] ?? 0
    next[thing] = at + 1
    sorted.owners[at] = owners[index] ?? 0
    sorted.times[at] = times[index] ?? 0
  }
  return sorted
}

/** Who has the parts that things are made of: each thing is taken apart once. */
export function postingsOfParts<Thing, Part>(
  whole: Postings<Thing>,
  partsOf: (thing: Thing) => readonly Part[],
): Postings<Part> {
  const having = new Map<Part, number[]>()
  for (const [thing, number] of whole.numbers)
    for (const part of partsOf(thing)) {
      const things = having.get(part)
      if (things === undefined) having.set(part, [number])
      else things.push(number)
    }
  const parts = collectPostings<Part>()
  const sums = new Uint32Array(whole.owners.reduce((most, owner) => Math.max(most, owner), 0) + 1)
  for (const [part, things] of having)
    for (const owner of addUp(whole, things, sums)) {
      parts.add(part, owner, sums[owner])
      sums[owner] = 0
    }
  return parts.end()
}

/** Adds how often each owner has the things to `sums`; which owners that are. */
function addUp({ starts, owners, times }: Postings<unknown>, things: readonly number[], sums: Uint32Array): number[] {
  const met: number[] = []
  for (const thing of things)
    for (let at = starts[thing] ?? 0; at < (starts[thing + 1] ?? 0); at++) {
      const owner = owners[at] ?? 0
      if (sums[owner] === 0) met.push(owner)
      sums[owner] = (sums[owner] ?? 0) + (times[at] ?? 0)
    }
  return met
}
