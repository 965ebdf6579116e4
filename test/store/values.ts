import type { AuditEvent } from '../../src/core/audit.ts'
import type { Change } from '../../src/core/change.ts'
import type { Proposed } from '../../src/core/change-store.ts'
import type { Answered } from '../../src/core/invocation.ts'
import type { Job } from '../../src/core/job.ts'
import type { Plan, Target } from '../../src/core/plan.ts'
import { frankfurt, noon } from '../fixtures/values.ts'

let made = 0

export function anEvent(given: Partial<AuditEvent> = {}): AuditEvent {
  made += 1
  return {
    id: `E${made}`,
    at: noon,
    kind: 'answered',
    team: 'T0HARBOUR',
    user: 'U0ADA',
    channel: 'C0OPS',
    surface: 'slash',
    delivery: 'd',
    invocation: 'I',
    said: '/ec2 list',
    rule: undefined,
    outcome: '58 instances',
    ...given,
  }
}

/** An `apply` that is due at noon, of a change of its own, but for what is said otherwise. */
export function aJob(given: Partial<Job> = {}): Job {
  made += 1
  return { id: `J${made}`, kind: 'apply', change: `change of J${made}`, dueAt: noon, ...given }
}

const web: Target = {
  kind: 'instance',
  id: 'i-00000000000000001',
  place: frankfurt,
  name: 'web-1',
  owner: 'ada',
  environment: 'staging',
  isProduction: false,
  state: 'running',
  type: 't3.large',
  tags: { env: 'staging' },
}

const plan: Plan = {
  words: ['ec2', 'stop'],
  parameters: { instances: [web.id] },
  targets: [web],
  steps: [{ target: web.id, action: 'ec2:StopInstances', input: {}, precondition: { state: 'running' } }],
  skipped: [],
  impact: [],
  unread: [],
  takes: { groups: [], environments: [], uncounted: [] },
  cost: { before: 0.1, after: 0 },
}

/** Ada's stop of web-1, proposed at noon, but for what is said otherwise. */
export function aChange(given: Partial<Change> = {}): Change {
  made += 1
  return {
    id: `C${made}`,
    version: 1,
    delivery: `T0HARBOUR:trigger of C${made}`,
    team: 'T0HARBOUR',
    user: 'U0ADA',
    surface: 'slash',
    channel: 'C0OPS',
    thread: undefined,
    isDirect: false,
    said: '/ec2 stop web-1',
    reason: 'quiet “🚀”',
    rule: { name: 'changers', where: undefined },
    plan,
    hash: 'a hash',
    rehearsedAt: noon,
    typed: undefined,
    state: 'proposed',
    proposedAt: noon,
    expiresAt: noon + 600_000,
    decidedBy: undefined,
    decidedAt: undefined,
    progress: [{ kind: 'waiting' }],
    ending: undefined,
    endedAt: undefined,
    card: undefined,
    ...given,
  }
}

/** The change with its invocation, an event, and what is said besides. */
export function aProposal(change: Change, given: Partial<Proposed> = {}): Proposed {
  return { change, answered: anAnswerTo(change), events: [anEvent({ kind: 'proposed' })], jobs: [], ...given }
}

function anAnswerTo({ id, delivery, team, user, channel, surface, said, proposedAt: at }: Change): Answered {
  const invocation = { id: `I of ${id}`, delivery, team, user, channel, surface, said, at }
  return { invocation, offers: { again: { label: 'Again', offer: { kind: 'run', words: ['ec2', 'list'] } } } }
}
