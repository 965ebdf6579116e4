/** Credits that an instance earns in an hour, by size (EC2 User Guide, "CPU credits and baseline utilization"). */
const earned: ReadonlyMap<string, number> = new Map([
  ['nano', 6],
  ['micro', 12],
  ['small', 24],
  ['medium', 24],
  ['large', 36],
  ['xlarge', 96],
  ['2xlarge', 192],
])
const earnedByT2: ReadonlyMap<string, number> = new Map([
  ['nano', 3],
  ['micro', 6],
  ['small', 12],
  ['medium', 24],
  ['large', 36],
  ['xlarge', 54],
  ['2xlarge', 81.6],
])

/** Nothing for a type that runs without credits. */
export function creditsAnHour(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.')
  if (family === 't2') return earnedByT2.get(size)
  return family === 't3' || family === 't3a' || family === 't4g' ? earned.get(size) : undefined
}
