import { describe, expect, it } from 'vitest'
import { explainBatch } from '../../../src/core/lambda/explain/batches.ts'
import { explainState } from '../../../src/core/lambda/explain.ts'

// StateReasonCode and LastUpdateStatusReasonCode, as the Lambda API lists them.
describe('a state is explained by its reason code', () => {
  it.each([
    ['Idle', /put it aside/],
    ['Creating', /still setting it up/],
    ['Restoring', /still setting it up/],
    ['EniLimitExceeded', /network interfaces as its quota/],
    ['InsufficientRolePermissions', /may not make the network interfaces/],
    ['InvalidConfiguration', /does not take its settings/],
    ['InternalError', /failed within AWS/],
    ['SubnetOutOfIPAddresses', /no free IP address/],
    ['InvalidSubnet', /does not exist any more/],
    ['InvalidSecurityGroup', /does not exist any more/],
    ['ImageDeleted', /deleted from ECR/],
    ['ImageAccessDenied', /may not fetch its image/],
    ['InvalidImage', /cannot run its image/],
    ['KMSKeyAccessDenied', /may not use the KMS key/],
    ['KMSKeyNotFound', /is gone/],
    ['InvalidStateKMSKey', /is gone/],
    ['DisabledKMSKey', /is disabled/],
    ['EFSIOError', /read from or write to/],
    ['EFSMountConnectivityError', /cannot reach the file system/],
    ['EFSMountFailure', /did not let it in/],
    ['EFSMountTimeout', /did not answer in time/],
    ['InvalidRuntime', /does not offer its runtime/],
    ['InvalidZipFileException', /could not unpack its code/],
    ['FunctionError', /while it started/],
    ['FunctionError.InitTimeout', /while it started/],
    ['FunctionError.InitResourceExhausted', /while it started/],
    ['FunctionError.RuntimeInitError', /while it started/],
    ['FunctionError.ExtensionInitError', /extensions/],
    ['FunctionError.InvalidEntryPoint', /cannot be started/],
    ['FunctionError.InvalidWorkingDirectory', /cannot be started/],
    ['FunctionError.PermissionDenied', /cannot be started/],
    ['FunctionError.TooManyExtensions', /extensions/],
    ['VcpuLimitExceeded', /no room/],
    ['CapacityProviderScalingLimitExceeded', /no room/],
    ['EC2RequestLimitExceeded', /did not set up its network/],
    ['DisallowedByVpcEncryptionControl', /encrypted traffic/],
    ['SnapStartTimeoutException', /snapshot in time/],
    ['Inactive', /put it aside/],
    ['Pending', /still setting it up/],
  ])('%s', (code, says) => {
    const explanation = explainState(code)
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
    expect(explanation?.next).not.toContain('/lambda show says that')
  })

  it.each([undefined, 'Failed', 'SomethingNew', 'DrainingDurableExecutions'])('%s says nothing more', (code) => {
    expect(explainState(code)).toBeUndefined()
  })
})

describe('a batch that failed is explained by', () => {
  it.each([
    ['Kinesis', 'PROBLEM: Function call failed', /nothing behind it in its shard/],
    ['SQS', 'PROBLEM: Function call failed', /come back to the queue/],
    ['Amazon MQ', 'PROBLEM: Function call failed', /could not be called\.$/],
    ['Kinesis', 'PROBLEM: internal error, please contact lambda.', /within Lambda/],
    ['SQS', 'PROBLEM: Lambda internal error', /within Lambda/],
    ['SQS', 'PROBLEM: Function throttled', /no room/],
    ['DynamoDB', 'PROBLEM: Lambda failed to assume your function execution role.', /take on its execution role/],
    [
      'Kinesis',
      'PROBLEM: Cannot access stream arn:aws:kinesis:eu-central-1:1:stream/orders. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, ListShards, and ListStreams Actions on your stream in IAM.',
      /may not read from the source/,
    ],
    ['Kinesis', 'PROBLEM: KMS access denied', /may not decrypt/],
    ['MSK', 'PROBLEM: Connection error. Your VPC must be able to connect to Lambda and STS.', /does not reach/],
    ['Kafka', 'PROBLEM: The provided Kafka broker endpoints cannot be resolved.', /does not reach/],
    ['Kafka', 'PROBLEM: Cluster failed to authorize Lambda.', /does not let Lambda read the topic/],
    ['Kafka', 'PROBLEM: SASL authentication failed.', /who it is/],
    ['Kafka', 'PROBLEM: Server failed to authenticate Lambda.', /who it is/],
    ['Kafka', 'PROBLEM: Provided certificate or private key is invalid.', /who it is/],
    ['DynamoDB', 'PROBLEM: Stream not found', /not there any more/],
  ])('%s: %s', (kind, result, says) => {
    const explanation = explainBatch(kind, result)
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it('nothing, where it is not known what AWS means', () => {
    expect(explainBatch('SQS', 'PROBLEM: something new')).toBeUndefined()
  })
})
