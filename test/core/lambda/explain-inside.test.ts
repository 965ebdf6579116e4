import { describe, expect, it } from 'vitest'
import type { FailureFacts } from '../../../src/core/lambda/explain/rule.ts'
import { explain } from '../../../src/core/lambda/explain.ts'

type Case = readonly [name: string, message: string, says: RegExp, more?: Partial<FailureFacts>]

const timedOut = 'Task timed out after 3.00 seconds'

const failed: readonly Case[] = [
  [
    'a private address that does not answer',
    'connect ETIMEDOUT 10.0.5.12:5432',
    /^It could not reach 10\.0\.5\.12:5432, a private address\. Nothing answered: most likely a security group .* what it calls is not running\.$/,
    { isInVpc: true },
  ],
  [
    'a private address, as libpq names it',
    'connection to server at "ledger.abc.eu-central-1.rds.amazonaws.com" (172.31.5.12), port 5432 failed: Connection timed out',
    /^It could not reach 172\.31\.5\.12:5432, a private address\. Nothing answered/,
    { isInVpc: true },
  ],
  [
    'a private address, as PyMySQL names it',
    `(2003, "Can't connect to MySQL server on '192.168.5.12' (timed out)")`,
    /^It could not reach 192\.168\.5\.12, a private address\. Nothing answered/,
    { isInVpc: true },
  ],
  [
    'a private address, asked from outside of every VPC',
    'dial tcp 10.0.5.12:6379: i/o timeout',
    /a private address\. It does not run in a VPC/,
    { isInVpc: false },
  ],
  [
    'its timeout while it waited for a private address',
    timedOut,
    /^It waited for a connection until its time was up: it could not reach 10\.0\.5\.12:5432, a private address\./,
    { code: 'Sandbox.Timedout', log: 'retrying\nError: connect ETIMEDOUT 10.0.5.12:5432\n' },
  ],
  ['a public address', 'connect ETIMEDOUT 172.217.16.1:443', /a NAT gateway/, { isInVpc: true }],
  ['a full /tmp', 'ENOSPC: no space left on device, write', /most likely its \/tmp is full/],
  ['a full /tmp, in Python', '[Errno 28] No space left on device', /most likely its \/tmp is full/],
  ['too many open files', "EMFILE: too many open files, open '/tmp/a'", /allows an environment: 1,024/],
  ['too many open files, in Python', "[Errno 24] Too many open files: '/tmp/a'", /allows an environment: 1,024/],
  ['too many open files, met when it connects', 'getaddrinfo EMFILE api.example.com', /allows an environment: 1,024/],
  ['no connection left', 'FATAL: sorry, too many clients already', /database took no more connections/],
  [
    'no connection left, of those for others',
    'remaining connection slots are reserved for roles with the SUPERUSER attribute',
    /database took no more connections/,
  ],
  [
    'a key that is disabled',
    'arn:aws:kms:eu-central-1:111122223333:key/2f1a is disabled.',
    /^The KMS key arn:aws:kms:eu-central-1:111122223333:key\/2f1a, which it needs, is disabled\.$/,
    { code: 'DisabledException' },
  ],
  [
    'a key that will be deleted',
    'arn:aws:kms:eu-central-1:111122223333:key/2f1a is pending deletion.',
    /cannot be used in the state that it is in/,
    { code: 'KMSInvalidStateException' },
  ],
  [
    'a loop that Lambda stopped',
    'Lambda has detected your function being invoked in a recursive loop',
    /^Lambda stopped a loop/,
    { code: 'RecursiveInvocationException' },
  ],
]

describe('a call that failed by what it asked of others is explained by', () => {
  it.each(failed.map((each) => [each[0], each] as const))('%s', (_name, [, message, says, more]) => {
    const explanation = explain({ code: 'Error', message, ...more })
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it('nothing, where something of its own is disabled', () => {
    expect(explain({ code: 'DisabledException', message: 'customer 7 is disabled.' })).toBeUndefined()
  })

  it('its own error, not by an earlier private address that it got over', () => {
    const log = 'connect ETIMEDOUT 10.0.5.12:5432'
    expect(explain({ code: 'OutOfStock', message: 'sold out', log })).toBeUndefined()
  })
})
