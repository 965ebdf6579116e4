// Each with what is left of it, so that a reader still sees that something was there.
const secrets: readonly (readonly [pattern: RegExp, left: string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[redacted private key]'],
  // Slack's tokens begin with xox and a letter, or xapp (Slack, "Token types"); a response_url lets anyone answer.
  [/\bxox[a-z](?:\.[a-z0-9]+)?(?:-[\w-]+)+/gi, '[redacted]'],
  [/\bxapp-[\w-]+/gi, '[redacted]'],
  [/https:\/\/hooks\.slack\.com\/[^\s"\\<>|]+/gi, '[redacted]'],
  // Access key ids (IAM user guide, "Understanding unique ID prefixes"), and the heads that STS gives session tokens.
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, '[redacted]'],
  [/\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[\w+/=%-]{20,}/g, '[redacted]'],
  // JSON web tokens.
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g, '[redacted]'],
  [/\b((?:Bearer|Basic)\s+)[\w+/=.~-]{8,}/gi, '$1[redacted]'],
  // scheme://person:password@host
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)[^\s@"']{1,200}@/gi, '$1[redacted]@'],
  // "password": "…", DB_PASSWORD=…, secret_access_key: …
  [
    /((?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?token|session[_-]?token|access[_-]?token|client[_-]?secret|credentials?)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?)(?!\[redacted)[^\s"'\\,;&}<>]{3,}/gi,
    '$1[redacted]',
  ],
]

/** The one scrubber: takes what looks like a secret out of text on its way to Slack, to the log and into the audit. */
export function scrub(text: string): string {
  return secrets.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text)
}
