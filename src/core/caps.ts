/** How much may be changed at once. Percentages are whole numbers from 1 to 100. */
export type Caps = {
  readonly maxTargets: number
  readonly perPersonPerHour: number
  /** Of an Auto Scaling group. */
  readonly maxPercentOfGroup: number
  /** Of what runs in one environment. */
  readonly maxPercentOfEnvironment: number
}

/** What a change would take out of something that has `size` members. */
export type Share = { readonly name: string; readonly taken: number; readonly size: number }

/** What a plan asks for, counted. */
export type Demand = {
  readonly targets: number
  /** Changes of the same person in the last hour, without this one. */
  readonly earlier: number
  readonly groups: readonly Share[]
  readonly environments: readonly Share[]
}

export type Excess =
  | { readonly cap: 'maxTargets' | 'perPersonPerHour'; readonly asked: number; readonly allowed: number }
  | {
      readonly cap: 'maxPercentOfGroup' | 'maxPercentOfEnvironment'
      readonly asked: number
      readonly allowed: number
      readonly of: Share
    }

/** Every cap that a plan would break; none means that it may go on. */
export function findExcesses(caps: Caps, { targets, earlier, groups, environments }: Demand): Excess[] {
  const counted: Excess[] = [
    { cap: 'maxTargets', asked: targets, allowed: caps.maxTargets },
    { cap: 'perPersonPerHour', asked: earlier + 1, allowed: caps.perPersonPerHour },
    ...groups.map((share) => shareOf('maxPercentOfGroup', share, caps)),
    ...environments.map((share) => shareOf('maxPercentOfEnvironment', share, caps)),
  ]
  return counted.filter(({ asked, allowed }) => asked > allowed)
}

// One is always allowed: half of a group of one would be nobody's, and nothing in it could ever be changed.
function shareOf(cap: 'maxPercentOfGroup' | 'maxPercentOfEnvironment', of: Share, caps: Caps): Excess {
  return { cap, asked: of.taken, allowed: Math.max(1, Math.floor((of.size * caps[cap]) / 100)), of }
}
