/** How much may be changed at once. Percentages are whole numbers from 1 to 100. */
export type Caps = {
  readonly maxTargets: number
  readonly perPersonPerHour: number
  /** Of an Auto Scaling group. */
  readonly maxPercentOfGroup: number
  /** Of what runs in one environment. */
  readonly maxPercentOfEnvironment: number
}

/** How much of something that should have `size` members would be out at once. */
export type Share = {
  readonly name: string
  readonly taken: number
  /** How many of these are out without this change: they are gone already, or another change is about to take them. */
  readonly already: number
  readonly size: number
}

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
  ]
  return [...counted.filter(isOver), ...findShareExcesses(caps, { groups, environments })]
}

/** Of these the caps of shares alone: they move while a change waits. */
export function findShareExcesses(
  caps: Caps,
  { groups, environments }: Pick<Demand, 'groups' | 'environments'>,
): Excess[] {
  return [
    ...groups.map((share) => shareOf('maxPercentOfGroup', share, caps)),
    ...environments.map((share) => shareOf('maxPercentOfEnvironment', share, caps)),
  ].filter(isOver)
}

function isOver({ asked, allowed }: Excess): boolean {
  return asked > allowed
}

// One is always allowed: half of a group of one would be nobody's, and nothing in it could ever be changed.
function shareOf(cap: 'maxPercentOfGroup' | 'maxPercentOfEnvironment', of: Share, caps: Caps): Excess {
  return { cap, asked: of.taken, allowed: Math.max(1, Math.floor((of.size * caps[cap]) / 100)), of }
}
