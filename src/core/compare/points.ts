const count = 20
// Beyond it what was asked for would be lost at the edge.
const farthest = 10_000

/** Requests a month to draw: evenly on a logarithmic scale, with what was asked for and the break-even among them. */
export function pointsAround(asked: number, even: number | undefined): number[] {
  const isNear = even !== undefined && even < asked * farthest && even > asked / farthest
  const [least, most] = isNear ? [Math.min(asked, even) / 5, Math.max(asked, even) * 5] : [asked / 30, asked * 30]
  const ratio = most / least
  const evenly = Array.from({ length: count }, (_, index) => least * ratio ** (index / (count - 1)))
  const nearest = Math.round(((count - 1) * Math.log(asked / least)) / Math.log(ratio))
  const rounded = evenly.map((point, index) => (index === nearest ? asked : Math.max(1, roundly(point))))
  return [...new Set(rounded)].toSorted((one, other) => one - other)
}

function roundly(point: number): number {
  return Math.round(Number(point.toPrecision(2)))
}
