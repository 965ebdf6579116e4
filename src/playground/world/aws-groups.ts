import type { Disk, Group, Particulars } from './aws-row.ts'

const secret = (gib: number): Disk => ({ gib, type: 'gp3', isEncrypted: true })
const plain = (gib: number): Disk => ({ gib, type: 'gp3', isEncrypted: false })
const database: Particulars = { disks: [secret(40), { gib: 500, type: 'io2', isEncrypted: true, iops: 12_000 }] }
const broker: Particulars = { disks: [secret(30)] }

const production = { account: 'production', region: 'eu-central-1' } as const
const america = { account: 'production', region: 'us-east-1' } as const
const ireland = { account: 'production', region: 'eu-west-1' } as const
const staging = { account: 'staging', region: 'eu-central-1' } as const
const sandbox = { account: 'sandbox', region: 'eu-west-1' } as const

const shop = { team: 'shop', owner: 'lin', image: 'web' } as const
const platform = { team: 'platform', owner: 'ada', image: 'al2023' } as const
const orders = { team: 'orders', owner: 'grace', image: 'ubuntu' } as const
const data = { team: 'data', owner: 'grace', image: 'ubuntu' } as const
const warehouse = { team: 'warehouse', owner: 'ada', image: 'al2023' } as const

/** Harbour sells things on the web and ships them from one warehouse: everything that it runs on EC2. */
export const groups: readonly Group[] = [
  {
    ...production,
    ...shop,
    service: 'web',
    fleet: 'shop-web',
    isBalanced: true,
    role: 'shop-web',
    rows: [
      ['web-1', 'm7g.large', 'a', '41d'],
      ['web-2', 'm7g.large', 'b', '41d'],
      ['web-3', 'm7g.large', 'c', '41d'],
      ['web-4', 'm7g.large', 'a', '6d'],
      ['web-5', 'm7g.large', 'b', '6d', { failing: '24m' }],
      ['web-6', 'm7g.large', 'c', '6s'],
    ],
  },
  {
    ...production,
    ...orders,
    service: 'checkout',
    role: 'checkout',
    rows: [
      ['checkout-1', 'm6i.xlarge', 'a', '118d'],
      ['checkout-2', 'm6i.xlarge', 'b', '118d'],
      ['checkout-3', 'm6i.xlarge', 'c', '12d'],
    ],
  },
  {
    ...production,
    ...orders,
    service: 'orders',
    role: 'orders-db',
    rows: [
      ['orders-db', 'r6i.2xlarge', 'a', '402d', { ...database, isProtected: true, tags: { backup: 'daily' } }],
      ['orders-db-replica', 'r6i.2xlarge', 'b', '233d', { ...database, tags: { backup: 'none' } }],
    ],
  },
  {
    ...production,
    ...data,
    service: 'kafka',
    role: 'kafka',
    rows: [
      ['kafka-1', 'i4i.xlarge', 'a', '187d', broker],
      [
        'kafka-2',
        'i4i.xlarge',
        'b',
        '187d',
        {
          ...broker,
          event: {
            code: 'instance-retirement',
            description: 'The instance is running on degraded hardware',
            inMs: 8 * 86_400_000,
          },
        },
      ],
      ['kafka-3', 'i4i.xlarge', 'c', '187d', broker],
    ],
  },
  {
    ...production,
    ...shop,
    service: 'search',
    role: 'search',
    rows: [
      ['search-1', 'r7g.large', 'a', '75d', { disks: [secret(20), secret(200)] }],
      ['search-2', 'r7g.large', 'b', '75d', { disks: [secret(20), secret(200)] }],
    ],
  },
  {
    ...production,
    ...platform,
    service: 'access',
    rows: [
      ['bastion', 't4g.small', 'a', '512d', { address: 'elastic' }],
      [
        'vpn',
        't3.small',
        'b',
        '377d',
        { address: 'elastic', isProtected: true, isStopProtected: true, image: 'ubuntu' },
      ],
    ],
  },
  {
    ...production,
    ...platform,
    service: 'build',
    role: 'jenkins',
    rows: [
      ['jenkins', 'c6i.2xlarge', 'a', '96d', { disks: [secret(30), secret(400)] }],
      ['jenkins-agent-1', 'c7g.xlarge', 'b', '5h', { isSpot: true }],
      ['jenkins-agent-2', 'c7g.xlarge', 'c', '9h', { life: { state: 'stopping', ago: '8s', by: 'person' } }],
    ],
  },
  {
    ...production,
    ...platform,
    service: 'monitoring',
    role: 'monitoring',
    rows: [
      ['grafana', 't3.large', 'a', '290d', { busy: '14h' }],
      ['prometheus', 'm6i.large', 'a', '290d', { disks: [secret(20), { gib: 1000, type: 'st1', isEncrypted: true }] }],
      ['twin', 't3.medium', 'c', '31d'],
    ],
  },
  {
    ...america,
    ...shop,
    service: 'web',
    fleet: 'shop-web-us',
    role: 'shop-web',
    rows: [
      ['web-us-1', 'm7g.large', 'a', '33d'],
      ['web-us-2', 'm7g.large', 'b', '33d'],
      ['web-us-3', 'm7g.large', 'c', '33d', { life: { state: 'terminated', ago: '25m', by: 'group' } }],
      ['web-us-4', 'm7g.large', 'c', '24m'],
    ],
  },
  {
    ...america,
    ...orders,
    service: 'checkout',
    role: 'checkout',
    rows: [
      ['checkout-us-1', 'm6i.xlarge', 'a', '118d'],
      ['checkout-us-2', 'm6i.xlarge', 'b', '118d'],
      ['orders-db-us', 'r6i.xlarge', 'a', '233d', { ...database, isProtected: true }],
    ],
  },
  {
    ...america,
    ...data,
    service: 'batch',
    fleet: 'batch-workers',
    suspended: ['ReplaceUnhealthy'],
    role: 'batch',
    rows: [
      ['batch-gpu', 'g5.xlarge', 'b', '19h', { isSpot: true, disks: [secret(100)] }],
      [
        'batch-etl-1',
        'c6i.2xlarge',
        'a',
        '7h',
        { isSpot: true, life: { state: 'terminated', ago: '12m', by: 'spot' } },
      ],
    ],
  },
  {
    ...america,
    ...platform,
    service: 'access',
    rows: [['bastion-us', 't4g.small', 'a', '498d', { address: 'elastic' }]],
  },
  {
    ...ireland,
    ...warehouse,
    service: 'warehouse',
    role: 'warehouse',
    rows: [
      ['warehouse-api-1', 't4g.medium', 'a', '64d', { address: 'public' }],
      ['warehouse-api-2', 't4g.medium', 'b', '64d', { address: 'public' }],
      ['warehouse-db', 'r6i.xlarge', 'a', '341d', { ...database, isProtected: true }],
      [
        'warehouse-sftp',
        't3.small',
        'b',
        '203d',
        { life: { state: 'stopped', ago: '2d', by: 'inside' }, address: 'elastic' },
      ],
      ['erp-terminal', 'm6i.large', 'a', '158d', { image: 'windows', disks: [secret(80)], mayHibernate: true }],
    ],
  },
  {
    ...staging,
    ...shop,
    service: 'web',
    fleet: 'shop-web-staging',
    isBalanced: true,
    role: 'shop-web',
    rows: [
      ['web-staging-1', 't4g.medium', 'a', '3d'],
      ['web-staging-2', 't4g.medium', 'b', '3d'],
    ],
  },
  {
    ...staging,
    ...orders,
    service: 'checkout',
    role: 'checkout',
    rows: [
      ['checkout-staging-1', 't3.medium', 'a', '17d', { mayHibernate: true }],
      ['orders-db-staging', 'r6i.xlarge', 'a', '140d', { disks: [plain(40), plain(200)] }],
    ],
  },
  {
    ...staging,
    ...data,
    service: 'kafka',
    rows: [['kafka-staging-1', 't3.large', 'a', '84d', { disks: [plain(60)], isStopProtected: true }]],
  },
  {
    ...staging,
    ...platform,
    service: 'monitoring',
    rows: [['grafana-staging', 't3.medium', 'a', '120d', { life: { state: 'stopped', ago: '3d', by: 'person' } }]],
  },
  {
    ...staging,
    ...platform,
    service: 'loadtest',
    image: 'ubuntu',
    rows: [
      ['loadtest-1', 'c6i.2xlarge', 'a', '1d'],
      ['loadtest-2', 'c6i.2xlarge', 'b', '1d'],
      ['loadtest-3', 'c6i.2xlarge', 'a', '22d', { life: { state: 'stopped', ago: '19d', by: 'person' } }],
      ['loadtest-4', 'c6i.2xlarge', 'b', '22d', { life: { state: 'stopped', ago: '19d', by: 'person' } }],
    ],
  },
  {
    ...staging,
    ...shop,
    region: 'us-east-1',
    service: 'web',
    opens: [[80, 'anyone']],
    rows: [
      ['web-staging-us-1', 't4g.medium', 'a', '3d'],
      ['checkout-staging-us-1', 't3.medium', 'b', '61d', { life: { state: 'stopped', ago: '8d', by: 'person' } }],
    ],
  },
  {
    ...sandbox,
    ...platform,
    service: 'playground',
    image: 'ubuntu',
    rows: [
      ['ada-dev', 't3.large', 'a', '9d', { address: 'public' }],
      [
        'lin-dev',
        't3.medium',
        'b',
        '26d',
        { life: { state: 'stopped', ago: '2d', by: 'person' }, tags: { owner: 'lin' } },
      ],
      [
        'grace-notebook',
        'g4dn.xlarge',
        'a',
        '44d',
        { life: { state: 'stopped', ago: '5d', by: 'person' }, tags: { owner: 'grace' } },
      ],
      ['twin', 't3.micro', 'a', '2d'],
      // Names and tags as somebody wrote them who wanted to see what happens.
      ['spike-<b>*web*_1_</b>', 't3.micro', 'b', '4d', { tags: { owner: 'rob' } }],
      ['release-bell', 't3.micro', 'a', '150d', { tags: { note: '<!channel> do not stop, rings on release' } }],
      ['', 't3.micro', 'c', '330d', { tags: {} }],
    ],
  },
  {
    ...sandbox,
    ...platform,
    region: 'ap-southeast-2',
    service: 'demo',
    rows: [
      ['demo-sydney-1', 't4g.micro', 'a', '13d', { address: 'public' }],
      ['demo-sydney-2', 't4g.micro', 'b', '13d', { address: 'public' }],
      ['hack-day-1', 't3.medium', 'a', '214d', { life: { state: 'stopped', ago: '211d', by: 'person' } }],
    ],
  },
]
