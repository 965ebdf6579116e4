import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  aNetwork,
  anEntry,
  foundIn,
  inTargetGroup,
  read,
  someFacts,
  someMeasures,
  stoppedAt,
  tcp,
} from '../../../fixtures/instance-facts.ts'

const steady = (value: number, count = 12) => Array.from({ length: count }, () => value)
const lines = (...each: readonly string[]) => read({ lines: each, at: stoppedAt })
const web = { publicAddress: '54.93.18.7' }
const busy = someMeasures({ CPUUtilization: steady(99) })
const full = lines('systemd-journald[400]: Failed to write entry: No space left on device')
const killed = lines('Out of memory: Killed process 1234 (nginx)')
const hung = lines('INFO: task jbd2/nvme1n1p1-8:412 blocked for more than 120 seconds.')
const held = lines('watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [java:1234]')

function unanswered(given: Partial<InstanceFacts>, instance: { readonly publicAddress?: string } = web) {
  const network = aNetwork([tcp(443)])
  return someFacts({ about: 'unreachable', port: 443, network, instance, ...given })
}

describe('an instance that does not answer, and has nothing left for it', () => {
  it.each<readonly [string, Partial<InstanceFacts>, string, string]>([
    [
      'CPU',
      { measures: busy },
      'cpu-at-limit',
      'web-3 uses all of its CPU: 99 % of its 2 vCPUs, since 2026-11-23T11:00Z, 1 h ago. Its ports are open, as far as AWS can see. Most likely that is why it does not answer.',
    ],
    [
      'credits',
      { measures: someMeasures({ CPUCreditBalance: steady(0), CPUUtilization: steady(30) }) },
      'credits-exhausted',
      'web-3 has used up its CPU credits: a t3.large is then held at its baseline of 30 %, since 2026-11-23T11:00Z, 1 h ago. Its ports are open, as far as AWS can see. Most likely that is why it does not answer.',
    ],
    [
      'memory',
      { console: killed },
      'out-of-memory',
      'web-3 ran out of memory: it used all of its 8 GiB of memory at least once since it was booted, and its kernel ended a program. How full it is now AWS cannot see. Its ports are open, as far as AWS can see. If the program that was ended is what should answer, that is why it does not.',
    ],
    [
      'room on a disk',
      { console: full },
      'disk-full',
      'A file system of web-3 was full at least once since it was booted, as its console shows. How full it is now AWS cannot see. Its ports are open, as far as AWS can see. A program that cannot write often answers no more: most likely that is why.',
    ],
    [
      'a disk',
      { console: hung },
      'hung-tasks',
      'web-3 hung at least once since it was booted: as its console shows, a program hung for minutes, mostly since a disk did not answer. Its ports are open, as far as AWS can see. If it hangs still, that is why it does not answer.',
    ],
  ])('of %s: that comes first', (_, given, ...[rule, line]) => {
    expect(foundIn(unanswered(given))).toEqual({ rules: [rule], line })
  })

  it('shows what is open beside what it has none of', () => {
    const [cause] = diagnoseInstance(unanswered({ measures: busy }))
    expect(cause.evidence.map(({ says }) => plain(says))).toEqual([
      'CPU above 80 % from then on',
      'web (sg-1) opens 443 to anyone',
      'its network ACL and its routes let it through',
    ])
  })

  it('comes before what is always so, and after what keeps people out', () => {
    const given = { measures: busy }
    expect(foundIn(unanswered(given, {})).rules).toEqual(['cpu-at-limit', 'no-public-address'])
    const office = aNetwork([tcp(443, '203.0.113.0/24')])
    expect(foundIn(unanswered({ ...given, network: office })).rules).toEqual(['cpu-at-limit', 'open-to-few'])
    expect(foundIn(unanswered({ ...given, network: aNetwork([tcp(22)]) })).rules).toEqual(['closed-by-group'])
  })

  it('explains a failing health check, and not a program that is found to answer', () => {
    const given = { measures: busy, port: 8080, network: aNetwork([tcp(8080)]) }
    const failing = inTargetGroup({ state: 'unhealthy', reason: 'Target.Timeout' })
    for (const about of ['unreachable', 'check'] as const) {
      const { rules } = foundIn(unanswered({ ...given, about, registrations: failing }))
      expect(rules).toEqual(['target-unhealthy', 'cpu-at-limit'])
    }
    expect(foundIn(unanswered({ ...given, registrations: inTargetGroup({}) }, {})).rules).toEqual([
      'no-public-address',
      'ports-open',
      'cpu-at-limit',
    ])
  })

  it('says nothing of open ports where they could not be read', () => {
    const facts = unanswered({ measures: busy, network: { unread: 'Not allowed.' } })
    expect(foundIn(facts).line).toBe(
      'web-3 uses all of its CPU: 99 % of its 2 vCPUs, since 2026-11-23T11:00Z, 1 h ago. Most likely that is why it does not answer.',
    )
  })
})

