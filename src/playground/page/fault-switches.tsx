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

/** What goes wrong with Slack and AWS now and then, at the press of a button. */
export function FaultSwitches() {
  const { workspace, client } = useSession()
  const [error, setError] = useState('')
  const { faults } = workspace
  const set = async (fault: Fault) => {
    const reply = await client.setFault(fault)
    setError(reply.ok ? '' : reply.error)
  }
  const onSet = (fault: Fault) => void set(fault)
  return (
    <details className="faults">
      <summary>
        Faults <span className="fault-state">{describeFaults(faults)}</span>
      </summary>
      <SlackFaults faults={faults} onSet={onSet} />
      <AwsFaults faults={faults} onSet={onSet} />
      {error !== '' && <p role="alert">{error}</p>}
    </details>
  )
}

type GroupProps = { readonly faults: FaultState; readonly onSet: (fault: Fault) => void }

function SlackFaults({ faults, onSet }: GroupProps) {
  return (
    <fieldset>
      <legend>Slack</legend>
      <div className="fault-buttons">
        {once.map(({ label, about, fault }) => (
          <button key={label} type="button" className="slack-button small" title={about} onClick={() => onSet(fault)}>
            {label}
          </button>
        ))}
      </div>
      <div className="fault-switches">
        {lasting.map(({ label, kind, isOn }) => (
          <FaultSwitch
            key={kind}
            label={label}
            isOn={isOn(faults)}
            onTurn={(on) => onSet({ kind, on, delayMs: lateMs })}
          />
        ))}
      </div>
    </fieldset>
  )
}

function AwsFaults({ faults: { switches }, onSet }: GroupProps) {
  if (switches.length === 0) return null
  return (
    <fieldset>
      <legend>AWS</legend>
      <div className="fault-switches">
        {switches.map(({ id, label, about, isOn }) => (
          <FaultSwitch key={id} {...{ label, about, isOn }} onTurn={(on) => onSet({ kind: 'switch', id, on })} />
        ))}
      </div>
    </fieldset>
  )
}

type SwitchProps = {
  readonly label: string
  readonly about?: string
  readonly isOn: boolean
  readonly onTurn: (on: boolean) => void
}

function FaultSwitch({ label, about, isOn, onTurn }: SwitchProps) {
  return (
    <label title={about}>
      <input type="checkbox" role="switch" checked={isOn} onChange={({ target }) => onTurn(target.checked)} />
      {label}
    </label>
  )
}

function describeFaults({ failing, isDuplicating, isLate, isOutOfOrder, isOut, switches }: FaultState): string {
  const parts = [
    isOut && 'outage',
    failing > 0 && `${failing} ${failing === 1 ? 'call' : 'calls'} will fail`,
    isDuplicating && 'twice',
    isLate && 'late',
    isOutOfOrder && 'out of order',
    ...switches.map(({ isOn, label }) => isOn && `${label.charAt(0).toLowerCase()}${label.slice(1)}`),
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'none' : parts.join(' · ')
}
