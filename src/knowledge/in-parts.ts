/** Work of a second, in parts of which none takes long. */
export type InParts<Result> = Generator<void, Result>

/** All at once: for whoever waits for nothing else. */
export function atOnce<Result>(work: InParts<Result>): Result {
  let part = work.next()
  while (part.done !== true) part = work.next()
  return part.value
}

/** With a pause between the parts, in which others are acknowledged. */
export async function calmly<Result>(work: InParts<Result>, breathe: () => Promise<void>): Promise<Result> {
  let part = work.next()
  while (part.done !== true) {
    // oxlint-disable-next-line no-await-in-loop -- the pauses are the point
    await breathe()
    part = work.next()
  }
  return part.value
}

/** Of topics: some 25 ms. */
export const topicsAtATime = 50

/** `each`: how many are done in one part. */
export function* mapInParts<Item, Made>(
  items: readonly Item[],
  each: number,
  make: (item: Item) => Made,
): InParts<Made[]> {
  const made: Made[] = []
  for (const [at, item] of items.entries()) {
    if (at > 0 && at % each === 0) yield
    made.push(make(item))
  }
  return made
}
