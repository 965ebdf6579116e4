import { describe, expect, it } from 'vitest'
import { askingOf } from '../../src/spine/asking.ts'
import { whyNotChangeFor } from '../../src/spine/why-not-change.ts'
import { aFunction } from '../fixtures/functions.ts'
import { aProduct, changeable } from '../fixtures/spine.ts'
import { ada, anInstance, noon, sandbox } from '../fixtures/values.ts'

const policies = `
  permit (principal, action in Action::"read", resource);
  permit (principal in Group::"changers", action in Action::"change", resource);
  @reason("Changes to production are for leads.")
  forbid (principal, action in Action::"change", resource)
  when { resource.production } unless { principal in Group::"leads" };
  @reason("What is protected stays.")
  forbid (principal, action in Action::"change", resource)
  when { resource.hasTag("protected") };`

function whyNot(groups: readonly string[], product = changeable(aProduct(policies))) {
  const asking = askingOf({ ...ada, groups }, { channel: 'C0OPS', surface: 'slash' }, { now: noon })
  return whyNotChangeFor(asking, product)
}

const place = { account: sandbox.name, accountId: sandbox.id, region: 'us-east-1' }
const inProduction = anInstance()
const inSandbox = anInstance({ place })
const isProductionByTag = anInstance({ place, tags: { env: 'prod' } })
const isProtected = anInstance({ place, tags: { protected: 'yes' } })
const shown = aFunction()
const start = ['ec2', 'start', 'web-1']
const configure = ['lambda', 'configure', 'order-intake', '--timeout', '6s']
const forLeads = 'Changes to production are for leads.'

describe('why somebody may not change a thing that is known', () => {
  it.each([
    ['in production', start, inProduction, forLeads],
    ['in production by its tag', start, isProductionByTag, forLeads],
    ['elsewhere', start, inSandbox, undefined],
    ['protected by a tag', start, isProtected, 'What is protected stays.'],
    ['a function', configure, { function: shown, tags: new Map() }, forLeads],
    ['only read', ['ec2', 'show', 'web-1'], inProduction, undefined],
    ['asked about', ['windlass', 'ask', 'start'], inProduction, undefined],
    ['no command', ['ec2', 'polish', 'web-1'], inProduction, undefined],
  ] as const)('%s', (...[, words, thing, wanted]) => {
    expect(whyNot(['changers'])(words, thing)).toBe(wanted)
  })

  it('is decided by the groups of who asks', () => {
    expect(whyNot(['changers', 'leads'])(start, inProduction)).toBeUndefined()
    expect(whyNot(['changers', 'leads'])(configure, { function: shown, tags: new Map() })).toBeUndefined()
    expect(whyNot([])(start, inSandbox)).toContain('No rule allows')
  })

  it('is for nobody where Windlass has no role to change with', () => {
    expect(whyNot(['changers', 'leads'], aProduct(policies))(start, inSandbox)).toBe('sandbox is read-only.')
  })
})
