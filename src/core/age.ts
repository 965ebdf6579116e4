const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** `3 h ago`; `just now` within a minute. */
export function ago(ms: number): string {
  return ms < minute ? 'just now' : `${age(ms)} ago`
}

/** A span of milliseconds as tables show it, in its largest whole unit: `41 d`, `2 y`. */
export function age(ms: number): string {
  if (ms < minute) return '0 min'
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  if (ms < year) return `${Math.floor(ms / day)} d`
  return `${Math.floor(ms / year)} y`
}
