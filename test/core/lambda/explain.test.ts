import { describe, expect, it } from 'vitest'
import type { FailureFacts } from '../../../src/core/lambda/explain/rule.ts'
import { explain, explainRefusal } from '../../../src/core/lambda/explain.ts'

type Case = readonly [
  failure: string,
  code: string | undefined,
  message: string,
  says: RegExp,
  more?: Partial<FailureFacts>,
]

const timedOut = 'Task timed out after 3.00 seconds'
const role = 'arn:aws:sts::111122223333:assumed-role/order-role/order-intake'
const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders'
const put = `User: ${role} is not authorized to perform: dynamodb:PutItem on resource: ${table}`

const failed: readonly Case[] = [
  ['its timeout', 'Sandbox.Timedout', timedOut, /not done within its timeout of 3 s/],
  [
    'its timeout, in a VPC',
    'Sandbox.Timedout',
    timedOut,
    /stays done\. It runs in a VPC: without a NAT gateway \(or a VPC endpoint\) nothing outside answers/,
    { isInVpc: true },
  ],
  ['its timeout, in no VPC', 'Sandbox.Timedout', timedOut, /stays done\.$/, { isInVpc: false }],
  ['its timeout, as configured', undefined, timedOut, /its timeout of 15 min/, { timeoutSeconds: 900 }],
  [
    'its timeout while it waited for a connection',
    'Sandbox.Timedout',
    timedOut,
    /waited .* could not reach 198\.51\.100\.7:5432\. If it runs in a VPC, nothing outside/,
    { log: 'retrying\nError: connect ETIMEDOUT 198.51.100.7:5432\n' },
  ],
  [
    'no way out of its VPC',
    'Error',
    'getaddrinfo ENOTFOUND api.example.com',
    /could not reach api\.example\.com\. It runs in a VPC/,
    { isInVpc: true },
  ],
  [
    'no way out of its VPC (Python)',
    'ConnectTimeoutError',
    'Connect timeout on endpoint URL: "https://dynamodb.eu-central-1.amazonaws.com/"',
    /could not reach https:\/\/dynamodb\.eu-central-1\.amazonaws\.com\./,
  ],
  [
    'an address that is wrong, outside of any VPC',
    'Error',
    'getaddrinfo ENOTFOUND api.exmaple.com',
    /^It could not reach api\.exmaple\.com\.$/,
    { isInVpc: false },
  ],
  [
    'its memory',
    'Runtime.OutOfMemory',
    'Runtime exited with error: signal: killed',
    /more memory than the 128 MB/,
    { memoryMb: 128 },
  ],
  ['its memory (before 2024)', 'Runtime.ExitError', 'Runtime exited with error: signal: killed', /more memory/],
  ['its memory (Java)', 'java.lang.OutOfMemoryError', 'Java heap space', /more memory/],
  ['its memory (Python)', 'MemoryError', '', /more memory/],
  [
    'its answer',
    'Function.ResponseSizeTooLarge',
    'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    /longer than the 6 MB/,
  ],
  [
    'its handler',
    'Runtime.HandlerNotFound',
    'index.handler is undefined or not exported',
    /no handler .*\(index\.handler is undefined/,
  ],
  ['its handler (Python)', 'Runtime.HandlerNotFound', "Handler 'main' missing on module 'app'", /no handler/],
  [
    'its handler (Java)',
    'java.lang.ClassNotFoundException',
    'Class not found: example.Handler',
    /no handler .*example\.Handler/,
  ],
  [
    'a module',
    'Runtime.ImportModuleError',
    "Error: Cannot find module 'pg'\nRequire stack:\n- /var/task/index.js",
    /needs pg, which/,
  ],
  ['a module (ESM)', 'Error', "Cannot find package 'pg' imported from /var/task/index.mjs", /needs pg, which/],
  [
    'a module (Python)',
    'Runtime.ImportModuleError',
    "Unable to import module 'app': No module named 'requests'",
    /needs requests, which/,
  ],
  ['a module (Ruby)', 'LoadError', 'cannot load such file -- pg', /needs pg, which/],
  ['code that does not load', 'Runtime.ImportModuleError', 'Unable to import module', /could not be loaded/],
  ['a foreign binary', 'Error', '/var/task/node_modules/x.node: invalid ELF header', /built for another system/],
  ['its syntax', 'Runtime.UserCodeSyntaxError', 'SyntaxError: Unexpected token }', /cannot read its code/],
  ['text that is no JSON', 'SyntaxError', 'Unexpected token < in JSON at position 0', /JSON that is none/],
  [
    'its role',
    'AccessDeniedException',
    `${put} because no identity-based policy allows the dynamodb:PutItem action`,
    /^Its execution role order-role may not do dynamodb:PutItem on \S+table\/orders\. No identity-based policy allows it\.$/,
  ],
  [
    'a deny',
    'AccessDeniedException',
    `${put} with an explicit deny in a service control policy`,
    /Its service control policy denies it outright/,
  ],
  [
    'S3, which names nothing',
    'AccessDenied',
    'Access Denied',
    /^Its execution role may not do what the code asked AWS for\.$/,
  ],
  [
    'what botocore makes of it',
    'ClientError',
    'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    /may not do PutObject\./,
  ],
  [
    'a key of its role',
    'AccessDeniedException',
    `User: ${role} is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:1:key/2`,
    /may not do kms:Decrypt/,
  ],
  ['a service that throttles', 'ThrottlingException', 'Rate exceeded', /function itself was not throttled/],
  ['its entry point', 'Runtime.InvalidEntrypoint', 'fork/exec /lambda-entrypoint.sh: no such file', /entry point/],
  ['an extension', 'Extension.Crash', 'exit code 1', /One of its extensions/],
  ['its process', 'Runtime.ExitError', 'Runtime exited without providing a reason', /without saying why/],
  [
    'its process, with a status',
    'Runtime.ExitError',
    'Runtime exited with error: exit status 1',
    /ended with status 1/,
  ],
  [
    'a field',
    'TypeError',
    "Cannot read properties of undefined (reading 'total')",
    /reads total of something that is not there/,
  ],
  ['a key (Python)', 'KeyError', "'total'", /reads total where it is not/],
  ['a value (Java)', 'java.lang.NullPointerException', '', /from something that is not there/],
  [
    'its start',
    'Error',
    'no configuration',
    /while it started/,
    { log: 'INIT_REPORT Init Duration: 9.1 ms\tPhase: init\tStatus: error\tError Type: Error' },
  ],
]

describe('a call that failed is explained by', () => {
  it.each(failed.map((each) => [each[0], each] as const))('%s', (_failure, [, code, message, says, more]) => {
    const explanation = explain({ code, message, ...more })
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it('nothing, where its own error says it all', () => {
    expect(explain({ code: 'OutOfStock', message: 'article 7 is sold out' })).toBeUndefined()
  })

  it.each([
    ['AccessDeniedForCustomer', 'customer 7 may not see order 8'],
    ['PermissionDenied', '403 from a service that is not AWS'],
  ])('nothing, where %s is an error of the code’s own', (code, message) => {
    expect(explain({ code, message })).toBeUndefined()
  })

  it('its own error, not by an earlier connection that it got over', () => {
    expect(explain({ code: 'OutOfStock', message: 'sold out', log: 'connect ETIMEDOUT 10.0.3.7:5432' })).toBeUndefined()
  })

  it('a policy of the organisation in another way than by one of the role', () => {
    const outer = explain({ code: undefined, message: `${put} because no service control policy allows it` })
    const own = explain({ code: undefined, message: `${put} because no identity-based policy allows it` })
    expect(outer?.next).toContain('not enough')
    expect(own?.next).toContain("role's policies")
  })
})

const refused: readonly (readonly [code: string, message: string, says: RegExp])[] = [
  [
    'TooManyRequestsException',
    'throttling (ReservedFunctionConcurrentInvocationLimitExceeded)',
    /reserved concurrency/,
  ],
  [
    'TooManyRequestsException',
    'throttling (ConcurrentInvocationLimitExceeded)',
    /the concurrency that the account has/,
  ],
  ['TooManyRequestsException', 'throttling (CallerRateLimitExceeded)', /more often in a second/],
  ['ENILimitReachedException', '', /network interfaces/],
  ['EniLimitExceeded', '', /network interfaces/],
  ['SubnetIPAddressLimitReachedException', '', /no free IP address/],
  ['EC2AccessDeniedException', '', /network interfaces that it needs/],
  ['KMSAccessDeniedException', '', /may not use the KMS key/],
  ['KMSDisabledException', '', /is disabled/],
  ['KMSNotFoundException', '', /is gone/],
  ['SnapStartNotReadyException', '', /still making the snapshot/],
  ['SnapStartTimeoutException', '', /not restored from its snapshot in time/],
  ['SnapStartException', '', /afterRestore hook failed/],
  ['ImageAccessDenied', '', /may not fetch its image/],
  ['ImageDeleted', '', /was deleted from ECR/],
  ['InvalidImage', '', /cannot run its image/],
  ['CodeArtifactUserFailedException', '', /could not use its code/],
  ['EFSMountConnectivityException', '', /cannot reach the file system/],
  ['EFSMountFailureException', '', /did not let it in/],
  ['EFSMountTimeoutException', '', /did not answer in time/],
  ['RequestTooLargeException', '', /longer than Lambda takes/],
  ['RequestEntityTooLargeException', '', /longer than Lambda takes/],
  ['FunctionError.InitTimeout', '', /while it started/],
  ['FunctionError.InvalidEntryPoint', '', /entry point/],
  ['ResourceConflictException', 'The function is currently in the following state: Pending', /still setting it up/],
  ['ResourceConflictException', 'The function is currently in the following state: Failed', /could not set it up/],
  ['ResourceConflictException', 'An update is in progress', /Something else is being done/],
  ['ResourceNotReadyException', '', /put its connection to the VPC aside/],
]

describe('a call that did not run is explained by', () => {
  it.each(refused)('%s %s', (code, message, says) => {
    const explanation = explainRefusal({ code, message })
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it('nothing, where the role that Windlass has may not call it: its sentence names that', () => {
    expect(explainRefusal({ code: 'AccessDeniedException', message: 'not authorized' })).toBeUndefined()
  })
})
