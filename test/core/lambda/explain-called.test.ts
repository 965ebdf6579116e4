import { describe, expect, it } from 'vitest'
import type { FailureFacts } from '../../../src/core/lambda/explain/rule.ts'
import { explain } from '../../../src/core/lambda/explain.ts'

type Case = readonly [name: string, message: string, says: RegExp, more?: Partial<FailureFacts>]

const within = (goal: string) =>
  new RegExp(`^It was refused a connection to ${goal}, which is within its own environment: nothing listened there`)
const refused = (goal: string) => new RegExp(`^${goal} refused the connection\\. A machine answered, so most likely`)
const silent = (goal: string, limit: string) =>
  new RegExp(`^${goal} did not answer within ${limit}\\. The connection came about, so most likely`)
const unfinished = (goal: string, limit: string) =>
  new RegExp(`^${goal} did not answer within ${limit}\\. Whether it was reached at all is not said`)

const unanswered: readonly Case[] = [
  ['a database that refuses (Node.js)', 'connect ECONNREFUSED 10.0.5.12:5432', refused('10.0.5.12:5432')],
  [
    'a database that refuses (libpq)',
    'connection to server at "db.example" (10.0.3.14), port 5432 failed: Connection refused',
    refused('db.example:5432'),
  ],
  [
    'a database that refuses (libpq before 14, with the address on the next lines)',
    'could not connect to server: Connection refused',
    refused('10.0.3.14:5432'),
    {
      log: '[ERROR] OperationalError: could not connect to server: Connection refused\n\tIs the server running on host "10.0.3.14" and accepting\n\tTCP/IP connections on port 5432?\nTraceback',
    },
  ],
  [
    'a database that refuses (PyMySQL)',
    `(2003, "Can't connect to MySQL server on 'db.example' ([Errno 111] Connection refused)")`,
    refused('db.example'),
  ],
  [
    'a partner that refuses (requests)',
    "HTTPConnectionPool(host='api.example', port=8080): Max retries exceeded with url: / (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))",
    refused('api.example:8080'),
  ],
  ['a partner that refuses (Go)', 'dial tcp 10.0.1.5:5432: connect: connection refused', refused('10.0.1.5:5432')],
  [
    'a database that refuses (JDBC)',
    'Connection to db.example:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
    refused('db.example:5432'),
  ],
  ['one that refuses and is not named', '[Errno 111] Connection refused', refused('What it calls')],
  ['its own environment (Node.js)', 'connect ECONNREFUSED 127.0.0.1:5432', within('127\\.0\\.0\\.1:5432')],
  ['its own environment by IPv6', 'connect ECONNREFUSED ::1:3306', within('::1:3306')],
  [
    'its own environment (redis-py)',
    'Error 111 connecting to localhost:6379. Connection refused.',
    within('localhost:6379'),
  ],
  ['its own environment (Ruby)', 'Connection refused - connect(2) for "localhost" port 5432', within('localhost:5432')],
  [
    'all addresses of a name that refuse (Node.js)',
    '',
    refused('What it calls'),
    {
      code: 'AggregateError',
      log: 'AggregateError [ECONNREFUSED]: \n    at internalConnectMultiple (node:net:1134:18)',
    },
  ],
  [
    'a partner that is slow (requests)',
    "HTTPSConnectionPool(host='api.partner.example', port=443): Read timed out. (read timeout=5)",
    silent('api.partner.example:443', '5 s'),
    { code: 'ReadTimeout' },
  ],
  [
    'AWS that is slow (botocore)',
    'Read timeout on endpoint URL: "https://s3.eu-central-1.amazonaws.com/inbox/a.csv"',
    silent('s3.eu-central-1.amazonaws.com', 'the time that its code gives it'),
  ],
  [
    'a slow cache (redis-py)',
    'Timeout reading from socket',
    silent('What it calls', 'the time that its code gives it'),
  ],
  ['a slow partner (axios)', 'timeout of 5000ms exceeded', unfinished('What it calls', '5 s')],
  [
    'a slow partner (Go)',
    'Get "https://api.example/v1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    unfinished('api.example', 'the time that its code gives it'),
  ],
  [
    'a slow partner (.NET)',
    'The request was canceled due to the configured HttpClient.Timeout of 7 seconds elapsing.',
    unfinished('What it calls', '7 s'),
  ],
]

const notThere = (what: string) => new RegExp(`^${what} is not there: AWS finds nothing by that name`)
const refusedUser = (user: string) => new RegExp(`^Its database did not let the user ${user} in`)

