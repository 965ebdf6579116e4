import type { Delivery } from '../core/delivery.ts'
import type { Stream, Working } from '../core/outbox.ts'
import type { Unanswered } from '../core/store.ts'
import type { SpinePorts } from './ports.ts'

const patienceMs = 1_000

type Ports = Pick<SpinePorts, 'slack' | 'store' | 'system' | 'log'>

/**
 * Says "Working…" where the answer will be, once it takes longer than a second, but not again after a crash. `done`
 * gives what was said, if it was.
 */
export function announceWork({ delivery, working }: Unanswered, ports: Ports) {
  const waiting = new AbortController()
  let isSaid = working !== undefined
  let opening: Promise<unknown> | undefined
  let moved: Working | undefined
  const saying =
    working === undefined
      ? ports.system.sleep(patienceMs, waiting.signal).then(sayUnlessOpened, () => undefined)
      : Promise.resolve(working)

  async function sayUnlessOpened(): Promise<Working | undefined> {
    if (opening !== undefined) await opening
    if (waiting.signal.aborted) return undefined
    isSaid = true
    return say(delivery, ports)
  }

  async function moveTo(to: Working): Promise<void> {
    waiting.abort()
    moved = to
    await keepPlace(delivery, to, ports)
  }

  return {
    /** Resolves after "Working…" has arrived or was called off, so that it can never come after the answer. */
    async done(): Promise<Working | undefined> {
      waiting.abort()
      return saying.then((said) => moved ?? said)
    },
    /** From now on the answer takes the place of this instead, also after a crash. */
    moveTo,
    announceAgain: () => announceAgain({ delivery, working }, ports),
    /**
     * What shows the work itself: "Working…" is not said while it opens, nor once it has, and the answer takes its place.
     * Nothing after a crash where the answer has a place already. `open` never rejects.
     */
    async giveWay<Shown extends Opened>(open: () => Promise<Shown | undefined>): Promise<Shown | undefined> {
      if (working?.ts !== undefined) return undefined
      const said = isSaid ? await saying : undefined
      const opened = open().then(async (shown) => {
        if (shown !== undefined) await moveTo(shown.place)
        shown?.announce(said)
        return shown
      })
      opening = opened
      return opened
    },
  }
}

type Opened = Pick<Stream, 'place' | 'announce'>

export type Work = ReturnType<typeof announceWork>

/** After a crash, where the answer has a place already. Never throws. */
async function announceAgain({ delivery, working }: Unanswered, { slack }: Ports): Promise<void> {
  if (working?.ts !== undefined) await slack.outbox.announceAgain(delivery, working)
}

async function say(delivery: Delivery, ports: Ports): Promise<Working | undefined> {
  const { slack, store, system, log } = ports
  try {
    // Before it is said: a response_url has five uses, and Windlass may be killed as often.
    await store.recordWorking(delivery.id, { ts: undefined }, system.now())
    const said = await slack.outbox.sayWorking(delivery)
    if (said.ts !== undefined) await keepPlace(delivery, said, ports)
    return said
  } catch (error) {
    log.warn({ error, delivery: delivery.id }, '"Working…" could not be said')
    return undefined
  }
}

async function keepPlace({ id }: Delivery, said: Working, { store, system, log }: Ports): Promise<void> {
  await store.recordWorking(id, said, system.now()).catch((error: unknown) => {
    log.warn({ error, delivery: id }, 'where "Working…" stands could not be kept')
  })
}
