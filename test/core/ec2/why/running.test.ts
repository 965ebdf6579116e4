import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { foundIn, read, someFacts, someMeasures, stoppedAt } from '../../../fixtures/instance-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const steady = (value: number, count = 12) => Array.from({ length: count }, () => value)
const lines = (...each: readonly string[]) => ({ console: read({ lines: each, at: stoppedAt }) })
const slow = (measures: InstanceFacts['measures'], given: Parameters<typeof someFacts>[0] = {}) =>
  someFacts({ about: 'slow', ...given, ...(measures === undefined ? {} : { measures }) })
const failing = (given: Parameters<typeof someFacts>[0] = {}) =>
  someFacts({ about: 'check', details: { instanceCheck: 'impaired' }, ...given })

describe('why a check fails', () => {
  const inside = 'web-3 fails its status check:'
  const fstab = 'mostly a wrong line of its /etc/fstab, or a volume that is not attached'
  const table: readonly (readonly [string, InstanceFacts, string, string])[] = [
    [
      'the host',
      someFacts({
        about: 'check',
        details: { systemCheck: 'impaired', instanceCheck: 'impaired' },
        measures: someMeasures({ StatusCheckFailed_System: [0, 0, 1, 1] }),
      }),
      'system-check',
      'The host of web-3 is faulty: its system status check fails, since 2026-11-23T11:50Z, 10 min ago. The fault is AWS’s. Its instance status check fails too, most likely since its host does.',
    ],
    [
      'the host, and not what is inside',
      someFacts({ about: 'check', details: { systemCheck: 'impaired' } }),
      'system-check',
      'The host of web-3 is faulty: its system status check fails. The fault is AWS’s.',
    ],
    [
      'inside, unknown what',
      failing(),
      'instance-check',
      `${inside} the fault is inside it, in its system, network or memory, where AWS does not see.`,
    ],
    [
      'inside, a panic',
      failing(lines('Kernel panic - not syncing: VFS')),
      'instance-check',
      `${inside} most likely its kernel crashed, as its console shows.`,
    ],
    [
      'inside, no root file system',
      failing(lines('[ 1.4] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)')),
      'instance-check',
      `${inside} most likely its kernel could not mount its root file system, as its console shows.`,
    ],
    [
      'inside, emergency mode, since a line of its fstab is wrong',
      failing(lines('[DEPEND] Dependency failed for /data.', 'You are in emergency mode. After logging in, type')),
      'instance-check',
      `${inside} most likely it stopped in emergency mode while booting, as its console shows; ${fstab}.`,
    ],
    [
      'inside, emergency mode, since a file system is broken',
      failing(
        lines(
          '/dev/xvdf1: UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY.',
          '[DEPEND] Dependency failed for /data.',
          'You are in emergency mode. After logging in, type',
        ),
      ),
      'instance-check',
      `${inside} most likely a file system of it is broken, as its console shows.`,
    ],
    [
      'inside, a mount that failed, and it went on without',
      failing(lines('[DEPEND] Dependency failed for /data.', 'Out of memory: Killed process 1 (java)')),
      'instance-check',
      `${inside} most likely it ran out of memory, as its console shows.`,
    ],
    [
      'inside, a disk that does not answer',
      failing(lines('INFO: task jbd2/nvme1n1p1-8:412 blocked for more than 120 seconds.')),
      'instance-check',
      `${inside} most likely programs of it hung for minutes, mostly since a disk did not answer, as its console shows.`,
    ],
    [
      'inside, a file system',
      failing(lines('/dev/xvda1: UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY.')),
      'instance-check',
      `${inside} most likely a file system of it is broken, as its console shows.`,
    ],
    [
      'inside, its memory',
      failing(lines('Out of memory: Killed process 1 (java)')),
      'instance-check',
      `${inside} most likely it ran out of memory, as its console shows.`,
    ],
    [
      'inside, a full disk',
      failing(lines('write failed: No space left on device')),
      'instance-check',
      `${inside} most likely a file system of it is full, as its console shows.`,
    ],
    [
      'inside, its network',
      failing(lines('[FAILED] Failed to start Network Service.')),
      'instance-check',
      `${inside} most likely its network did not come up, as its console shows.`,
    ],
    [
      'inside, cloud-init',
      failing(lines('cloud-init[9]: Failed to run module scripts-user')),
      'instance-check',
      `${inside} most likely cloud-init failed while it was booting, as its console shows.`,
    ],
    [
      'a volume',
      someFacts({ about: 'check', measures: someMeasures({ StatusCheckFailed_AttachedEBS: [0, 1] }) }),
      'volume-check',
      'web-3 cannot reach one of its EBS volumes: the check of its attached volumes fails since 2026-11-23T11:55Z, 5 min ago. The fault is AWS’s, or an encryption key was taken away.',
    ],
    [
      'it was started just now',
      someFacts({ about: 'check', instance: { launchedAt: noon - 5000 }, details: { instanceCheck: 'initializing' } }),
      'just-started',
      'web-3 is still starting: it was started just now, and its status checks are not through yet.',
    ],
    [
      'it is still starting',
      someFacts({
        about: 'check',
        instance: { launchedAt: noon - 120_000 },
        details: { instanceCheck: 'initializing' },
      }),
      'just-started',
      'web-3 is still starting: it was started 2 min ago, and its status checks are not through yet.',
    ],
    [
      'none does',
      someFacts({ about: 'check', measures: someMeasures({ StatusCheckFailed_System: [0, 0] }) }),
      'checks-pass',
      'web-3 passes its status checks: system and instance are ok, and did all the time that was looked at.',
    ],
    [
      'none does any more',
      someFacts({ about: 'check', measures: someMeasures({ StatusCheckFailed_System: [1, 0] }) }),
      'checks-pass',
      'web-3 passes its status checks, again: system and instance are ok.',
    ],
    [
      'none does, and nothing was measured',
      someFacts({ about: 'check', measures: { unread: 'Not allowed.' } }),
      'checks-pass',
      'web-3 passes its status checks: system and instance are ok.',
    ],
    [
      'not known',
      someFacts({ about: 'check', details: { instanceCheck: undefined, systemCheck: undefined } }),
      'nothing-found',
      'Nothing that Windlass can read says why web-3 fails a check: it is ● running.',
    ],
  ]
  it.each(table)('%s', (_, facts, ...[rule, line]) => {
    expect(foundIn(facts)).toEqual({ rules: [rule], line })
  })
})

