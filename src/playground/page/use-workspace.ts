import { useCallback, useEffect, useReducer, useState } from 'react'
import type { Clock } from './browser-clock.ts'
import type { EmulatorClient } from './emulator-client.ts'
import { parsePlace, renderPlace } from './place.ts'
import type { WireStore } from './wire-store.ts'
import { advance, type Entry } from './workspace.ts'

type Options = { readonly client: EmulatorClient; readonly clock: Clock; readonly wire: WireStore }

/** The workspace as the acting person sees it, kept current; and the ways to change what is looked at. */
export function useWorkspace({ client, clock, wire }: Options) {
  const [workspace, step] = useReducer(advance, undefined)
  const [isLost, setIsLost] = useState(false)
  const [as, setAs] = useActor({ client, clock, onLost: setIsLost })

  useEffect(() => {
    if (as === undefined) return undefined
    const preferredChannel = parsePlace(location.hash).channel
    return client.follow(as, {
      onSnapshot(snapshot) {
        setIsLost(false)
        wire.reset(snapshot.wire)
        step({ type: 'loaded', snapshot, preferredChannel })
      },
      onEvent: (event) => (event.type === 'wire' ? wire.add(event.entry) : step(event)),
      onLost: () => setIsLost(true),
      onUnknown: () => setAs(undefined),
    })
  }, [as, client, setAs, wire])

  useEffect(() => {
    if (workspace === undefined) return
    history.replaceState(null, '', renderPlace({ as: workspace.me, channel: workspace.openChannel }))
  }, [workspace])

  const open = useCallback((channel: string) => step({ type: 'opened', channel }), [])
  const enter = useCallback((notice: Entry) => step({ type: 'noticed', notice }), [])
  return { workspace, isLost, actAs: setAs, open, enter }
}

const retryMs = 2_000

/** Who acts: the one that the address names, or the first that the emulator has. */
function useActor({ client, clock, onLost }: Omit<Options, 'wire'> & { readonly onLost: (isLost: boolean) => void }) {
  const [as, setAs] = useState(() => parsePlace(location.hash).as)
  useEffect(() => {
    if (as !== undefined) return undefined
    let isWanted = true
    let cancel = () => {}
    const ask = async () => {
      const first = await client.findFirstPerson()
      if (!isWanted) return
      onLost(first === undefined)
      setAs(first)
      if (first === undefined) cancel = clock.after(retryMs, () => void ask())
    }
    void ask()
    return () => {
      isWanted = false
      cancel()
    }
  }, [as, client, clock, onLost])
  return [as, setAs] as const
}
