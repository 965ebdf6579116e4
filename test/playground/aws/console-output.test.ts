import { expect, test } from 'vitest'
import { failureOf, noon, simulatedIn, startedAws } from './simulation.ts'

const textOf = ({ Output = '' }: { Output?: string | undefined }) => Buffer.from(Output, 'base64').toString()

test('what an instance wrote while it booted is told with its id and type', async () => {
  const { aws, reader } = await startedAws()
  const ec2 = await reader('production')
  const { id } = simulatedIn(aws, 'grafana')
  const answer = await ec2.getConsoleOutput({ InstanceId: id })
  expect(answer.Timestamp).toEqual(new Date(noon - 290 * 86_400_000 + 25_000))
  expect(textOf(answer)).toContain(`instance-id: ${id}`)
  expect(textOf(answer)).toContain('Amazon EC2 t3.large/')
  expect(textOf(answer)).toContain('\u001B[32m[  OK  ]')
})

test('Windows writes other lines, and one that is just starting none', async () => {
  const { aws, reader } = await startedAws()
  const windows = await reader('production', 'eu-west-1')
  expect(textOf(await windows.getConsoleOutput({ InstanceId: simulatedIn(aws, 'erp-terminal').id }))).toMatch(
    /Message: Windows is Ready to use\r\n$/,
  )
  const pending = await (await reader('production')).getConsoleOutput({ InstanceId: simulatedIn(aws, 'web-6').id })
  expect([pending.Output, pending.Timestamp]).toEqual([undefined, undefined])
})

test('one that was shut down from inside says so last, until it starts again', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('production', 'eu-west-1')
  const InstanceId = simulatedIn(aws, 'warehouse-sftp').id
  expect(textOf(await ec2.getConsoleOutput({ InstanceId }))).toMatch(/reboot: Power down\r\n$/)
  await ec2.startInstances({ InstanceIds: [InstanceId] })
  clock.time += 60_000
  const again = await ec2.getConsoleOutput({ InstanceId })
  expect(textOf(again)).toMatch(/login: \r\n$/)
  expect(again.Timestamp).toEqual(new Date(noon + 25_000))
})

test('an id that cannot be one, one that nobody has, and a try', async () => {
  const { aws, reader } = await startedAws()
  const ec2 = await reader('production')
  const codeOf = async (input: { InstanceId: string; DryRun?: boolean }) =>
    (await failureOf(ec2.getConsoleOutput(input))).code
  expect(await codeOf({ InstanceId: 'web-1' })).toBe('InvalidInstanceID.Malformed')
  expect(await codeOf({ InstanceId: 'i-00000000000000000' })).toBe('InvalidInstanceID.NotFound')
  expect(await codeOf({ InstanceId: simulatedIn(aws, 'grafana').id, DryRun: true })).toBe('DryRunOperation')
})
