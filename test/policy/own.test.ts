import { describe, expect, it } from 'vitest'
import { aPerson, aPlace, aPolicy, aQuestion, aTarget, shown } from './stage.ts'

const changersChange =
  '@id("changers-change")\npermit(principal in Group::"changers", action in Action::"change", resource);\n'

describe('a rule', () => {
  it('is named by its @id, and where it is written', () => {
    const { rule } = aPolicy(`// ours\n\n${changersChange}`).decide(aQuestion('ec2 stop'))
    expect(rule).toEqual({ name: 'changers-change', where: 'policies/own.cedar line 3' })
  })

  it('without @id is named by its place', () => {
    const { rule } = aPolicy('\npermit(principal, action, resource);').decide(aQuestion('ec2 stop'))
    expect(rule).toEqual({ name: 'policies/own.cedar:2', where: 'policies/own.cedar line 2' })
  })

  it('that forbids wins over every one that permits, and gives its reason', () => {
    const policy = aPolicy(
      `${changersChange}@id("stay") @reason("The database stays on.") forbid(principal, action, resource in Region::"eu-central-1");`,
    )
    expect(policy.decide(aQuestion('ec2 stop'))).toEqual({
      answer: 'deny',
      rule: { name: 'stay', where: 'policies/own.cedar line 3' },
      reason: 'The database stays on.',
    })
  })

  it('that forbids without a reason is named in the sentence', () => {
    const policy = aPolicy(`${changersChange}@id("stay") forbid(principal, action, resource);`)
    expect(policy.decide(aQuestion('ec2 stop'))).toMatchObject({ reason: 'The rule stay forbids it.' })
  })
})

describe('an evaluation that fails', () => {
  const fails = (effect: string) =>
    `@id("broken") ${effect}(principal, action in Action::"change", resource) when { context.count * 9223372036854775807 > 5 };`

  it.each(['forbid', 'permit'])('is a no that names the rule, also beside a rule that allows: %s', (effect) => {
    const policy = aPolicy(changersChange + fails(effect))
    expect(policy.decide(aQuestion('ec2 stop', { context: { count: 2 } }))).toEqual({
      answer: 'deny',
      rule: { name: 'broken', where: 'policies/own.cedar line 3' },
      reason: 'The rule broken could not be evaluated, and then the answer is no: it counts further than numbers go.',
    })
  })

  it('names a tag that an unchecked resource does not have', () => {
    const policy = aPolicy(
      '@id("by-team") permit(principal, action == Action::"ec2 stop", resource) when { resource.state == "running" };',
    )
    expect(policy.decide(aQuestion('ec2 stop', { resource: aPlace() }))).toMatchObject({
      answer: 'deny',
      rule: { name: 'by-team' },
      reason: expect.stringContaining('reads the attribute state, which is not there'),
    })
  })

  it.each([
    ['a count that is no whole number', { count: 1.5 }],
    ['a cost that is no number', { costChange: Number.NaN }],
    ['a moment that is none', { now: Number.NaN }],
    ['a moment beyond the calendar', { now: 8.64e15 + 1 }],
    ['a channel that is no text', { channel: '\ud800' }],
  ])('because of %s is a no and throws nothing', (_, context) => {
    const policy = aPolicy('permit(principal, action, resource);')
    expect(shown(policy.decide(aQuestion('ec2 stop', { context })))).toBe('deny by not-evaluated')
  })
})

