import type { Lambda } from '@aws-sdk/client-lambda'
import { describe, expect, test } from 'vitest'
import { functionPolicy } from '../../src/aws/function-policy.ts'
import { type DirectChange, sendChange } from '../../src/aws/send-change.ts'
import { startedFunctions } from '../playground/aws/functions.ts'
import { functionTarget } from './calling.ts'
import { otherRevision } from './changing-functions.ts'
import { frankfurt } from './surroundings.ts'

const mapping = '0b6d3f52-8f6c-4d0f-9a58-1f0c2f6f7f10'
const all: readonly { readonly change: DirectChange; readonly of: string }[] = [
  { of: 'order-intake', change: { kind: 'configure', memoryMb: 256, timeoutSeconds: undefined } },
  { of: 'order-intake', change: { kind: 'reserve', concurrency: 3 } },
  { of: 'order-intake', change: { kind: 'reserve', concurrency: undefined } },
  { of: 'order-intake', change: { kind: 'provision', qualifier: 'live', concurrency: 3 } },
  { of: 'order-intake', change: { kind: 'provision', qualifier: 'live', concurrency: undefined } },
  { of: 'order-intake', change: { kind: 'publish', description: undefined, revision: otherRevision } },
  { of: 'order-intake', change: { kind: 'point', alias: 'live', version: '41', weights: {}, revision: otherRevision } },
]

/** Lambda, in a session that is narrowed to one change. */
async function narrowedTo(of: string, change: DirectChange) {
  const { changer } = await startedFunctions()
  const Policy = functionPolicy({ arn: functionTarget(of).id, place: frankfurt, change })
  return changer('production', 'eu-central-1', { Policy })
}
const codeOf = (lambda: Lambda, of: string, change: DirectChange) =>
  sendChange(lambda, { arn: functionTarget(of).id, change }, { abortSignal: AbortSignal.timeout(5000) }).then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.name : 'no error'),
  )

describe.each(all)('a session for $change.kind ($change.concurrency)', ({ of, change }) => {
  test('is for this function, and for no other', async () => {
    const lambda = await narrowedTo(of, change)
    expect(await codeOf(lambda, 'price-quote', change)).toBe('AccessDeniedException')
    expect(await codeOf(lambda, of, change)).not.toBe('AccessDeniedException')
  })

  test('is for no other change of it', async () => {
    const lambda = await narrowedTo(of, change)
    const others = all.filter((one) => one.change !== change)
    for (const other of others) expect(await codeOf(lambda, of, other.change)).toBe('AccessDeniedException')
  })
})

test('of what is provisioned, a session is for the one alias', async () => {
  const change = { kind: 'provision', qualifier: 'live', concurrency: 3 } as const
  const lambda = await narrowedTo('price-quote', change)
  expect(await codeOf(lambda, 'price-quote', { ...change, qualifier: 'previous' })).toBe('AccessDeniedException')
  expect(await codeOf(lambda, 'price-quote', change)).toBe('done')
})

test('a session for a trigger names it, and the function that it has to be of', () => {
  const change = { kind: 'trigger', mapping, isOn: false } as const
  const arn = functionTarget('stock-sync').id
  expect(JSON.parse(functionPolicy({ arn, place: frankfurt, change }))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'lambda:UpdateEventSourceMapping',
        Resource: `arn:aws:lambda:eu-central-1:111122223333:event-source-mapping:${mapping}`,
        Condition: { ArnLike: { 'lambda:FunctionArn': [arn, `${arn}:*`] } },
      },
    ],
  })
})
