import { expect, test } from 'vitest'
import { denialSentence } from '../../src/aws/denial-sentence.ts'

const arn = 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0abc'
const items = <Item>(list: readonly Item[]) => ({ items: list })
const condition = (key: string, value: string, operator?: string) => ({ operator, key, values: items([{ value }]) })
const denying = (statementId: string, ...conditions: object[]) => ({
  statementId,
  effect: 'DENY',
  principals: items([{ value: 'AROA' }]),
  actions: items([{ value: 'ec2:*' }]),
  conditions: items(conditions),
})

type Said = { explicitDeny?: boolean; statements?: readonly object[]; conditions?: readonly object[] }

const decoded = ({ explicitDeny = false, statements = [], conditions = [] }: Said) =>
  JSON.stringify({
    allowed: false,
    explicitDeny,
    matchedStatements: items(statements),
    failures: items([]),
    context: {
      principal: { id: 'AROA:T0', arn: 'arn:aws:sts::111122223333:assumed-role/WindlassChange/T0' },
      action: 'ec2:StopInstances',
      resource: arn,
      conditions: items(conditions),
    },
  })
const says = (end: string) => `You are not authorized to perform this operation. User: x ${end}. Encoded …`
const lacking = (kind: string) => says(`because no ${kind} allows the ec2:StopInstances action`)
const by = (kind: string) => says(`with an explicit deny in ${kind}`)

test.each<readonly [string, string, Said, string]>([
  [
    'a missing permission',
    lacking('identity-based policy'),
    {},
    `What is missing in an identity-based policy: Allow ec2:StopInstances on ${arn}. An AWS administrator adds it.`,
  ],
  [
    'one that the message does not say the place of',
    says(''),
    {},
    `What is missing in the role's policies: Allow ec2:StopInstances on ${arn}. An AWS administrator adds it.`,
  ],
  [
    "what the account's organization does not allow",
    lacking('service control policy'),
    {},
    `What is missing in a service control policy: Allow ec2:StopInstances on ${arn}. Whoever runs the AWS organization adds it.`,
  ],
  [
    'what is beyond the boundary',
    lacking('permissions boundary'),
    {},
    `What is missing in a permissions boundary: Allow ec2:StopInstances on ${arn}. An AWS administrator adds it.`,
  ],
  [
    "what Windlass's own session leaves out",
    lacking('session policy'),
    {},
    `What is missing in a session policy: Allow ec2:StopInstances on ${arn}. That policy is Windlass's own, so this is a fault of Windlass: please report it.`,
  ],
  [
    'a condition that was not met, each tag once and nothing but tags',
    lacking('identity-based policy'),
    {
      conditions: [
        condition('aws:ResourceTag/env', 'prod'),
        condition('ec2:ResourceTag/env', 'prod'),
        condition('aws:RequestTag/team', 'shop'),
        condition('aws:RequestedRegion', 'eu-central-1'),
      ],
    },
    `What is missing in an identity-based policy: Allow ec2:StopInstances on ${arn}. An AWS administrator adds it. Where a statement allows it on a condition, that was not met by ec2:ResourceTag/env = prod, aws:RequestTag/team = shop.`,
  ],
  [
    'a statement that denies',
    by('an identity-based policy'),
    { explicitDeny: true, statements: [denying('NotOrders')] },
    `ec2:StopInstances on ${arn} is denied explicitly by the statement "NotOrders" in an identity-based policy. An AWS administrator changes that; one more permission would not help.`,
  ],
  [
    'statements that deny on a condition',
    by('a service control policy'),
    {
      explicitDeny: true,
      statements: [denying('A', condition('ec2:ResourceTag/env', 'prod', 'StringEquals')), denying('B')],
    },
    `ec2:StopInstances on ${arn} is denied explicitly by the statements "A" and "B" in a service control policy, on the condition StringEquals ec2:ResourceTag/env = prod. Whoever runs the AWS organization changes that; one more permission would not help.`,
  ],
  [
    'a statement without an id, of a policy of a resource',
    by('a resource-based policy'),
    { explicitDeny: true, statements: [denying('')] },
    `ec2:StopInstances on ${arn} is denied explicitly by a statement without an id in a resource-based policy. An AWS administrator changes that; one more permission would not help.`,
  ],
])('%s', (...[, said, message, sentence]) => {
  expect(denialSentence(decoded(message), said)).toBe(sentence)
})

test('many and long tags are cut short', () => {
  const conditions = Array.from({ length: 50 }, (_, index) => condition(`ec2:ResourceTag/t${index}`, 'x'.repeat(256)))
  const sentence = denialSentence(decoded({ conditions }), lacking('identity-based policy'))
  expect(sentence).toMatch(/ec2:ResourceTag\/t4 = x{60}… and 45 more\.$/)
})

test.each(['', 'no JSON', '{}', '{"explicitDeny":false}', '[]'])('nothing is made of %j', (json) => {
  expect(denialSentence(json, lacking('identity-based policy'))).toBeUndefined()
})
