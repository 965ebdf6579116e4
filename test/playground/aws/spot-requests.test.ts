import { expect, test } from 'vitest'
import { simulatedIn, startedAws } from './simulation.ts'

test('a request is active as long as its instance runs, and closed by whoever ended it', async () => {
  const { reader, changer, aws, clock } = await startedAws()
  const ec2 = await reader('production')
  const { id } = simulatedIn(aws, 'jenkins-agent-1')
  const request = async () => {
    const Filters = [{ Name: 'instance-id', Values: [id] }]
    return (await ec2.describeSpotInstanceRequests({ Filters })).SpotInstanceRequests?.[0]
  }
  expect(await request()).toMatchObject({ State: 'active', Status: { Code: 'fulfilled' }, InstanceId: id })
  await (await changer('production')).terminateInstances({ InstanceIds: [id] })
  clock.time += 60_000
  expect(await request()).toMatchObject({ State: 'closed', Status: { Code: 'instance-terminated-by-user' } })
})

test('one that AWS took back says that there was no capacity, and is found by its id too', async () => {
  const { reader, aws } = await startedAws()
  const ec2 = await reader('production', 'us-east-1')
  const { running, id } = simulatedIn(aws, 'batch-etl-1')
  const SpotInstanceRequestIds = [running.SpotInstanceRequestId ?? '']
  const { SpotInstanceRequests } = await ec2.describeSpotInstanceRequests({ SpotInstanceRequestIds })
  expect(SpotInstanceRequests).toMatchObject([
    {
      InstanceId: id,
      State: 'closed',
      Status: { Code: 'instance-terminated-no-capacity', UpdateTime: new Date('2026-11-23T11:48:00Z') },
    },
  ])
  expect((await ec2.describeSpotInstanceRequests({})).SpotInstanceRequests).toHaveLength(2)
})
