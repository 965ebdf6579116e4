import { expect, it } from 'vitest'
import { parseCases } from '../../src/cli/policy-cases.ts'
import { toQuestion } from '../../src/cli/policy-question.ts'
import { decideBy } from '../../src/policy/policy.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { documented, registry, shown, timeZone } from './stage.ts'

it('the policies of docs/policies.md are right, and its cases are answered as it says', () => {
  const sources = [{ path: 'docs/policies.md', text: documented('cedar').join('\n') }]
  const policies = readPolicies(sources, { registry, accounts: undefined, groups: ['changers', 'leads'] })
  const table = parseCases({ path: 'docs/policies.md', text: documented('yaml').join('\n') })
  if (!policies.ok || !table.ok) throw new Error(JSON.stringify([policies, table]))
  expect(policies.warnings).toEqual([])
  const decider = decideBy(policies.rules, { registry, accounts: [], timeZone })
  const tags = { environment: 'env', owner: 'owner', production: ['production'] }
  const answers = table.cases.map((each) => {
    const question = toQuestion(each, {
      registry,
      organised: { accounts: undefined, groups: undefined, timeZone, tags },
    })
    return typeof question === 'string' ? question : shown(decider.decide(question))
  })
  expect(answers).toEqual(table.cases.map(({ expect: answer, rule }) => `${answer} by ${rule}`))
  expect(answers).toHaveLength(6)
})
