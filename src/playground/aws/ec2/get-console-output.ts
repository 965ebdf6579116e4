import type { GetConsoleOutputRequest, GetConsoleOutputResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { consoleOf } from './console.ts'
import { instanceAt } from './instance-at.ts'
import { checkFound, checkInstanceIds } from './instance-ids.ts'
import { instanceResource } from './instance-resource.ts'
import { readAction } from './read-action.ts'

export const getConsoleOutput = readAction({
  name: 'GetConsoleOutput',
  resources: ({ InstanceId: id = '' }: GetConsoleOutputRequest, call) => [instanceResource(id, call)],
  run({ InstanceId: id }: GetConsoleOutputRequest, { place, now }): GetConsoleOutputResult {
    if (id === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId')
    checkInstanceIds([id])
    const simulated = place.instances.find((one) => one.id === id)
    checkFound([id], () => simulated !== undefined && instanceAt(simulated, now) !== undefined)
    const written = simulated === undefined ? undefined : consoleOf(simulated, now)
    if (written === undefined) return { InstanceId: id }
    return {
      InstanceId: id,
      Output: Buffer.from(written.text).subarray(-mostBytes).toString('base64'),
      Timestamp: new Date(written.at),
    }
  },
})

/** EC2 API Reference, GetConsoleOutput. */
const mostBytes = 65_536
