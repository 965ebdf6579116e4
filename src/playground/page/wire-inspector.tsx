import { useState } from 'react'
import { FaultSwitches } from './fault-switches.tsx'
import { PaneHeader } from './pane-header.tsx'
import { WireLine } from './wire-line.tsx'
import { useWire, type WireStore } from './wire-store.ts'

const lanes = ['all', 'slack', 'aws'] as const
const laneNames = { all: 'Everything', slack: 'Slack', aws: 'AWS' }

/** What went between Windlass, this Slack and this AWS: the newest first. */
export function WireInspector({ wire, onClose }: { readonly wire: WireStore; readonly onClose: () => void }) {
  const sent = useWire(wire)
  const [lane, setLane] = useState<(typeof lanes)[number]>('all')
  const entries = sent.filter((entry) => lane === 'all' || entry.lane === lane).toReversed()
  return (
    <aside className="pane wire-pane" aria-label="Wire inspector">
      <PaneHeader title="Wire" about="what goes over it, live" onClose={onClose} />
      <FaultSwitches />
      <fieldset className="lanes">
        <legend className="for-screen-readers">Show</legend>
        {lanes.map((each) => (
          <label key={each}>
            <input type="radio" name="lane" checked={lane === each} onChange={() => setLane(each)} />
            <span>{laneNames[each]}</span>
          </label>
        ))}
      </fieldset>
      {/* Scrolled by keyboard, it must be reachable by keyboard. */}
      <ol className="wire-list" aria-label="Wire entries, newest first" tabIndex={0}>
        {entries.map((entry) => (
          <WireLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {entries.length === 0 && <p className="wire-empty">Nothing yet. Type a command.</p>}
    </aside>
  )
}
