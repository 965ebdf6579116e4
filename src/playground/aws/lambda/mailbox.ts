/** What comes is kept until somebody takes it, one after the other. */
export type Mailbox<Item> = { put(item: Item): void; take(): Promise<Item> }

export function createMailbox<Item>(): Mailbox<Item> {
  const items: Item[] = []
  const takers: ((item: Item) => void)[] = []
  return {
    put(item) {
      const taker = takers.shift()
      if (taker === undefined) items.push(item)
      else taker(item)
    },
    take() {
      const [item] = items.splice(0, 1)
      return item === undefined ? new Promise((resolve) => void takers.push(resolve)) : Promise.resolve(item)
    },
  }
}
