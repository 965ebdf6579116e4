import { type Clock, pause } from './clock.ts'
import type { Feed } from './feed.ts'
import { createHold } from './hold.ts'
import type { Fault, FaultState } from './page-contract.ts'
import { createSwitchboard, type Switch } from './switchboard.ts'

export type ApiFailure = { status: 429; retryAfterSeconds: number } | { status: 503 }

/** Faults of sockets are the sockets' own. */
export type SocketFault = Extract<Fault, { kind: 'drop-socket' | 'refresh-socket' }>
type WireFault = Exclude<Fault, SocketFault | { kind: 'switch' }>

export type Faults = {
  state(): FaultState
  set(fault: WireFault): void
  /** False where there is no such switch. */
  turn(id: string, isOn: boolean): boolean
  /** How this call fails, if it is to fail; counts it. */
  takeFailure(): ApiFailure | undefined
  isOut(): boolean
  isDuplicating(): boolean
  /** Resolves when a delivery may go out. */
  hold(): Promise<void>
}

type Switches = {
  failures: ApiFailure[]
  outUntil: number
  isDuplicating: boolean
  lateMs: number | undefined
  outOfOrderMs: number | undefined
}

const defaults = { retryAfterSeconds: 1, lateMs: 2_000, outOfOrderMs: 1_500 }

type FaultsOptions = { clock: Clock; feed: Feed; signal: AbortSignal; switches: readonly Switch[] }

export function createFaults({ clock, feed, signal, switches: elsewhere }: FaultsOptions): Faults {
  const switches: Switches = {
    failures: [],
    outUntil: 0,
    isDuplicating: false,
    lateMs: undefined,
    outOfOrderMs: undefined,
  }
  const held = createHold({ clock, signal })
  const board = createSwitchboard(elsewhere, () => publish())
  const state = () => ({ ...stateOf(switches, clock.now()), switches: board.state() })
  const publish = () => feed.publish({ type: 'faults', faults: state() })

  async function publishEnd(seconds: number): Promise<void> {
    await pause(clock, seconds * 1_000, signal)
    if (!signal.aborted) publish()
  }
  return {
    state,
    set(fault) {
      flip(switches, fault, clock.now())
      publish()
      if (fault.kind === 'outage') void publishEnd(fault.seconds)
    },
    turn: board.turn,
    takeFailure() {
      const failure = switches.failures.shift()
      if (failure !== undefined) publish()
      return failure
    },
    isOut: () => state().isOut,
    isDuplicating: () => switches.isDuplicating,
    async hold() {
      if (switches.lateMs !== undefined) await pause(clock, switches.lateMs, signal)
      if (switches.outOfOrderMs !== undefined) await held.wait(switches.outOfOrderMs)
    },
  }
}

function stateOf(switches: Switches, now: number): Omit<FaultState, 'switches'> {
  const { failures, outUntil, isDuplicating, lateMs, outOfOrderMs } = switches
  return {
    failing: failures.length,
    isDuplicating,
    isLate: lateMs !== undefined,
    isOutOfOrder: outOfOrderMs !== undefined,
    isOut: now < outUntil,
  }
}

function flip(switches: Switches, fault: WireFault, now: number): void {
  switch (fault.kind) {
    case 'rate-limit':
    case 'server-error':
      switches.failures.push(...Array.from({ length: fault.count }, () => failureOf(fault)))
      break
    case 'duplicate':
      switches.isDuplicating = fault.on
      break
    case 'late':
      switches.lateMs = fault.on ? (fault.delayMs ?? defaults.lateMs) : undefined
      break
    case 'out-of-order':
      switches.outOfOrderMs = fault.on ? (fault.delayMs ?? defaults.outOfOrderMs) : undefined
      break
    case 'outage':
      switches.outUntil = now + fault.seconds * 1_000
      break
  }
}

function failureOf({ kind, retryAfterSeconds }: Extract<WireFault, { count: number }>): ApiFailure {
  return kind === 'rate-limit'
    ? { status: 429, retryAfterSeconds: retryAfterSeconds ?? defaults.retryAfterSeconds }
    : { status: 503 }
}