const missing: readonly Case[] = [
  [
    'a secret that is not there',
    "Secrets Manager can't find the specified secret.",
    notThere('The secret that its code asks Secrets Manager for'),
    { code: 'ResourceNotFoundException' },
  ],
  [
    'a secret without a value',
    "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    /^The secret .* has no value/,
    { code: 'ResourceNotFoundException' },
  ],
  [
    'a table that is not there',
    'Requested resource not found',
    notThere('The DynamoDB table, or the index of it, that its code asks for'),
    { code: 'ResourceNotFoundException' },
  ],
  [
    'a queue that is not there',
    'The specified queue does not exist.',
    notThere('The queue that its code asks SQS for'),
    { code: 'QueueDoesNotExist' },
  ],
  [
    'an object that is not there',
    'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
    notThere('The object that its code asks S3 for'),
    { code: 'ClientError' },
  ],
  [
    'another thing that is not there',
    'An error occurred (ResourceNotFoundException) when calling the DescribeEndpoint operation: no such endpoint',
    notThere('What its code asks AWS for with DescribeEndpoint'),
    { code: 'ClientError' },
  ],
  [
    'a partner that does not know the key',
    '401 Client Error: Unauthorized for url: https://api.partner.example/v1/orders',
    /^api\.partner\.example did not accept the key, the token or the password that the code sent, or got none \(401\)/,
    { code: 'HTTPError' },
  ],
  ['a wrong password (PostgreSQL)', 'password authentication failed for user "app"', refusedUser('app')],
  [
    'a wrong password (MySQL)',
    "(1045, \"Access denied for user 'app'@'10.0.1.2' (using password: YES)\")",
    refusedUser('app'),
  ],
  [
    'no password (MySQL)',
    "Access denied for user 'app'@'10.0.1.2' (using password: NO)",
    /the user app in: the code sent no password\.$/,
  ],
  ['no password (Redis)', 'NOAUTH Authentication required.', /did not let it in: the code sent no password\.$/],
  ['a login by IAM', 'PAM authentication failed for user "app"', /the user app in\. It refused by PAM/],
  [
    'keys that AWS does not know',
    'The security token included in the request is invalid.',
    /^AWS does not know the credentials that its code used\.$/,
    { code: 'UnrecognizedClientException' },
  ],
]

const ofNumpy = /^NumPy is in its package or a layer and cannot be loaded: most likely it was built for another system/
const loaded: readonly Case[] = [
  [
    'NumPy that does not load',
    "Unable to import module 'app': Error importing numpy: you should not try to import numpy from",
    ofNumpy,
    { code: 'Runtime.ImportModuleError' },
  ],
  [
    'NumPy that does not load, said below what imports it',
    "Unable to import module 'app': Unable to import required dependencies:",
    ofNumpy,
    {
      code: 'Runtime.ImportModuleError',
      log: 'numpy:\n\nIMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!\n\nImporting the numpy C-extensions failed.',
    },
  ],
  [
    'what else does not load, in its own words',
    "Unable to import module 'app': bad magic number in 'orders'",
    /^Its code could not be loaded \(Unable to import module 'app': bad magic number in 'orders'\), so nothing of it ran\.$/,
    { code: 'Runtime.ImportModuleError' },
  ],
]

describe('a call that failed by what it called, or loaded, is explained by', () => {
  const all = [...unanswered, ...missing, ...loaded]
  it.each(all.map((each) => [each[0], each] as const))('%s', (_name, [, message, says, more]) => {
    const explanation = explain({ code: 'Error', message, ...more })
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it('no way out of a VPC only where it may not have been reached, and may be in one', () => {
    const message = 'timeout of 5000ms exceeded'
    expect(explain({ code: 'AxiosError', message, isInVpc: true })?.next).toContain('NAT gateway')
    expect(explain({ code: 'AxiosError', message, isInVpc: false })?.next).not.toContain('NAT gateway')
    expect(explain({ code: 'ReadTimeout', message: 'x', isInVpc: true })?.next).not.toContain('NAT gateway')
  })

  it.each([
    ['an order that was refused', 'the bank refused the connection fee', 'PaymentError'],
    ['its own thing that is not found', 'customer 7 was not found', 'ResourceNotFoundException'],
    ['its own resource', 'Requested resource not found: customer 7', 'CustomerError'],
    ['a login of its own users', 'authentication failed for customer 7', 'LoginError'],
    ['a clock that is wrong', 'Signature expired: 20261126T2014Z is now earlier', 'InvalidSignatureException'],
    ['what it got over before', 'sold out', 'OutOfStock'],
  ])('nothing, where it is %s', (_, message, code) => {
    const log = 'AggregateError [ECONNREFUSED]: connect ECONNREFUSED 10.0.5.12:5432'
    expect(explain({ code, message, log })).toBeUndefined()
  })
})
