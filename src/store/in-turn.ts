/** Does the write, in the order of asking. */
type InTurn = <T>(write: () => Promise<T>) => Promise<T>

/**
 * One write after the other, and the event loop turns between any two. node:sqlite writes at once and its promises
 * resolve without a turn: the steps of ten changes would follow each other, each with some ms for the disk, before the
 * next delivery from Slack was read and acknowledged.
 */
export function createInTurn(): InTurn {
  let before: Promise<void> = Promise.resolve()
  return (write) => {
    const written = before.then(write)
    before = written.then(breathe, breathe)
    return written
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
