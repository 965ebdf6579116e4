/** How long what takes its time at AWS takes here. */
export type Pace = {
  /** From `pending` to `running`. */
  readonly startingMs: number
  /** From `stopping` to `stopped`; half as long where the operating system is not asked to shut down. */
  readonly stoppingMs: number
  readonly hibernatingMs: number
  /** From `shutting-down` to `terminated`. */
  readonly shuttingDownMs: number
  /** From when a member of an Auto Scaling group is lost until the group replaces it. */
  readonly replacingMs: number
  /** From a change of a function's configuration until it holds. */
  readonly functionUpdateMs: number
  /** From when an event source mapping is switched until it is on or off. */
  readonly mappingMs: number
  /** Until provisioned environments are ready. */
  readonly provisioningMs: number
}

/** About what AWS takes. */
export const awsPace: Pace = {
  startingMs: 25_000,
  stoppingMs: 40_000,
  hibernatingMs: 90_000,
  shuttingDownMs: 30_000,
  replacingMs: 60_000,
  functionUpdateMs: 6_000,
  mappingMs: 20_000,
  provisioningMs: 90_000,
}

/** A third of it, for somebody who watches. */
export const quickPace: Pace = {
  startingMs: 8_000,
  stoppingMs: 13_000,
  hibernatingMs: 30_000,
  shuttingDownMs: 10_000,
  replacingMs: 20_000,
  functionUpdateMs: 3_000,
  mappingMs: 7_000,
  provisioningMs: 30_000,
}

/** EC2 goes on listing a terminated instance for about an hour (EC2 User Guide, "Terminate your instance"). */
export const forgottenAfterMs = 3_600_000
