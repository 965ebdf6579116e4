import { expect, it } from 'vitest'
import { createRedaction } from '../../src/core/assistant/redaction.ts'
import { everyInstance } from '../../src/core/ec2/looked-for.ts'
import type { Doer } from '../../src/core/evidence.ts'
import { notingNames } from '../../src/spine/noted-names.ts'
import { anAccount } from '../fixtures/account.ts'
import { aChange, planFor } from '../fixtures/change.ts'
import { anEvidence, noPrices } from '../fixtures/evidence.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { anInstance, frankfurt, noon } from '../fixtures/values.ts'

const id = 'i-0123456789abcdef0'
const crane = anInstance({
  id,
  name: 'crane-7',
  tags: {
    owner: 'dockers',
    env: 'acmeprod',
    stage: 'prod',
    project: 'zeppelin',
    version: '1.2',
    'aws:autoscaling:groupName': 'acme-asg',
    'aws:cloudformation:stack-name': 'acme-stack',
    'kubernetes.io/cluster/acme-eks': 'owned',
  },
})
const described = {
  keyName: 'acme-key',
  role: 'acme-role',
  imageName: 'acme-golden',
  securityGroups: [
    { id: 'sg-1', name: 'acme-wall' },
    { id: 'sg-2', name: 'web' },
  ],
}
const billing = aFunction({ name: 'billing', logGroup: '/acme/money' })
const around = {
  role: 'acme-billing-exec',
  layers: ['acme-layer:3'],
  environmentNames: ['ACME_DB_HOST'],
  deadLetters: 'acme-dead-queue',
  aliases: [
    { name: 'acmelive', version: '3', weights: {}, revision: undefined },
    { name: 'prod', version: '3', weights: {}, revision: undefined },
  ],
  triggers: [
    { kind: 'SQS', name: 'acme-orders', state: 'enabled', id: 'x', qualifier: 'green-pier', lastResult: undefined },
  ],
  tags: new Map([
    ['owner', 'harbourteam'],
    ['team', 'pilots'],
    ['env', 'dev'],
  ]),
}
const change = aChange(await planFor('ec2 stop', [crane], anAccount([crane])))
const targets = change.plan.targets.map(({ name }) => name)

function doneBy(doer: Pick<Doer, 'kind' | 'name' | 'session'>) {
  const by = { slackUser: undefined, ...doer }
  return { at: noon, name: 'StopInstances', doer: by, from: undefined, error: undefined, asked: undefined }
}

/** Sources whose names are noted, and what is left of a text after they were read. */
function aNoted(given: { readonly imageName?: string } = {}) {
  const redaction = createRedaction()
  const evidence = anEvidence({
    listTrail: async () => ({
      value: [
        doneBy({ kind: 'role', name: 'Deployers', session: 'grace.hopper' }),
        doneBy({ kind: 'service', name: 'autoscaling', session: undefined }),
      ],
    }),
    readRegistrations: async () => ({
      value: {
        targets: [
          {
            group: 'quay-cranes',
            port: 8080,
            state: 'healthy',
            reason: undefined,
            says: undefined,
            check: { port: 8080, path: '/', expects: '200' },
            balancers: [{ name: 'harbour-gate', securityGroups: ['sg-0ef'], zones: [] }],
          },
        ],
        unread: [],
      },
    }),
    readAccountConcurrency: async () => ({
      value: {
        limit: 10,
        unreserved: 10,
        at: noon,
        used: 9,
        unreservedUsed: 9,
        busiest: { name: 'unload-ships', used: 8 },
      },
    }),
    readNetwork: async () => ({
      value: {
        groups: [{ id: 'sg-1', name: 'quay-wall', inbound: [], outbound: [] }],
        acl: { id: 'acl-0ab', entries: [] },
        routeTable: 'rtb-0ef',
        routes: [
          { destination: '0.0.0.0/0', target: 'igw-0cd', isBlackhole: false },
          { destination: '10.0.0.0/8', target: 'local', isBlackhole: false },
        ],
      },
    }),
  })
  const changes = { listChanges: async () => ({ changes: [change], total: 1 }), findChange: async () => change }
  const audit = { listEvents: async () => ({ events: [], total: 0 }) }
  const ec2 = anAccount([crane], [], { details: { [id]: { ...described, ...given } } })
  const read = { ec2, lambda: aFunctionsAccount([billing], [], { details: { billing: around } }), prices: noPrices() }
  const sources = notingNames({ ...read, evidence, changes, audit }, redaction, { owner: 'owner', environment: 'env' })
  return { sources, redact: redaction.redact }
}

