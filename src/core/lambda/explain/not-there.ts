import type { Rule } from './rule.ts'

type Row = readonly [said: RegExp, what: string, next?: string]

// As the services word it (and S3, SQS, SSM and Step Functions by a code of their own).
const rows: readonly Row[] = [
  [/Secrets Manager can't find the specified secret(?! value)/, 'The secret that its code asks Secrets Manager for'],
  [
    /\bNoSuchKey\b|The specified key does not exist/,
    'The object that its code asks S3 for',
    'Compare the bucket and the key that the code asks for with what is in S3. It may be deleted, or not written yet. In the events of S3 a key is URL-encoded (a space is a +): the code decodes it first.',
  ],
  [/\bNoSuchBucket\b|The specified bucket does not exist/, 'The bucket that its code asks S3 for'],
  [/\(404\) when calling the HeadObject operation/, 'The object, or the bucket, that its code asks S3 for'],
  [
    /ResourceNotFoundException\b.*: Requested resource not found|Cannot do operations on a non-existent table/,
    'The DynamoDB table, or the index of it, that its code asks for',
  ],
  [
    /\bQueueDoesNotExist\b|AWS\.SimpleQueueService\.NonExistentQueue|The specified queue does not exist/,
    'The queue that its code asks SQS for',
  ],
  [/\bParameterNotFound\b/, 'The parameter that its code asks Parameter Store for'],
  [/: Function not found: arn:/, 'The function, or the version or alias of it, that its code calls'],
  [
    /\(NotFound(?:Exception)?\) when calling the Publish operation|: Topic does not exist$/,
    'The topic that its code sends to',
  ],
  [/\bStateMachineDoesNotExist\b/, 'The state machine that its code starts'],
]

const asIs =
  'Compare the name that its code asks for, often the value of a variable, with what is there in that account and Region. Where it was deleted, CloudTrail has who did that.'

/** AWS knows nothing by the name that the code asked for. */
export const notThere: Rule = ({ code = '', message }) => {
  const said = rows.find(([pattern]) => pattern.test(`${code}: ${message}`))
  const [, called] = /\(\w*NotFound(?:Exception)?\) when calling the (\w+) operation/.exec(message) ?? []
  if (/can't find the specified secret value/.test(message)) {
    return {
      cause: 'The secret that its code asks Secrets Manager for has no value, or none of that version.',
      next: 'Its owner gives the secret a value; where it is rotated, look whether the last rotation came to its end.',
    }
  }
  if (said === undefined && called === undefined) return undefined
  const [, what, next = asIs] = said ?? [/./, `What its code asks AWS for with ${called}`]
  return { cause: `${what} is not there: AWS finds nothing by that name where it looks.`, next }
}
