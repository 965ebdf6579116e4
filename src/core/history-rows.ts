import type { AuditEvent, AuditKind } from './audit.ts'
import type { Doer, TrailEvent } from './evidence.ts'
import type { Person } from './people.ts'
import type { Span } from './text.ts'

/** One thing that was done, or was tried, whoever wrote it down. */
export type HistoryRow = {
  readonly at: number
  readonly what: string
  readonly who: Doer
  readonly from: string
  readonly isFailed: boolean
}

/** What Windlass itself sent to AWS; that it was planned or ended is in the audit. */
const sent: readonly AuditKind[] = ['step-accepted', 'step-refused', 'step-unknown']

/** Newest first. What Windlass did is in CloudTrail too, and is told once: in the person's own words. */
export function historyRows(trail: readonly TrailEvent[], own: readonly AuditEvent[]): readonly HistoryRow[] {
  const steps = own.filter(({ kind }) => sent.includes(kind))
  const others = trail.filter((event) => !steps.some((step) => isTheSame(event, step)))
  return [...others.map(ofTrail), ...steps.map(ofWindlass)].toSorted((one, other) => other.at - one.at)
}

// Between the call and what was written of it: both clocks, and a slow answer.
const apartMs = 60_000

function isTheSame({ at, doer }: TrailEvent, step: AuditEvent): boolean {
  return doer.slackUser === step.user && Math.abs(at - step.at) <= apartMs
}

function ofTrail({ at, name, doer, from = '', error }: TrailEvent): HistoryRow {
  const what = error === undefined ? name : `✕ ${name} failed: ${error.code}`
  return { at, what, who: doer, from: doer.slackUser === undefined ? from : 'Windlass', isFailed: error !== undefined }
}

function ofWindlass({ at, kind, said, outcome, user }: AuditEvent): HistoryRow {
  const isFailed = kind === 'step-refused'
  const what = kind === 'step-accepted' ? said : `${isFailed ? '✕' : '◐'} ${said}: ${outcome}`
  return {
    at,
    what,
    who: { kind: 'role', name: 'Windlass', session: undefined, slackUser: user },
    from: 'Windlass',
    isFailed,
  }
}

/** `ada (role deployer)`, `autoscaling.amazonaws.com`, or a Slack user's name, else their id, as a cell shows it. */
export function doerName({ kind, name, session, slackUser }: Doer, known?: Pick<Person, 'id' | 'name'>): string {
  if (slackUser !== undefined) return slackUser === known?.id ? `@${known.name}` : slackUser
  if (kind === 'root') return 'the root user'
  if (session === undefined || session === name) return name
  return isRandom(session) ? `the ${roleNamed(name)}` : `${session} (${roleNamed(name)})`
}

/** What EventBridge Scheduler calls its sessions, and software that makes up a new one each time, says nothing to people. */
function isRandom(session: string): boolean {
  return /^(?:[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(session)
}

/** What IAM Identity Center makes of a permission set's name is long, and the name is all that people know of it. */
function roleNamed(name: string): string {
  const [, set] = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name) ?? []
  return set === undefined ? `role ${name}` : `permission set ${set}`
}

/** The same within a sentence, where a person can be mentioned. */
export function doerSpan(doer: Doer): Span {
  return doer.slackUser === undefined ? doerName(doer) : { user: doer.slackUser }
}