describe('where nothing permits', () => {
  it.each([
    [aTarget({ isProduction: true }), 'No rule allows /ec2 stop on web-1 (production) for you.'],
    [aTarget({ environment: 'staging' }), 'No rule allows /ec2 stop on web-1 (staging) for you.'],
    [aPlace(), 'No rule allows /ec2 stop in production, eu-central-1 for you.'],
    [undefined, 'No rule allows /ec2 stop for you.'],
  ])('the sentence says what was asked', (resource, reason) => {
    const policy = aPolicy('permit(principal == Person::"T0HARBOUR:U0BEN", action, resource);')
    expect(policy.decide(aQuestion('ec2 stop', { resource }))).toEqual({
      answer: 'deny',
      rule: { name: 'no-rule', where: undefined },
      reason,
    })
  })

  it.each([
    ['leads', 'The rule some-stop allows it to the group leads.'],
    ['S0456EFGH', 'The rule some-stop allows it to Slack’s user group S0456EFGH.'],
  ])('it says that the group %s may', (group, sentence) => {
    const policy = aPolicy(`@id("some-stop") permit(principal in Group::"${group}", action, resource);`)
    expect(policy.decide(aQuestion('ec2 stop'))).toMatchObject({
      reason: `No rule allows /ec2 stop on web-1 for you. ${sentence}`,
    })
  })

  it('a rule whose conditions do not hold says what they are, to whom it is about', () => {
    const policy = aPolicy(`@id("web") @reason("The web team stops what is tagged team=web.")
      permit(principal in Group::"changers", action in [Action::"ec2 stop", Action::"ec2 start"], resource) when { resource.hasTag("team") };`)
    const reason = 'No rule allows /ec2 stop on web-1 for you. The web team stops what is tagged team=web.'
    expect(policy.decide(aQuestion('ec2 stop'))).toMatchObject({ reason })
    expect(policy.decide(aQuestion('ec2 reboot'))).toMatchObject({
      reason: 'No rule allows /ec2 reboot on web-1 for you.',
    })
    expect(policy.decide(aQuestion('ec2 stop', { principal: aPerson() }))).toMatchObject({
      reason: 'No rule allows /ec2 stop on web-1 for you.',
    })
  })

  it('a rule that asks for a group in its conditions gives its reason', () => {
    const policy = aPolicy(
      '@reason("Stopping is for leads.") permit(principal, action, resource) when { principal in Group::"leads" };',
    )
    expect(policy.decide(aQuestion('ec2 stop'))).toMatchObject({ reason: 'Stopping is for leads.' })
  })

  it('promises nothing that a forbid would stop all the same', () => {
    const policy = aPolicy(
      'permit(principal in Group::"leads", action, resource); forbid(principal, action, resource) when { principal in Group::"leads" };',
    )
    expect(policy.decide(aQuestion('ec2 stop'))).toMatchObject({
      reason: 'No rule allows /ec2 stop on web-1 for you.',
    })
  })
})

