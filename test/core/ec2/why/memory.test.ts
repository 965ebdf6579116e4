import { describe, expect, it } from 'vitest'
import type { InstanceFacts, InstanceTrouble } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { foundIn, read, someFacts, someMeasures, stoppedAt } from '../../../fixtures/instance-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const killed = read({ lines: ['Out of memory: Killed process 812 (java)'], at: stoppedAt })
const silent = Array.from({ length: 9 }, () => undefined)
const calm = Array.from({ length: 12 }, () => 20)

type Given = { readonly about?: InstanceTrouble; readonly console?: InstanceFacts['console'] }

/** As the agent measured it, the last of it at noon. */
function facts(memory: readonly (number | undefined)[], { about = 'slow', console: output }: Given = {}) {
  const measures = someMeasures({ CPUUtilization: calm, mem_used_percent: [...calm.slice(memory.length), ...memory] })
  return someFacts({ about, measures, ...(output === undefined ? {} : { console: output }) })
}

describe('the memory of an instance that is slow', () => {
  it.each<readonly [string, InstanceFacts, readonly string[], string]>([
    [
      'is full, as its agent measures it',
      facts([88, 96, 97, 96]),
      ['memory-full'],
      'web-3 has hardly any memory left: 96 % of its 8 GiB of memory is in use, since 2026-11-23T11:40Z, 20 min ago.',
    ],
    [
      'is full, and no question was asked',
      { ...facts([96, 97, 96]), about: undefined },
      ['memory-full'],
      'web-3 has hardly any memory left: 96 % of its 8 GiB of memory is in use, since 2026-11-23T11:45Z, 15 min ago.',
    ],
    [
      'was full for one value',
      facts([60, 99, 60]),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'was full before',
      facts([97, 97, 97, 40, 40]),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'is not measured any more',
      facts([undefined, undefined, undefined]),
      ['nothing-found'],
      'Nothing that Windlass can read says why web-3 is slow: it is ● running.',
    ],
    [
      'ran out once, and is not full now',
      facts([40, 41, 42], { console: killed }),
      ['out-of-memory'],
      'web-3 ran out of memory: it used all of its 8 GiB of memory at least once since it was booted, and its kernel ended a program. Now 42 % of it is in use.',
    ],
    [
      'was full when its agent fell silent',
      facts([95, 96, 97, ...silent]),
      ['memory-full'],
      'web-3 had hardly any memory left when that was last measured: 96 % of its 8 GiB of memory was in use at 2026-11-23T11:10Z, 50 min ago.',
    ],
    [
      'is full, and the newest values are not there yet',
      facts([95, 96, 97, undefined, undefined]),
      ['memory-full'],
      'web-3 has hardly any memory left: 96 % of its 8 GiB of memory is in use, since 2026-11-23T11:35Z, 25 min ago.',
    ],
    [
      'ran out once, before its agent fell silent',
      facts([40, 41, 42, ...silent], { console: killed }),
      ['out-of-memory'],
      'web-3 ran out of memory: it used all of its 8 GiB of memory at least once since it was booted, and its kernel ended a program. When last measured, at 2026-11-23T11:10Z, 50 min ago, 42 % of it was in use.',
    ],
  ])('%s', (_, given, ...[rules, line]) => {
    expect(foundIn(given)).toEqual({ rules, line })
  })

  it('shows since when, and what the kernel ended', () => {
    const [cause, ...others] = diagnoseInstance(facts([95, 96, 97], { console: killed }))
    expect(others).toEqual([])
    expect(cause.evidence.map(({ says }) => plain(says))).toEqual([
      'mem_used_percent above 85 % from then on',
      'the console shows Out of memory: Killed process 812 (java)',
    ])
  })

  it('is among what was looked at where nothing was found', () => {
    const [cause] = diagnoseInstance(facts([40, 41, 42]))
    expect(cause.evidence.map(({ says }) => plain(says))).toContain('memory 42 % lately, 42 % at most')
    const [before] = diagnoseInstance(facts([40, 41, 42, ...silent]))
    expect(before.evidence.map(({ at, says }) => [at, plain(says)])).toContainEqual([
      noon - 50 * 60_000,
      'memory 42 % when last measured, 42 % at most',
    ])
  })

  it('is not looked at where the instance does not run', () => {
    const stopped = facts([95, 96, 97])
    const instance = { ...stopped.details.instance, state: 'stopped' } as const
    expect(foundIn({ ...stopped, details: { ...stopped.details, instance } }).rules).toEqual(['not-running'])
  })

  it('without an agent, where nobody asked why it is slow, the kernel’s line alone tells', () => {
    expect(foundIn(someFacts({ console: killed })).line).toMatch(/How full it is now AWS cannot see\.$/)
  })
})
