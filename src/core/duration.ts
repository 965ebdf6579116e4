const minute = 60_000

/** How long something took or takes: `34 s`, `4 min`. */
export function lasting(ms: number): string {
  return ms < 2 * minute ? `${Math.max(0, Math.round(ms / 1000))} s` : `${Math.floor(ms / minute)} min`
}

/** For what usually takes that long: `under a minute`, `under 3 minutes`. */
export function underUsual(ms: number): string {
  const minutes = Math.ceil(ms / minute)
  return minutes === 1 ? 'under a minute' : `under ${minutes} minutes`
}