describe('what the console tells of an instance that passes its checks', () => {
  it.each([
    ['a full disk', full, 'disk-full'],
    ['a disk that does not answer', hung, 'hung-tasks'],
    ['a program that keeps a CPU', held, 'hung-tasks'],
    [
      'a disk that does not answer, once memory was full',
      lines(...killed.value.lines, ...hung.value.lines),
      'out-of-memory',
    ],
  ] as const)('%s is said where it is slow, and where nothing is asked', (_, output, rule) => {
    expect(foundIn(someFacts({ about: 'slow', console: output })).rules).toEqual([rule])
    expect(foundIn(someFacts({ console: output })).rules).toEqual([rule])
  })
})

describe('the network of an instance that is slow', () => {
  // 512 Mbit/s for five minutes.
  const baseline = (0.512e9 / 8) * 300
  const at = (...out: readonly number[]) =>
    someFacts({ about: 'slow', details: { networkGbps: 0.512 }, measures: someMeasures({ NetworkOut: out }) })

  it('is said to be held at its baseline where it stays just there', () => {
    expect(foundIn(at(1e9, baseline, baseline * 0.97, baseline))).toEqual({
      rules: ['network-at-limit'],
      line: 'web-3 sends as much as it may for good: 507 Mbit/s, since 2026-11-23T11:45Z, 15 min ago. The baseline of a t3.large is 512 Mbit/s; most likely AWS holds it there.',
    })
  })

  it.each([
    ['bursts', [baseline * 3, baseline * 3, baseline * 3]],
    ['was there before', [baseline, baseline, baseline, 1e9]],
    ['was there twice', [baseline, baseline]],
  ])('and not where it %s', (_, out) => {
    expect(foundIn(at(...out)).rules).toEqual(['nothing-found'])
  })
})

describe('a network ACL that denies those alone whom the group lets in', () => {
  const office = ['203.0.113.0/24', '10.0.0.0/8']
  const denying = (...cidrs: readonly string[]) => [
    ...cidrs.map((cidr, index) => anEntry(50 + index, 'inbound', { isAllowed: false, cidr })),
    anEntry(100, 'inbound'),
    anEntry(100, 'outbound'),
  ]
  const asked = (entries: ReturnType<typeof denying>) =>
    foundIn(unanswered({ port: 22, network: aNetwork([tcp(22, ...office)], { entries }) }))

  it('is the cause', () => {
    expect(asked(denying('203.0.0.0/16', '10.0.0.0/8'))).toEqual({
      rules: ['closed-by-acl', 'open-to-few'],
      line: 'web-3 is cut off by the network ACL of its subnet: acl-1 lets none of 203.0.113.0/24, 10.0.0.0/8 in on port 22.',
    })
  })

  it.each([
    ['one of them', denying('203.0.113.0/24'), ['closed-to-some-by-acl']],
    ['a part of them', denying('203.0.113.0/25', '10.0.0.0/8'), ['closed-to-some-by-acl']],
    ['others', denying('198.51.100.0/24'), []],
  ])('and not where it denies %s', (_, entries, beside) => {
    expect(asked(entries).rules).toEqual(['open-to-few', ...beside])
  })
})
