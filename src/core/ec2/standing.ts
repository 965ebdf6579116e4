import type { InstanceState } from './instance.ts'
import type { Surroundings } from './surroundings.ts'

/** What can be done to an instance. */
export type InstanceVerb = 'start' | 'stop' | 'reboot' | 'terminate'

const gone = {
  'shutting-down': 'being terminated, which nothing takes back',
  terminated: 'terminated, which nothing takes back',
}

// EC2 user guide, "Amazon EC2 instance state changes": elsewhere EC2 answers IncorrectInstanceState, or does nothing.
const leftOut: Record<InstanceVerb, Partial<Record<InstanceState, string>>> = {
  start: {
    pending: 'already starting',
    running: 'already running',
    stopping: 'still stopping: it can be started once it is stopped',
    ...gone,
  },
  stop: {
    pending: 'still starting: it can be stopped once it is running',
    stopping: 'already stopping',
    stopped: 'already stopped',
    ...gone,
  },
  reboot: {
    pending: 'still starting: it can be rebooted once it is running',
    stopping: 'stopping: only a running instance can be rebooted',
    stopped: 'stopped: only a running instance can be rebooted',
    ...gone,
  },
  terminate: { 'shutting-down': 'already being terminated', terminated: 'already terminated' },
}

/** Why an instance in that state is left out, as it reads after `web-1 is`; nothing where it can be done. */
export function findStateBar(verb: InstanceVerb, state: InstanceState): string | undefined {
  return leftOut[verb][state]
}

/** The same for what lies around it: protection, and what kind of instance it is. */
export function findBarAround(
  verb: InstanceVerb,
  around: Surroundings,
  { hibernate }: { readonly hibernate: boolean },
): string | undefined {
  if (verb === 'terminate' && around.isTerminationProtected === true) return protectedAgainst('termination')
  if (verb !== 'stop') return undefined
  if (around.isStopProtected === true) return protectedAgainst('stopping')
  // EC2 user guide, "Root volumes": an instance with an instance-store root cannot be stopped.
  if (around.rootDevice === 'instance-store')
    return 'one whose root is an instance store: it can be terminated, not stopped'
  if (hibernate && !around.isHibernationConfigured)
    return 'not set up for hibernation, which has to be chosen when it is launched'
  return undefined
}

function protectedAgainst(what: string): string {
  return `protected against ${what}: its protection has to be lifted first`
}
