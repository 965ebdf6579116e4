import { expect, test } from 'vitest'
import { createFaults } from '../../../src/playground/aws/faults.ts'
import { awsSwitches } from '../../../src/playground/aws-switches.ts'
import { failureOf, simulatedIn, startedAws } from './simulation.ts'

/** The organisation with one switch on, and a person who may change in staging. */
async function withSwitch(id: string) {
  const faults = createFaults()
  const found = awsSwitches(faults).find((each) => each.id === id)
  if (found === undefined) throw new Error(`no switch ${id}`)
  const started = await startedAws({ faults })
  const ec2 = await started.changer('staging')
  found.set(true)
  const idsOf = (name: string) => ({ InstanceIds: [simulatedIn(started.aws, name).id] })
  return { ...started, ec2, idsOf, off: () => found.set(false) }
}

test.each([
  { id: 'no-capacity', code: 'InsufficientInstanceCapacity' },
  { id: 'changes-refused', code: 'UnauthorizedOperation' },
])('$id: a start that was rehearsed is answered with $code, until it is off', async ({ id, code }) => {
  const { ec2, idsOf, off } = await withSwitch(id)
  const start = idsOf('loadtest-3')
  expect((await failureOf(ec2.startInstances({ ...start, DryRun: true }))).code).toBe('DryRunOperation')
  expect((await failureOf(ec2.startInstances(start))).code).toBe(code)
  expect((await failureOf(ec2.describeInstances(start))).code).toBe('none')
  off()
  expect((await failureOf(ec2.startInstances(start))).code).toBe('none')
})

test('no-capacity is for starting alone', async () => {
  const { ec2, idsOf } = await withSwitch('no-capacity')
  expect((await failureOf(ec2.stopInstances(idsOf('loadtest-1')))).code).toBe('none')
})

test.each([
  ['changes-refused', 'fault: error'],
  ['answers-lost', 'fault: lose-answer'],
])('%s is for whatever changes an instance', async (id, outcome) => {
  const { ec2, idsOf, aws } = await withSwitch(id)
  const ids = idsOf('loadtest-1')
  const changes = [
    () => ec2.stopInstances(ids),
    () => ec2.startInstances(ids),
    () => ec2.rebootInstances(ids),
    () => ec2.terminateInstances(ids),
  ]
  for (const change of changes) {
    expect((await failureOf(change())).code).not.toBe('none')
    expect(aws.calls.at(-1)?.outcome).toBe(outcome)
  }
})

test('answers-lost: the rehearsal is answered; the stop is not, and done', async () => {
  const { ec2, idsOf, aws } = await withSwitch('answers-lost')
  const stop = idsOf('loadtest-1')
  expect((await failureOf(ec2.stopInstances({ ...stop, DryRun: true }))).code).toBe('DryRunOperation')
  await failureOf(ec2.stopInstances(stop))
  expect(simulatedIn(aws, 'loadtest-1').moves.at(-1)?.state).toBe('stopped')
})

test('throttled: EC2 answers nothing else, STS does', async () => {
  const { ec2, sts } = await withSwitch('throttled')
  expect((await failureOf(ec2.describeInstances({}))).code).toBe('RequestLimitExceeded')
  expect((await failureOf(sts().getCallerIdentity({}))).code).toBe('none')
})

test('region-silent: one Region does not answer, the others do', async () => {
  const { reader } = await withSwitch('region-silent')
  const [silent, well] = [await reader('staging', 'us-east-1'), await reader('staging', 'eu-central-1')]
  const giveUp = new AbortController()
  const asked = failureOf(silent.describeInstances({}, { abortSignal: giveUp.signal }))
  expect((await failureOf(well.describeInstances({}))).code).toBe('none')
  giveUp.abort()
  expect((await asked).code).toBe('AbortError')
})
