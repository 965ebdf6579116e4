import type { Explanation } from './rule.ts'

type Row = readonly [result: RegExp, cause: string, next: string]

const reached =
  'An AWS administrator checks the subnets and security groups of the source: it needs a way to Lambda, STS and Secrets Manager, by a NAT gateway or VPC endpoints.'

// What LastProcessingResult begins with after PROBLEM, of queues and streams, and of Kafka (Developer Guide,
// "Troubleshoot Kafka event source mapping errors"). AWS lists its texts nowhere as a whole.
const rows: readonly Row[] = [
  [
    /throttl|concurren/i,
    'There was no room for one more call of it.',
    'Look at its reserved concurrency and its throttled calls; wait until others of its calls are done, or let its owner reserve more.',
  ],
  [
    /assume\b[^.]*\brole/i,
    'Lambda may not take on its execution role.',
    'An AWS administrator lets the role trust lambda.amazonaws.com, or sets a role that is still there.',
  ],
  [
    /\bKMS\b/i,
    'What is in the source is encrypted, and its execution role may not decrypt it.',
    "An AWS administrator allows kms:Decrypt in the role's policies and in the policy of the key.",
  ],
  [
    /failed to authorize/i,
    'The cluster does not let Lambda read the topic.',
    'Whoever runs the cluster allows its user to describe and read the topic and the consumer group.',
  ],
  [
    /SASL|failed to authenticate|certificate|private key/i,
    'Lambda and the cluster did not accept how the other one proves who it is.',
    'Its owner checks the secret with the user, the password or the certificate that the trigger names.',
  ],
  [
    /not authorized|access denied|permission|cannot access|ensure the role/i,
    'Its execution role may not read from the source.',
    'An AWS administrator adds what AWS names to the policies of the role.',
  ],
  [/connection|cannot be resolved|timed out|connect to/i, 'Lambda does not reach the source.', reached],
  [
    /does not exist|not ?found|was deleted/i,
    'The source, or what it needs, is not there any more.',
    'Its owner deletes the trigger, or makes the source anew.',
  ],
  [
    /internal error/i,
    'Something failed within Lambda, and not in the function.',
    'Lambda tries again by itself. If it stays so for an hour, an AWS administrator asks AWS Support.',
  ],
]

/** Of what AWS said of the last batch that a trigger of this kind brought. */
export function explainBatch(kind: string, result: string): Explanation | undefined {
  if (/function call failed/i.test(result)) return failedCall(kind)
  const found = rows.find(([pattern]) => pattern.test(result))
  return found && { cause: found[1], next: found[2] }
}

/** Developer Guide, "How Lambda processes records from stream and queue-based event sources". */
function failedCall(kind: string): Explanation {
  const meanwhile = /kinesis|dynamodb|kafka|msk/i.test(kind)
    ? ' Until the batch succeeds or is given up, nothing behind it in its shard or partition is read.'
    : /sqs/i.test(kind)
      ? ' Its messages come back to the queue, and are tried again until they go to its dead-letter queue.'
      : ''
  return {
    cause: `It was called with the last batch and failed, or could not be called.${meanwhile}`,
    next: 'Look in its log for the failures of that time.',
  }
}
