import { useState } from 'react'
import type { Fault, FaultState } from '../slack/page-contract.ts'
import { useSession } from './session.ts'

type Once = { readonly label: string; readonly about: string; readonly fault: Fault }

const once: readonly Once[] = [
  {
    label: '429 × 3',
    about: 'The next three calls are rate limited for a second',
    fault: { kind: 'rate-limit', count: 3, retryAfterSeconds: 1 },
  },
  { label: '503 × 3', about: 'The next three calls fail', fault: { kind: 'server-error', count: 3 } },
  { label: 'Drop a socket', about: 'One connection breaks without a word', fault: { kind: 'drop-socket' } },
  {
    label: 'Refresh a socket',
    about: 'Slack asks for a new connection, as it does daily',
    fault: { kind: 'refresh-socket' },
  },
  { label: 'Outage, 25 s', about: 'Neither the API nor the sockets answer', fault: { kind: 'outage', seconds: 25 } },
]

type Lasting = {
  readonly label: string
  readonly kind: 'duplicate' | 'late' | 'out-of-order'
  readonly isOn: (state: FaultState) => boolean
}

const lateMs = 2_000

const lasting: readonly Lasting[] = [
  { label: 'Everything twice', kind: 'duplicate', isOn: (state) => state.isDuplicating },
  { label: 'Everything 2 s late', kind: 'late', isOn: (state) => state.isLate },
  { label: 'Out of order', kind: 'out-of-order', isOn: (state) => state.isOutOfOrder },
]

/** What goes wrong with Slack now and then, at the press of a button. */
export function FaultSwitches() {
  const { workspace, client } = useSession()
  const [error, setError] = useState('')
  const set = async (fault: Fault) => {
    const reply = await client.setFault(fault)
    setError(reply.ok ? '' : reply.error)
  }
  return (
    <details className="faults">
      <summary>
        Faults <span className="fault-state">{describeFaults(workspace.faults)}</span>
      </summary>
      <div className="fault-buttons">
        {once.map(({ label, about, fault }) => (
          <button
            key={label}
            type="button"
            className="slack-button small"
            title={about}
            onClick={() => void set(fault)}
          >
            {label}
          </button>
        ))}
      </div>
      <LastingFaults faults={workspace.faults} onSet={(fault) => void set(fault)} />
      {error !== '' && <p role="alert">{error}</p>}
    </details>
  )
}

function LastingFaults({ faults, onSet }: { readonly faults: FaultState; readonly onSet: (fault: Fault) => void }) {
  return (
    <div className="fault-switches">
      {lasting.map(({ label, kind, isOn }) => (
        <label key={kind}>
          <input
            type="checkbox"
            role="switch"
            checked={isOn(faults)}
            onChange={({ target }) => onSet({ kind, on: target.checked, delayMs: lateMs })}
          />
          {label}
        </label>
      ))}
    </div>
  )
}

function describeFaults({ failing, isDuplicating, isLate, isOutOfOrder, isOut }: FaultState): string {
  const parts = [
    isOut && 'outage',
    failing > 0 && `${failing} ${failing === 1 ? 'call' : 'calls'} will fail`,
    isDuplicating && 'twice',
    isLate && 'late',
    isOutOfOrder && 'out of order',
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'none' : parts.join(' · ')
}
