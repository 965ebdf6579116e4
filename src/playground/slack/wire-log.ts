import type { Clock } from './clock.ts'
import type { Feed } from './feed.ts'
import type { WireEntry } from './page-contract.ts'

export type WireRecord = Omit<WireEntry, 'id' | 'at' | 'detail'> & { detail: unknown }

export type WireLog = {
  record(entry: WireRecord): void
  entries(): WireEntry[]
}

const keptEntries = 500
const detailCharacters = 20_000

/** What the wire inspector shows. Secrets are cut out here, so that no caller can forget it. */
export function createWireLog({ clock, feed, secrets }: { clock: Clock; feed: Feed; secrets: string[] }): WireLog {
  const kept: WireEntry[] = []
  let lastId = 0

  function printDetail(detail: unknown): string {
    const printed = typeof detail === 'string' ? detail : JSON.stringify(detail, undefined, 2)
    const redacted = secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), printed ?? '')
    return redacted.length > detailCharacters ? `${redacted.slice(0, detailCharacters)}…` : redacted
  }

  return {
    record({ detail, ...rest }) {
      lastId += 1
      const entry = { id: lastId, at: clock.now(), ...rest, detail: printDetail(detail) }
      kept.push(entry)
      if (kept.length > keptEntries) kept.shift()
      feed.publish({ type: 'wire', entry })
    },
    entries: () => [...kept],
  }
}
