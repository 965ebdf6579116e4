import { commands } from '../src/commands/index.ts'
import { createRegistry } from '../src/core/registry.ts'
import { createPolicy } from '../src/policy/policy.ts'
import { account } from './setting.ts'

const warmPlans = 20
const measuredPlans = 50

/** Milliseconds for each decision of the built-in policy about that many targets, one after the other. */
export function measureDecisions(targets: number): number[] {
  const accounts = [account]
  const registry = createRegistry(commands)
  const { policy } = createPolicy({ registry, accounts, timeZone: 'UTC', groups: ['changers'], sources: undefined })
  const times: number[] = []
  for (let plan = 0; plan < warmPlans + measuredPlans; plan++) {
    for (let index = 0; index < targets; index++) {
      const question = questionAbout(index, targets)
      const startedAt = performance.now()
      const { answer } = policy.decide(question)
      if (plan >= warmPlans) times.push(performance.now() - startedAt)
      if (answer !== 'allow') throw new Error('the changers may change what is not production')
    }
  }
  return times
}

function questionAbout(
  index: number,
  count: number,
): Parameters<ReturnType<typeof createPolicy>['policy']['decide']>[0] {
  const tags = { Name: `web-${index}`, owner: 'ada', team: 'shop', service: 'web', env: 'staging' }
  const place = { account: account.name, accountId: account.id, region: 'eu-central-1' }
  return {
    principal: { team: 'T0HARBOUR', user: 'U0ADA', groups: ['changers'] },
    action: { name: 'ec2 stop', effect: 'change' },
    resource: {
      kind: 'target',
      target: {
        kind: 'instance',
        id: `i-${String(index).padStart(17, '0')}`,
        name: `web-${index}`,
        place,
        owner: 'ada',
        environment: 'staging',
        isProduction: false,
        state: 'running',
        type: 'm7g.large',
        tags,
      },
    },
    context: { channel: 'C0OPS', surface: 'slash', now: Date.UTC(2026, 10, 23, 12), count, costChange: -1 },
  }
}
