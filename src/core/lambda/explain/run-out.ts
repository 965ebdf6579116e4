import type { Rule } from './rule.ts'

// As botocore writes the code, and how STS and S3 word it (IAM API reference, "Common error types"; S3 API reference).
const expired =
  /\(ExpiredToken(?:Exception)?\)|The security token included in the request is expired|The provided token has expired/

export const credentialsExpired: Rule = ({ code = '', message }) =>
  /^ExpiredToken(?:Exception)?$/.test(code) || expired.test(message)
    ? {
        cause: 'The AWS credentials that its code used had expired.',
        next: 'Lambda renews those of the execution role by itself: most likely the code holds on to others, as from an AssumeRole that it made at its start, or from a session token in a variable or a secret. Its owner lets the SDK renew them, or takes the execution role instead.',
      }
    : undefined

// How Python, Ruby, Node.js, Java and Go word it. Go has "expired or is not yet valid" for both, and says then which.
const certificate =
  /certificate verify failed(?::| \()\s?certificate has expired|^certificate has expired$|reason: certificate has expired|CERT_HAS_EXPIRED|CertificateExpiredException|x509: certificate has expired or is not yet valid: current time \S+ is after/
const host = /host=['"]([\w.-]+)['"]|(?:https?|wss?):\/\/([\w.-]+)/

export const certificateExpired: Rule = ({ code = '', message }) => {
  if (!certificate.test(code) && !certificate.test(message)) return undefined
  const found = host.exec(message)
  return {
    cause: `A TLS certificate of ${found?.[1] ?? found?.[2] ?? 'what it calls'} has expired: its own, or one that it was signed with.`,
    next: 'Whoever runs what it calls renews the certificate. Where others reach it, the certificates that the function trusts are too old: its owner deploys it with a newer bundle (certifi in Python) or runtime.',
  }
}
