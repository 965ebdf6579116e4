import type { Explanation, Rule } from './rule.ts'

const rotated =
  'Compare what the code sends with what is set there. Where it was changed or rotated not long ago: code that reads a secret once, when an environment starts, keeps the old one until it starts anew.'

// PostgreSQL (also of a user whom it does not know), MySQL, Redis, MongoDB.
const logins: readonly RegExp[] = [
  /password authentication failed for user "(?<user>[^"]*)"/,
  /Access denied for user '(?<user>[^']*)'@'[^']*' \(using password: (?<sent>YES|NO)\)/,
  /\bWRONGPASS\b|\bNOAUTH\b/,
  /\bbad auth : Authentication failed|^Authentication failed\.$/,
]

/** A database, by a user and a password. */
export const loginRefused: Rule = ({ message }) => {
  const [, byIam] = /PAM authentication failed for user "([^"]*)"/.exec(message) ?? []
  if (byIam !== undefined) {
    return {
      cause: `Its database did not let the user ${byIam} in. It refused by PAM, which on RDS stands for IAM.`,
      next: "Check that the function's role may do rds-db:connect for that user and that database, and that the code makes a new token for each connection: a token is good for 15 minutes.",
    }
  }
  const found = logins.map((login) => login.exec(message)).find((match) => match !== null)
  if (found === undefined) return undefined
  const { user, sent } = found.groups ?? {}
  const whom = user === undefined ? 'whom its code signs in as' : `the user ${user}`
  const isBare = sent === 'NO' || found[0] === 'NOAUTH'
  return isBare
    ? {
        cause: `Its database did not let ${user === undefined ? 'it' : whom} in: the code sent no password.`,
        next: 'Its owner lets the code send the password: most likely a variable or a secret that it is read from is not set.',
      }
    : {
        cause: `Its database did not let ${whom} in: the password that the code sends is wrong, or there is no such user.`,
        next: rotated,
      }
}

// requests, axios, urllib, httpx, .NET.
const unauthorized =
  /\b401 Client Error: Unauthorized|Request failed with status code 401\b|HTTP Error 401\b|Client error '401 Unauthorized'|does not indicate success: 401\b/

/** RFC 9110, 15.5.2: it lacks valid credentials; 403 is another matter. */
export const unauthorised: Rule = ({ message }) => {
  if (!unauthorized.test(message)) return undefined
  const [, host = 'What it calls'] = /https?:\/\/([\w.-]+)/.exec(message) ?? []
  return {
    cause: `${host} did not accept the key, the token or the password that the code sent, or got none (401). Most likely it is wrong, has expired or was revoked.`,
    next: `${rotated} Whoever runs what it calls can say why.`,
  }
}

/** IAM API reference, "Common error types"; S3 API reference, "Error responses". */
const foreign: readonly (readonly [said: RegExp, cause: string])[] = [
  [
    /\b(?:UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId)\b|The security token included in the request is invalid/,
    'AWS does not know the credentials that its code used.',
  ],
  [
    /\b(?:SignatureDoesNotMatch|InvalidSignatureException)\b/,
    'AWS did not accept what its code signed a request with: most likely the secret key is not the one of the access key.',
  ],
]

export const credentialsUnknown: Rule = ({ code = '', message }): Explanation | undefined => {
  // That is of a clock, or of a request that waited in a frozen environment.
  if (/Signature (?:expired|not yet current)/.test(message)) return undefined
  const found = foreign.find(([said]) => said.test(code) || said.test(message))
  return (
    found && {
      cause: found[1],
      next: 'Most likely the code brings access keys of its own, from a variable or a secret, that were deleted or switched off. Its owner takes them out, so that it uses its execution role, or sets new ones.',
    }
  )
}
