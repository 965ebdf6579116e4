import { expect, test } from 'vitest'
import { failureOf, simulatedIn, startedAws } from './simulation.ts'

test('each call is on record under the person for whom it was made', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('staging')
  const { id } = simulatedIn(aws, 'loadtest-1')
  await ec2.describeInstances({ InstanceIds: [id] })
  clock.time += 1000
  await ec2.stopInstances({ InstanceIds: [id] })
  const changes = aws.trail().filter(({ readOnly }) => !readOnly)
  expect(aws.trail().map(({ eventName }) => eventName)).toEqual(['AssumeRole', 'DescribeInstances', 'StopInstances'])
  expect(changes).toMatchObject([
    {
      eventTime: '2026-11-23T12:00:01Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'StopInstances',
      awsRegion: 'eu-central-1',
      recipientAccountId: '444455556666',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::444455556666:assumed-role/WindlassChange/T0-U0ADA',
        sessionContext: {
          sourceIdentity: 'T0-U0ADA',
          sessionIssuer: { type: 'Role', userName: 'WindlassChange' },
          attributes: { creationDate: '2026-11-23T12:00:00Z' },
        },
      },
      requestParameters: { instancesSet: { items: [{ instanceId: id }] } },
      responseElements: {
        instancesSet: { items: [{ instanceId: id, currentState: { code: 64, name: 'stopping' } }] },
      },
    },
  ])
  expect(changes[0]).not.toHaveProperty('errorCode')
})

test('a session is on record with what it was opened with, not with its secrets', async () => {
  const { aws, changer } = await startedAws()
  await changer('staging', undefined, { Tags: [{ Key: 'change', Value: 'CH42' }] })
  const [opened] = aws.trail()
  expect(opened).toMatchObject({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    readOnly: true,
    userIdentity: { type: 'IAMUser', userName: 'windlass' },
    requestParameters: { sourceIdentity: 'T0-U0ADA', tags: [{ key: 'change', value: 'CH42' }] },
    responseElements: { sourceIdentity: 'T0-U0ADA' },
  })
  expect(JSON.stringify(opened)).not.toMatch(/secretAccessKey|sessionToken/i)
})

test('what was refused is on record with the reason and the request id that the caller got', async () => {
  const { aws, reader, sts } = await startedAws()
  const ec2 = await reader('production')
  const InstanceIds = [simulatedIn(aws, 'grafana').id]
  await failureOf(ec2.stopInstances({ InstanceIds }))
  await failureOf(ec2.describeInstances({ DryRun: true }))
  aws.faults.add({ fault: { kind: 'error', code: 'InsufficientInstanceCapacity' }, times: 1 })
  await failureOf(ec2.startInstances({ InstanceIds }))
  await failureOf(sts().assumeRole({ RoleArn: 'arn:aws:iam::111122223333:role/Nobody', RoleSessionName: 'T0-U0' }))
  expect(aws.trail().flatMap(({ errorCode }) => errorCode ?? [])).toEqual([
    'Client.UnauthorizedOperation',
    'Client.DryRunOperation',
    'Server.InsufficientInstanceCapacity',
    'AccessDenied',
  ])
  const answer = await ec2.describeVolumes({ MaxResults: 5 })
  expect(aws.trail().at(-1)?.requestID).toBe(answer.$metadata.requestId)
})

test('who could not be made out, and what never arrived, is on no record', async () => {
  const { aws, sts, reader } = await startedAws()
  const ec2 = await reader('production')
  const before = aws.trail().length
  await failureOf(sts({ accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey: 'x' }).getCallerIdentity({}))
  aws.faults.add({ fault: { kind: 'refuse' } })
  await failureOf(ec2.describeInstances({}))
  expect(aws.trail()).toHaveLength(before)
})
