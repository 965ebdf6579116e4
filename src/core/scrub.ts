import { takeOutPairs } from './scrub-pairs.ts'

// Each with what is left of it, so that a reader still sees that something was there.
const secrets: readonly (readonly [pattern: RegExp, left: string])[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    '[redacted private key]',
  ],
  // Slack's tokens begin with xox and a letter, or xapp (Slack, "Token types"); a response_url lets anyone answer.
  [/\bxox[a-z](?:\.[a-z0-9]+)?(?:-[\w-]+)+/gi, '[redacted]'],
  [/\bxapp-[\w-]+/gi, '[redacted]'],
  [/https:\/\/hooks\.slack\.com\/[^\s"\\<>|]+/gi, '[redacted]'],
  // GitHub docs, "GitHub's token formats".
  [/\b(?:gh[oprsu]_|github_pat_)\w{20,}/g, '[redacted]'],
  // Access key ids (IAM user guide, "Understanding unique ID prefixes"), and the heads that STS gives session tokens.
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, '[redacted]'],
  [/\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[\w+/=%-]{20,}/g, '[redacted]'],
  // JSON web tokens. Looked for at the beginning of such characters only: from each of them, it would take for ever.
  [/(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g, '[redacted]'],
  [/\b(authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:Bearer|Basic)\s{1,3})[\w+/=.~-]+/gi, '$1[redacted]'],
  // Without that before it, "basic" and "bearer" are words like others.
  [/\b((?:Bearer|Basic)\s{1,3})(?=[\w+/.~-]{0,200}[\d=])[\w+/=.~-]{8,}/gi, '$1[redacted]'],
  // scheme://person:password@host: up to the last @ before a slash, or where the password has a slash, to the first.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)(?:[^\s/?#"'<>]{1,200}|[^\s@"'<>]{1,200})@/gi, '$1[redacted]@'],
  // Of an address that is signed for whoever has it.
  [/([?&](?:sig|signature|x-amz-signature)=)[^\s"'&<>]{10,}/gi, '$1[redacted]'],
]

/**
 * The one scrubber: takes what looks like a secret out of text on its way to Slack, to the log and into the audit. What
 * is sealed stays: it is shut, and without it nothing could be undone.
 */
export function scrub(text: string): string {
  const sealed = text.match(sealedValue) ?? []
  let count = 0
  const masked = text.replace(sealedValue, () => `[redacted:${count++}]`)
  const left = secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), takeOutSecretKeys(masked))
  return takeOutPairs(left).replace(/\[redacted:(\d+)\]/g, (mark, at: string) => sealed[Number(at)] ?? mark)
}

// core/sealer.ts: a nonce of 12 bytes, a tag of 16, and what is between them.
const sealedValue = /\bsealed:[\w-]{38,}/g

/** For people, to whom what is sealed says nothing. */
export function withoutSealed(text: string): string {
  return text.replace(sealedValue, '[sealed]')
}

/** Whether something was taken out of it, now or where it was kept. */
export function wasTakenOut(scrubbed: string): boolean {
  return /\[redacted(?: private key)?\]/.test(scrubbed)
}

// Forty characters of base64 (IAM user guide, "Manage access keys"). Alone it could be anything.
const fortyOfBase64 = /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g
const besideIt = /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}|\[redacted\]|secret|credential|access.?key/i
const nearby = 80

/** An AWS secret key stands beside its id, or beside a word that says what it is. */
function takeOutSecretKeys(text: string): string {
  return text.replace(fortyOfBase64, (found, at: number) => {
    const around = `${text.slice(Math.max(0, at - nearby), at)} ${text.slice(at + found.length, at + found.length + nearby)}`
    const isMixed = /[a-z]/.test(found) && /[A-Z]/.test(found) && /\d/.test(found)
    return isMixed && besideIt.test(around) ? '[redacted]' : found
  })
}
