import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import type { FunctionChange } from '../../src/core/lambda/changer.ts'
import { createSealer } from '../../src/sealer.ts'
import { functionIn } from '../playground/aws/functions.ts'
import { type Changing, home, otherRevision, startChanging } from './changing-functions.ts'
import { functionNamed } from './function-answers.ts'
import { ada, sealer } from './surroundings.ts'

let here: Changing
beforeEach(async () => {
  here = await startChanging()
})
afterEach(() => here.close())

const orderIntake = functionNamed('order-intake', { place: home })
const read = () => here.aws.functionsFor(ada).readEnvironment(orderIntake)
const valuesNow = () => functionIn(here.simulation, 'order-intake').latest.configuration.Environment?.Variables
const setting = async (
  set: Readonly<Record<string, string>>,
  more: { remove?: readonly string[]; revision?: string } = {},
): Promise<FunctionChange> => ({
  kind: 'environment',
  set: Object.fromEntries(Object.entries(set).map(([name, value]) => [name, sealer.seal(value)])),
  remove: more.remove ?? [],
  revision: more.revision ?? (await read()).revision,
})
const secret = 'hush-5e1c9d'
const present = 'tok-7f3a91c2e4'

describe('reading', () => {
  test('gives every value sealed, with the one action that is listed for it', async () => {
    here.simulation.allowOnly(readActions.readEnvironment)
    const { variables, revision } = await read()
    expect(Object.keys(variables)).toEqual(['TABLE', 'PAYMENT_TOKEN', 'LOG_LEVEL'])
    expect(JSON.stringify(variables)).not.toContain(present)
    expect(sealer.unseal(variables['PAYMENT_TOKEN'] ?? '')).toBe(present)
    expect(revision).toBe(functionIn(here.simulation, 'order-intake').latest.configuration.RevisionId)
  })

  test('says where the key may not be used', async () => {
    const simulated = functionIn(here.simulation, 'order-intake')
    const Environment = { Error: { ErrorCode: 'AccessDeniedException', Message: 'no key' } }
    const configuration = { ...simulated.latest.configuration, Environment }
    simulated.latest = { ...simulated.latest, configuration }
    await expect(read()).rejects.toThrow(
      'The environment of order-intake in production, eu-central-1 could not be read: Lambda could not decrypt it (AccessDeniedException). An AWS administrator lets the role use the function’s key.'.replace(
        '’',
        "'",
      ),
    )
    expect(
      await here.change('order-intake', await setting({ A: secret }, { revision: configuration.RevisionId })),
    ).toMatchObject({
      kind: 'refused',
      code: 'AccessDeniedException',
      message: expect.stringContaining('was not changed: Lambda could not decrypt what is there'),
    })
    expect(functionIn(here.simulation, 'order-intake').latest.configuration.Environment).toBe(Environment)
  })

  test('says that a function is gone', async () => {
    const gone = functionNamed('refund-orders', { place: home })
    await expect(here.aws.functionsFor(ada).readEnvironment(gone)).rejects.toThrow(
      'refund-orders is no longer in production, eu-central-1.',
    )
  })
})

test('the other variables stay as they are', async () => {
  const change = await setting({ PAYMENT_TOKEN: secret, REGION_CODE: 'eu' }, { remove: ['LOG_LEVEL', 'NOBODY'] })
  expect(await here.change('order-intake', change)).toMatchObject({ kind: 'accepted' })
  expect(valuesNow()).toEqual({ TABLE: 'orders', PAYMENT_TOKEN: secret, REGION_CODE: 'eu' })
})

test('the session may read and write this one configuration, and use its key through Lambda', async () => {
  await here.change('order-intake', await setting({ A2: secret }))
  const [, session] = here.simulation.calls.filter(({ action }) => action === 'AssumeRole')
  expect(JSON.parse(policyOf(session?.parameters))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['lambda:GetFunctionConfiguration', 'lambda:UpdateFunctionConfiguration'],
        Resource: 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake',
      },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:CreateGrant'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 'lambda.eu-central-1.amazonaws.com' } },
      },
    ],
  })
})

function policyOf(parameters: unknown): string {
  if (typeof parameters === 'object' && parameters !== null && 'Policy' in parameters) return String(parameters.Policy)
  throw new Error('No policy')
}

test('what was changed since is not written over', async () => {
  expect(await here.change('order-intake', await setting({ A2: secret }, { revision: otherRevision }))).toMatchObject({
    kind: 'refused',
    code: 'PreconditionFailedException',
    message:
      'The environment of order-intake in production, eu-central-1 was not changed: it was changed meanwhile, by somebody else or a deployment. Ask again, which starts from what is there now.',
  })
  expect(here.simulation.calls.map(({ action }) => action)).not.toContain('UpdateFunctionConfiguration')
})

test.each([false, true])('what was sealed with another token stays shut (rehearsed: %s)', async (isRehearsal) => {
  const change: FunctionChange = {
    kind: 'environment',
    set: { PAYMENT_TOKEN: createSealer('xoxb-another').seal(secret) },
    remove: [],
    revision: otherRevision,
  }
  expect(await here.change('order-intake', change, isRehearsal)).toMatchObject({
    kind: 'refused',
    code: 'StillSealed',
    message: expect.stringMatching(
      / changed\. The values were sealed before Windlass's Slack token changed\. Type them again\.$/,
    ),
  })
  expect(here.simulation.calls).toEqual([])
})

describe('where the reading fails, nothing was changed', () => {
  test.each(['lose-answer', 'cut', 'internal-error', 'html', 'throttle'] as const)('%s', async (kind) => {
    const change = await setting({ A2: secret })
    here.simulation.faults.add({ fault: { kind }, where: { action: 'GetFunctionConfiguration' } })
    expect(await here.change('order-intake', change)).toMatchObject({ kind: 'refused' })
    expect(here.simulation.calls.map(({ action }) => action)).not.toContain('UpdateFunctionConfiguration')
  })
})

describe('a value is nowhere but at AWS', () => {
  const faults = [
    ...(['GetFunctionConfiguration', 'UpdateFunctionConfiguration'] as const).flatMap((action) =>
      (['cut', 'other-format', 'html', 'lose-answer'] as const).map((kind) => ({ action, fault: { kind } })),
    ),
    ...[
      'InvalidParameterValueException',
      'ValidationException',
      'CodeVerificationFailedException',
      'ServiceException',
    ].map((code) => ({
      action: 'UpdateFunctionConfiguration',
      fault: { kind: 'error', code, message: `{"PAYMENT_TOKEN":"${secret}"} and ${present} exceed the limit` } as const,
    })),
  ]
  test.each(faults)('$action, $fault.kind $fault.code', async ({ action, fault }) => {
    const change = await setting({ PAYMENT_TOKEN: secret, OTHER: 'x' })
    here.simulation.faults.add({ fault, where: { action } })
    const acted = await here.change('order-intake', change)
    expect(acted.kind).not.toBe('accepted')
    expect(here.logged.join('\n')).toContain(`A change was ${acted.kind}`)
    for (const text of [JSON.stringify(acted), ...here.logged]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(present)
    }
  })

  test('nor where it is too long for Lambda, which quotes it', async () => {
    const acted = await here.change('order-intake', await setting({ PAYMENT_TOKEN: secret.repeat(500) }))
    expect(acted).toMatchObject({
      kind: 'refused',
      code: 'InvalidParameterValueException',
      message: expect.stringContaining('All together are at most 4 KB.'),
    })
    expect([JSON.stringify(acted), ...here.logged].join('\n')).not.toContain(secret)
  })
})
