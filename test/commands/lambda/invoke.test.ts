import { describe, expect, it } from 'vitest'
import type { PlanPorts } from '../../../src/core/command.ts'
import type { CallResult } from '../../../src/core/lambda/call.ts'
import type { FunctionRules } from '../../../src/core/lambda/rules.ts'
import { functionTarget } from '../../../src/core/lambda/target.ts'
import { planHash } from '../../../src/core/plan.ts'
import { plain } from '../../../src/core/text.ts'
import { keptChange } from '../../../src/spine/keep.ts'
import { anAccount } from '../../fixtures/account.ts'
import { aChange, changeCommandOf } from '../../fixtures/change.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { paragraphsOf } from '../../fixtures/run-command.ts'
import { anInstance, noon, sandbox } from '../../fixtures/values.ts'

const place = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }
const found = aFunction({ name: 'order-refund', place })
const rules: FunctionRules = {
  forms: {},
  functions: [{ name: 'order-*', form: undefined, presets: [{ name: 'smoke test', payload: '{"dryRun":true}' }] }],
}

/** What is planned, or asked for, with these values for a function with these tags. */
function planned(values: object, tags: Record<string, string> = {}, last?: string) {
  const tagged = { tags: new Map(Object.entries(tags)) }
  const ports: PlanPorts = {
    ec2: anAccount([anInstance({ name: 'web-1', place }), anInstance({ place })]),
    lambda: aFunctionsAccount([found], [], { atHand: { 'order-refund': tagged, 'order-refund:live': tagged } }),
    targetOf: () => {
      throw new Error('no instance is planned for')
    },
    functionTarget: (each, its) =>
      functionTarget(each, its, {
        accounts: [sandbox],
        tagKeys: { owner: 'owner', environment: 'env' },
        production: ['prod'],
      }),
    functionRules: rules,
    lastPayload: async (arn) => (arn === found.arn ? last : undefined),
    mostTargets: 20,
    taken: [],
    now: noon,
  }
  const flags = { form: false, async: false, 'dry-run': false }
  return changeCommandOf('lambda invoke').plan({ ...flags, function: found, ...values }, ports)
}

describe('a call', () => {
  it('is one step with the payload exactly as it was given', async () => {
    const payload = '{"id": 12345678901234567890}'
    expect(await planned({ payload, qualifier: 'live', async: true }, { owner: 'shop', env: 'prod' })).toMatchObject({
      targets: [{ kind: 'function', id: found.arn, owner: 'shop', environment: 'prod', isProduction: true }],
      steps: [{ action: 'lambda:InvokeFunction', input: { payload, qualifier: 'live', isAsync: true } }],
      parameters: { payload, qualifier: 'live', async: true },
    })
  })

  it.each([
    ['{"order":"O-1","amount":9999}', ['The form allows at most 500 for Amount.']],
    ['{"amount":0.5}', ['The form allows at least 1 for Amount.']],
    ['{"order":"O-1","amount":500}', []],
    ['{"amount":"many"}', []],
    ['[9999]', []],
  ])('says where %s is beyond what its form allows, and is planned all the same', async (payload, says) => {
    const plan = await planned({ payload }, { 'windlass:form': 'order:text amount:number:1..500' })
    if ('asks' in plan) throw new Error('it asks for its payload')
    expect(plan.impact.map(plain).filter((line) => line.startsWith('The form'))).toEqual(says)
    expect(plan.parameters).toMatchObject({ payload })
  })

  it('of a preset has its payload, whatever the case of its name', async () => {
    expect(await planned({ preset: 'Smoke Test' })).toMatchObject({ parameters: { payload: '{"dryRun":true}' } })
    await expect(planned({ preset: 'other' })).rejects.toMatchObject({
      code: 'NoPreset',
      hint: 'There are: smoke test.',
    })
  })
})

describe('what comes of a call', () => {
  const report = { durationMs: 28_000, billedMs: 28_000, memoryMb: 256, usedMb: 91, initMs: undefined }
  const result: CallResult = {
    requestId: undefined,
    status: 200,
    at: noon,
    tookMs: 28_100,
    version: '14',
    isAsync: false,
    payload: { kind: 'none' },
    failure: undefined,
    log: undefined,
    report,
  }

  async function answered(tookMs: number) {
    const plan = await planned({ payload: '{}' })
    if ('asks' in plan) throw new Error('it asks for its payload')
    const there = { kind: 'there', at: noon, acceptedAt: noon, state: 'active' } as const
    const change = aChange(plan, {
      state: 'done',
      endedAt: noon,
      progress: [{ ...there, result: { ...result, report: { ...report, durationMs: tookMs } } }],
    })
    const view = await changeCommandOf('lambda invoke').answer?.(keptChange(change), { now: noon })
    if (view === undefined) throw new Error('there is no answer')
    return paragraphsOf(view)
  }

  it('says where it came close to the timeout that the function had when it was planned', async () => {
    expect(await answered(28_000)).toContainEqual(expect.stringMatching(/^Close to its timeout: it ran 28 s of 30 s\./))
    expect(await answered(26_000)).toEqual(['It answered nothing.'])
  })

  it('is planned for alike, whatever its limits are', async () => {
    const plan = await planned({ payload: '{}' })
    if ('asks' in plan) throw new Error('it asks for its payload')
    expect(plan).toMatchObject({ limits: { memoryMb: 256, timeoutSeconds: 30 } })
    const { limits: _, ...other } = plan
    expect(planHash(plan)).toBe(planHash(other))
  })
})

describe('without a payload', () => {
  it('the form of its tag is asked for, with instances to choose from', async () => {
    const asked = await planned({ qualifier: 'live' }, { 'windlass:form': 'order:text on:instance' })
    expect(asked).toMatchObject({
      asks: {
        fields: [
          { name: 'order', kind: 'text' },
          { name: 'on', kind: 'choice' },
          { name: 'preset', kind: 'choice' },
        ],
        needed: ['order', 'on'],
      },
      words: ['lambda', 'invoke', found.arn, '--qualifier', 'live'],
    })
    expect(JSON.stringify(asked)).toContain('web-1 (i-')
  })

  it('a form that cannot be read is said, and nothing is asked', async () => {
    await expect(planned({}, { 'windlass:form': 'refunds' })).rejects.toMatchObject({
      code: 'BadForm',
      message: expect.stringContaining('refunds'),
    })
  })

  it('else JSON or a preset, beginning with what the person sent last', async () => {
    expect(await planned({}, {}, '{"order":7}')).toMatchObject({
      asks: {
        fields: [
          { name: 'preset', choices: [{ value: 'smoke test' }] },
          { name: 'payload', initial: expect.stringContaining('"order": 7') },
        ],
      },
    })
  })

  it('with --form also where there is one, which it begins with', async () => {
    expect(await planned({ form: true, payload: '{"order":"A-1"}' }, { 'windlass:form': 'order:text' })).toMatchObject({
      asks: { fields: [{ name: 'order', initial: 'A-1' }, { name: 'preset' }] },
    })
  })

  it('the form begins with what the person sent last, and not with a preset', async () => {
    const asked = await planned({}, { 'windlass:form': 'order:text' }, '{"order":"A-2","preset":"smoke test"}')
    expect(asked).toMatchObject({ asks: { fields: [{ name: 'order', initial: 'A-2' }, { name: 'preset' }] } })
    expect(JSON.stringify(asked)).not.toContain('"initial":"smoke test"')
  })
})
