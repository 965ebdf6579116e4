import { describe, it } from 'vitest'
import type { Load } from '../../src/playground/aws/world.ts'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const loaded =
  (load: Omit<Load, 'since'>) =>
  ({ web, ago }: InstanceScene) => {
    web.load = [{ since: ago('20d'), ...load }]
  }

const runs = 'web-1 costs at least $72.89 a month: it runs, for $0.098 an hour.'

const worlds: readonly World[] = [
  {
    it: 'it borrows CPU credits day and night',
    ask: '@windlass why does web-1 cost so much?',
    world: instanceWorld(
      { type: 't3.large', launched: '40d' },
      loaded({ cpuPercent: 92, credits: 0, surplusCredits: 864 }),
    ),
    line: 'web-1 borrows CPU credits since <time>, 7 d ago: it uses # % of its CPU, of which its price an hour covers # %; the rest costs about $45.26 a month more, if it goes on so.',
    shows: ['$0.050 for each vCPU-hour above the baseline of 30 % (list prices)'],
    also: [
      'web-1 costs at least $71.60 a month: it runs, for $0.096 an hour. Not in that sum: CPU credits that it borrows, about $45.26 a month.',
    ],
    offers: 'What are CPU credits?',
  },
  {
    it: 'its volume is provided with many IOPS',
    ask: '@windlass why is the bill for web-1 so high?',
    world: instanceWorld({ launched: '40d', disks: [{ gib: 2000, type: 'io2', isEncrypted: false, iops: 20_000 }] }),
    line: 'web-1 costs about $1,929.36 a month: $# of it for 2,000 GiB of io2 with 20,000 IOPS. It runs, for $0.098 an hour.',
    shows: ['2000 GiB of EBS, paid for whether it runs or not. The volume goes on costing $1,858.00 a month'],
    offers: 'How to save money',
  },
  {
    it: 'most of it is storage',
    ask: '@windlass web-1 is too expensive',
    world: instanceWorld({
      launched: '40d',
      disks: [
        { gib: 20, type: 'gp3', isEncrypted: false },
        { gib: 10_000, type: 'gp3', isEncrypted: false, iops: 16_000 },
      ],
    }),
    line: 'web-1 costs at least $1,025.27 a month: $# of it for 10,020 GiB of EBS. It runs, for $0.098 an hour. Not in that sum: the IOPS of a gp3 above 3,000: it has 16,000.',
    shows: ['Volumes go on costing $953.90 a month'],
    offers: 'What each state costs',
  },
  {
    it: 'its host is its own',
    ask: '@windlass why does web-1 cost so much?',
    world: instanceWorld({ launched: '40d' }, ({ web }) => {
      web.running = { ...web.running, Placement: { ...web.running.Placement, Tenancy: 'dedicated' } }
    }),
    line: `${runs} Not in that sum: that it is a Dedicated Instance, which is somewhat dearer an hour and costs $2.00 an hour more ($1,460.00 a month), once for all of them in the Region.`,
    shows: ['On-Demand with Linux on a shared host'],
    offers: 'How to save money',
  },
  {
    it: 'its licence is paid by the hour',
    ask: '@windlass why is the price of web-1 that high?',
    world: instanceWorld({ type: 'm6i.large' }, ({ web }) => {
      web.running = { ...web.running, PlatformDetails: 'Windows' }
    }),
    line: 'web-1 costs at least $85.47 a month: it runs, for $0.12 an hour. Not in that sum: the licence of Windows, which is paid by the hour, about $67.16 a month.',
    shows: ['On-Demand with Linux on a shared host'],
    offers: 'How to save money',
  },
  {
    it: 'it sends much',
    ask: '@windlass why is web-1 so expensive?',
    world: instanceWorld({ launched: '40d' }, loaded({ cpuPercent: 31, networkBytes: 1e8 })),
    line: `${runs} Not in that sum: what it sends to the internet, $69.84 a month at most.`,
    also: [
      'web-1 sends about 876 GB a month: what of that goes to the internet is paid by the GB: $69.84 a month at most, if all of it does. To another zone it is $0.01 a GB, within its zone nothing.',
    ],
    shows: ['m7g.large in eu-central-1'],
    offers: 'How to save money',
  },
  {
    it: 'its address stays while it is stopped',
    ask: '@windlass why am I charged for the IP address of web-1?',
    world: instanceWorld({ address: 'elastic', life: { state: 'stopped', ago: '9d', by: 'person' } }),
    line: 'web-1 costs about $5.17 a month while it is stopped: not for itself, for what stays: $1.52 for EBS, $3.65 for its Elastic IP address.',
    shows: ['Elastic IP address, also while it is stopped: $3.65 a month (list prices)'],
    offers: 'What each state costs',
  },
]

describe('an instance costs what it does, since', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
