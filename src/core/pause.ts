/** While it is there, no change begins anywhere, and those that run stop at their next step. */
export type Pause = {
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly reason: string | undefined
}

/** Recorded in the audit with every move. */
export type PauseSwitch = {
  findPause(): Promise<Pause | undefined>
  /** Nothing where it was paused already: the first one stays. */
  pause(reason: string | undefined): Promise<Pause | undefined>
  /** Gives what was lifted, if anything was. */
  resume(): Promise<Pause | undefined>
}
