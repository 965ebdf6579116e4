import { describe, expect, it } from 'vitest'
import type { FailureFacts } from '../../../src/core/lambda/explain/rule.ts'
import { explain } from '../../../src/core/lambda/explain.ts'

type Case = readonly [name: string, message: string, says: RegExp, more?: Partial<FailureFacts>]

const credentials = /^The AWS credentials that its code used had expired\.$/
const certificate = /^A TLS certificate of what it calls has expired: its own, or one that it was signed with\.$/

const failed: readonly Case[] = [
  [
    'expired credentials, by botocore',
    'An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.',
    credentials,
    { code: 'ClientError' },
  ],
  [
    'expired credentials, by the SDK for Java',
    'The provided token has expired. (Service: S3, Status Code: 400, Request ID: 7F3ABCD0123)',
    credentials,
    { code: 'software.amazon.awssdk.services.s3.model.S3Exception' },
  ],
  [
    'expired credentials, by their code',
    'The security token included in the request is expired',
    credentials,
    { code: 'ExpiredTokenException' },
  ],
  [
    'an expired certificate, by requests',
    "HTTPSConnectionPool(host='api.partner.example', port=443): Max retries exceeded with url: /v1/x (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1010)')))",
    /^A TLS certificate of api\.partner\.example has expired:/,
    { code: 'SSLError' },
  ],
  ['an expired certificate, in Node.js', 'certificate has expired', certificate],
  [
    'an expired certificate, by node-fetch',
    'request to https://api.partner.example/v1 failed, reason: certificate has expired',
    /^A TLS certificate of api\.partner\.example has expired:/,
  ],
  [
    'an expired certificate, in Ruby',
    'SSL_connect returned=1 errno=0 state=error: certificate verify failed (certificate has expired)',
    certificate,
  ],
  [
    'an expired certificate, in Go',
    'Get "https://api.partner.example/v1": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-26T20:14:03Z is after 2026-11-01T00:00:00Z',
    /^A TLS certificate of api\.partner\.example has expired:/,
  ],
  [
    'DNS that does not answer, in Python',
    '<urlopen error [Errno -3] Temporary failure in name resolution>',
    /^DNS gave no answer when it asked for the address of what it calls\. It runs in a VPC, so it asks the DNS servers of that VPC\.$/,
    { isInVpc: true },
  ],
  [
    'DNS that does not answer, in Node.js',
    'getaddrinfo EAI_AGAIN api.example.com',
    /^DNS gave no answer when it asked for the address of api\.example\.com\. If it runs in a VPC/,
  ],
  [
    'DNS that does not answer, in Go',
    'dial tcp: lookup api.example.com on 10.0.0.2:53: read udp 10.0.1.5:41000->10.0.0.2:53: i/o timeout',
    /^DNS gave no answer when it asked for the address of api\.example\.com\. It runs in a VPC/,
    { isInVpc: true },
  ],
  [
    'DNS that does not answer, outside of every VPC',
    'could not translate host name "db.example.com" to address: Temporary failure in name resolution',
    /^DNS gave no answer when it asked for the address of db\.example\.com\.$/,
    { isInVpc: false },
  ],
]

describe('a call that failed by what ran out, or did not answer, is explained by', () => {
  it.each(failed.map((each) => [each[0], each] as const))('%s', (_name, [, message, says, more]) => {
    const explanation = explain({ code: 'Error', message, ...more })
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it.each([
    [
      'a certificate that is not valid yet',
      'x509: certificate has expired or is not yet valid: current time 2026-11-26T20:14:03Z is before 2026-12-01T00:00:00Z',
    ],
    ['a certificate that nobody has signed', 'certificate verify failed: unable to get local issuer certificate'],
    ['a token of its own', 'the session token has expired'],
    ['a certificate of its customers', 'the certificate has expired for customer 7'],
  ])('nothing, where it is %s', (_, message) => {
    expect(explain({ code: 'Error', message })).toBeUndefined()
  })
})