describe('why it is slow', () => {
  const held = { CPUCreditBalance: steady(0), CPUUtilization: steady(30) }
  const table: readonly (readonly [string, InstanceFacts, readonly string[], string])[] = [
    [
      'no credits',
      slow(someMeasures({ ...held, CPUCreditBalance: [40, 20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0] })),
      ['credits-exhausted'],
      'web-3 has used up its CPU credits: a t3.large is then held at its baseline of 30 %, since 2026-11-23T11:10Z, 50 min ago.',
    ],
    [
      'no credits, and borrowed ones',
      slow(someMeasures({ ...held, CPUSurplusCreditBalance: steady(12) })),
      ['nothing-found', 'surplus-credits'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'no credits, and nothing to do',
      slow(someMeasures({ ...held, CPUUtilization: steady(3) })),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'a type without credits',
      slow(someMeasures(held), { instance: { type: 'm6i.large' } }),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'all of the CPU',
      slow(someMeasures({ CPUUtilization: [20, 40, ...steady(97, 10)] })),
      ['cpu-at-limit'],
      'web-3 uses all of its CPU: 97 % of its 2 vCPUs, since 2026-11-23T11:10Z, 50 min ago.',
    ],
    [
      'a CPU that was busy before',
      slow(someMeasures({ CPUUtilization: [97, 97, 97, 20, 20] })),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'no burst of EBS',
      slow(someMeasures({ 'EBSIOBalance%': [50, 0.4, 0.2] })),
      ['volume-balance'],
      'web-3 has used up its burst of EBS operations: its volumes are held at the baseline of the type t3.large, since 2026-11-23T11:50Z, 10 min ago.',
    ],
    [
      'no memory',
      slow(undefined, lines('Out of memory: Killed process 812 (java)')),
      ['out-of-memory'],
      'web-3 ran out of memory: it used all of its 8 GiB of memory at least once since it was booted, and its kernel ended a program.',
    ],
    [
      'nothing measured',
      slow({ unread: 'CloudWatch: not allowed.' }),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'values that CloudWatch does not have',
      slow(someMeasures({ CPUUtilization: [undefined, undefined] })),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
  ]
  it.each(table)('%s', (_, facts, ...[rules, line]) => {
    expect(foundIn(facts)).toEqual({ rules, line })
  })

  it('names what AWS has planned beside the cause, and what is over not at all', () => {
    const planned = (what: string) =>
      slow(undefined, { details: { scheduledEvents: [{ what, notBefore: Date.UTC(2026, 10, 30, 2) }] } })
    expect(foundIn(planned('instance-retirement')).rules).toEqual(['nothing-found', 'scheduled-event'])
    expect(foundIn(planned('[Completed] system-reboot')).rules).toEqual(['nothing-found'])
  })

  it('knows what AWS has planned by its code, whatever AWS calls it, and says nothing else of what is well', () => {
    const event = { what: 'Degraded hardware', code: 'instance-retirement', notBefore: Date.UTC(2026, 10, 30, 2) }
    expect(foundIn(someFacts({ details: { scheduledEvents: [event] } }))).toEqual({
      rules: ['scheduled-event'],
      line: 'AWS will retire the faulty host of web-3, not before 2026-11-30T02:00Z.',
    })
  })

  it('shows a long line of the console up to a word', () => {
    const cgroups = 'cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/api.service,task=java,pid=812,uid=0'
    const [cause] = diagnoseInstance(
      slow(undefined, lines(`[91.2] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),${cgroups}`)),
    )
    expect(cause.evidence.map(({ says }) => plain(says))).toEqual([
      'the console shows [91.2] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom…',
    ])
  })

  it('does not take the limit of a container for the memory of the machine', () => {
    const cgroup = lines('Memory cgroup out of memory: Killed process 812 (java)', 'java invoked oom-killer: order=0')
    expect(foundIn(slow(undefined, cgroup)).rules).toEqual(['nothing-found'])
  })

  it('gives the cause and two more at most', () => {
    const facts = slow(
      someMeasures({ CPUUtilization: steady(99), 'EBSIOBalance%': steady(0), CPUSurplusCreditBalance: steady(9) }),
      lines('oom-kill:constraint=CONSTRAINT_NONE,task=java'),
    )
    expect(foundIn(facts).rules).toEqual(['cpu-at-limit', 'volume-balance', 'out-of-memory'])
  })

  it('finds everything that is wrong where nothing is asked, and says so where nothing is', () => {
    expect(foundIn(someFacts({ measures: someMeasures({ CPUUtilization: steady(99) }) })).rules).toEqual([
      'cpu-at-limit',
    ])
    expect(foundIn(someFacts())).toEqual({
      rules: ['nothing-found'],
      line: 'Nothing that Windlass can read is wrong with web-3: it is ● running.',
    })
  })

  it('does not look for causes in what does not run', () => {
    const facts = slow(someMeasures({ CPUUtilization: steady(99) }), { instance: { state: 'stopped' } })
    expect(foundIn(facts).rules).toEqual(['not-running'])
  })

  it('offers topics that exist', async () => {
    const { readdir } = await import('node:fs/promises')
    const topics = (await readdir('src/knowledge/topics')).map((file) => file.replace('.md', ''))
    const asked = diagnoseInstance(slow(someMeasures(held))).flatMap(({ actions }) =>
      actions.flatMap((action) => (action.kind === 'button' && action.does.kind === 'run' ? [action.does.words] : [])),
    )
    expect(asked.map((words) => words.at(-1)).filter((topic) => !topics.includes(topic ?? ''))).toEqual([])
  })
})
