/** What will happen in the world by itself: run in order as soon as a request sees that its time has come. */
export type Agenda = {
  at(time: number, act: (time: number) => void): void
  /** Runs everything that is due, also what that puts on the agenda. */
  catchUp(now: number): void
}

export function createAgenda(): Agenda {
  let entries: { readonly time: number; readonly act: (time: number) => void }[] = []
  return {
    at(time, act) {
      entries = [...entries, { time, act }].toSorted((left, right) => left.time - right.time)
    },
    catchUp(now) {
      for (let [next] = entries; next !== undefined && next.time <= now; [next] = entries) {
        entries = entries.slice(1)
        next.act(next.time)
      }
    },
  }
}