describe('a condition', () => {
  const allows = (condition: string, question = aQuestion('ec2 stop'), action = 'action == Action::"ec2 stop"') =>
    aPolicy(`permit(principal, ${action}, resource) when { ${condition} };`).decide(question).answer === 'allow'

  it.each([
    ['principal in Group::"S0456EFGH"', true],
    ['principal in Group::"leads"', false],
    ['principal == Person::"T0HARBOUR:U0ADA"', true],
    ['principal == Person::"T0OTHER:U0ADA"', false],
    ['action in Action::"change"', true],
    ['action in Action::"final"', false],
    ['resource in Account::"111122223333"', true],
    ['resource in Account::"777788889999"', false],
    ['resource in Region::"eu-central-1"', true],
    ['resource.account.name == "production"', true],
    ['resource.account has environment && resource.account.environment == "production"', true],
    ['resource.region == Region::"us-east-1"', false],
    ['resource has environment && resource.environment == "staging"', true],
    ['resource.name like "web-*" && resource.state == "running" && resource.type like "t3.*"', true],
    ['resource has owner && resource.owner == "ada"', true],
    ['resource.hasTag("team") && resource.getTag("team") == "web"', true],
    ['resource.hasTag("aws:cloudformation:stack-name")', false],
    ['context.channel == "C0OPS" && context.surface == "slash"', true],
    ['context.count <= 3', true],
    ['context has costChange && context.costChange <= 10', true],
    ['context has costChange && context.costChange <= 9', false],
    ['context.weekday == "mon" && context.hour == 13 && context.minute == 0', true],
    ['context.now < datetime("2026-11-23T12:00:00.001Z")', true],
    ['context.now < datetime("2026-11-23")', false],
    ['context has approver', false],
  ])('%s is %s', (condition, expected) => {
    const question = aQuestion('ec2 stop', {
      principal: aPerson('changers', 'S0456EFGH'),
      resource: aTarget({ environment: 'staging', owner: 'ada', tags: { team: 'web', env: 'staging' } }),
      // 9.01 cents an hour are more than 9.
      context: { count: 3, costChange: 0.0901 },
    })
    expect(allows(condition, question)).toBe(expected)
  })

  it('on what cannot be taken back covers terminating', () => {
    expect(allows('action in Action::"final"', aQuestion('ec2 terminate'), 'action in Action::"change"')).toBe(true)
  })

  it('on production reads for every change alike, also for those without a resource', () => {
    const question = aQuestion('windlass pause', { resource: undefined })
    expect(allows('!resource.production', question, 'action in Action::"change"')).toBe(true)
  })

  it('on an account covers reading there', () => {
    const place = aQuestion('ec2 list', { resource: aPlace(true) })
    expect(
      allows('resource in Account::"111122223333" && resource.production', place, 'action == Action::"ec2 list"'),
    ).toBe(true)
  })

  // Noon of 23 November 2026 is a Monday; Berlin is two hours ahead in summer and one in winter.
  it.each([
    ['2026-11-27T14:59:59Z', true],
    ['2026-11-27T15:00:00Z', false],
    ['2026-11-28T22:59:59Z', false],
    ['2026-11-29T22:59:59Z', false],
    ['2026-11-29T23:00:00Z', true],
    ['2026-07-03T13:59:59Z', true],
    ['2026-07-03T14:00:00Z', false],
  ])('can close the weekend: %s is open: %s', (time, expected) => {
    const open = '!["sat", "sun"].contains(context.weekday) && !(context.weekday == "fri" && context.hour >= 16)'
    expect(allows(open, aQuestion('ec2 stop', { context: { now: Date.parse(time) } }))).toBe(expected)
  })
})

it('names of AWS’s decide nothing but what they say', () => {
  const odd = { __entity: 'x', __extn: 'y', __proto__x: 'z', 'a b': '"}', '': '\u{1F600}' }
  const policy = aPolicy(
    'permit(principal, action == Action::"ec2 stop", resource) when { resource.hasTag("__entity") && resource.hasTag("a b") && resource.getTag("a b") == "\\"}" };',
  )
  const resource = aTarget({ tags: odd, name: '"; permit(principal, action, resource);', owner: 'Group::"changers"' })
  expect(policy.decide(aQuestion('ec2 stop', { resource })).answer).toBe('allow')
})

it('two policies beside each other stay apart', () => {
  const [open, closed] = [
    aPolicy('permit(principal, action, resource);'),
    aPolicy('forbid(principal, action, resource);'),
  ]
  expect([open, closed].map((policy) => policy.decide(aQuestion('ec2 stop')).answer)).toEqual(['allow', 'deny'])
})

it('a decision among a hundred rules takes less than a millisecond', () => {
  const rules = Array.from(
    { length: 100 },
    (_, index) =>
      `permit(principal in Group::"S${100 + index}", action in Action::"change", resource) when { resource.hasTag("t${index}") && context.count < ${index} };`,
  )
  const policy = aPolicy(rules.join('\n') + changersChange)
  const question = aQuestion('ec2 stop')
  const times = Array.from({ length: 300 }, () => {
    const begun = performance.now()
    policy.decide(question)
    return performance.now() - begun
  }).toSorted((a, b) => a - b)
  // Of the quicker half, for others may run on the same machine.
  expect(times[75]).toBeLessThan(1)
})