it('names and owners of instances are known once they were read', async () => {
  const { sources, redact } = aNoted()
  expect(redact('crane-7 of dockers')).toBe('crane-7 of dockers')
  await sources.ec2.findInstances({ ...everyInstance, places: [frankfurt] })
  expect(redact('crane-7 of dockers')).toBe('name-1 of owner-1')
})

it('so is what their tags say, but for words that anybody’s would say', async () => {
  const { sources, redact } = aNoted()
  await sources.ec2.findInstances({ ...everyInstance, places: [frankfurt] })
  expect(redact('acmeprod, zeppelin, acme-asg, acme-stack; stage prod, version 1.2, owned')).toBe(
    'tag-1, tag-2, tag-3, tag-4; stage prod, version 1.2, owned',
  )
  expect(redact('kubernetes.io/cluster/acme-eks')).toBe('kubernetes.io/cluster/name-1')
})

it('so is what is around an instance that was looked at', async () => {
  const { sources, redact } = aNoted()
  await sources.ec2.describeInstance(crane)
  expect(redact('acme-key, acme-role, acme-golden, acme-wall; web, zeppelin')).toBe(
    'name-1, role-1, name-2, name-3; web, tag-1',
  )
})

it('the name of an image of AWS’s says which system it is, and stays', async () => {
  const { sources, redact } = aNoted({ imageName: 'al2023-ami-2023.9.20251105.0-kernel-6.1-x86_64' })
  await sources.ec2.describeInstance(crane)
  expect(redact('on al2023-ami-2023.9.20251105.0-kernel-6.1-x86_64')).toContain('al2023-ami-2023.9')
})

it('so is what is around a function that was looked at', async () => {
  const { sources, redact } = aNoted()
  await sources.lambda.describeFunction(billing)
  expect(
    redact('billing: acme-billing-exec, acme-layer:3, acme-layer, ACME_DB_HOST, acme-dead-queue, acmelive, prod'),
  ).toBe('function-1: role-1, name-1, name-2, variable-1, name-3, name-4, prod')
  expect(redact('acme-orders calls green-pier, /acme/money, harbourteam, pilots, dev')).toBe(
    'name-5 calls name-6, name-7, owner-1, tag-1, dev',
  )
})

it('so are the names and tags of functions that were found or read', async () => {
  const found = aNoted()
  await found.sources.lambda.findFunctions({ places: [frankfurt], names: [], runtimes: [] })
  expect(found.redact('billing of pilots')).toBe('function-1 of pilots')
  const { sources, redact } = aNoted()
  await sources.lambda.readFunction(billing)
  expect(redact('billing of pilots')).toBe('function-1 of tag-1')
})

it('so are who did something, and the groups around it; a service is not', async () => {
  const { sources, redact } = aNoted()
  const { value } = await sources.evidence
    .listTrail({ place: frankfurt, resource: crane.id, from: 0, until: noon })
    .then((read) => ('value' in read ? read : { value: [] }))
  expect(value).toHaveLength(2)
  await sources.evidence.readNetwork(await sources.ec2.describeInstance(crane))
  expect(
    redact('grace.hopper as Deployers, then autoscaling, behind quay-wall, acl-0ab, rtb-0ef, igw-0cd, local'),
  ).toBe('owner-1 as owner-2, then autoscaling, behind name-1, name-2, name-3, name-4, local')
})

it('so are load balancers, and the function that uses most of what the account may run', async () => {
  const { sources, redact } = aNoted()
  const crane7 = await sources.ec2.describeInstance(crane)
  await sources.evidence.readRegistrations(crane7)
  await sources.evidence.readAccountConcurrency(frankfurt, { from: 0, until: noon })
  expect(redact('quay-cranes behind harbour-gate (sg-0ef), unload-ships')).toMatch(
    /^name-\d behind name-\d \(name-\d\), function-\d$/,
  )
})

it('so are the targets of changes', async () => {
  const { sources, redact } = aNoted()
  expect(targets).not.toEqual([])
  await sources.changes.listChanges({ user: undefined, which: 'all', offset: 0, limit: 20 })
  for (const name of targets) expect(redact(`it was ${name}.`)).toMatch(/^it was (?:name|instance)-1\.$/)
})
