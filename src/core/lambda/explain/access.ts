import type { Rule } from './rule.ts'

// IAM User Guide, "Troubleshoot access denied error messages".
const denied = /not authorized to perform:? ([\w-]+:[\w*]+)(?: on (?:the )?resource:? "?([^\s"]+))?/
// What botocore makes of it, where AWS names no action.
const operation = /\(AccessDenied(?:Exception)?\) when calling the (\w+) operation/
const withheld =
  /because no (?:[\w-]+ ){0,3}?((?:identity-based|resource-based|VPC endpoint|service control|resource control|session) polic(?:y|ies)|permissions boundary)/i
const forbidden = /with an explicit deny(?: in an? ([\w -]+?(?:policy|boundary)))?/i

/** Of the function's own execution role: what it asked AWS for in the middle of its work. */
export const accessDenied: Rule = ({ code = '', message }) => {
  const found = denied.exec(message)
  const [, called] = operation.exec(message) ?? []
  const isDenied =
    found !== null || called !== undefined || /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation)$/.test(code)
  if (!isDenied) return undefined
  const [, role] = /assumed-role\/([\w+=,.@-]+)\//.exec(message) ?? []
  const whose = role === undefined ? 'Its execution role' : `Its execution role ${role}`
  const [, action = called ?? 'what the code asked AWS for', on] = found ?? []
  return {
    cause:
      `${whose} may not do ${action}${on === undefined ? '' : ` on ${on.replace(/[.,]$/, '')}`}. ${why(message)}`.trim(),
    next: nextFor(message, found?.[1]),
  }
}

function why(message: string): string {
  const deny = forbidden.exec(message)
  if (deny !== null) return `${deny[1] === undefined ? 'A policy' : `Its ${deny[1]}`} denies it outright.`
  const [, kind] = withheld.exec(message) ?? []
  return kind === undefined ? '' : `No ${kind} allows it.`
}

function nextFor(message: string, action: string | undefined): string {
  if (forbidden.test(message)) return 'An AWS administrator lifts what denies it: to allow it elsewhere does not help.'
  const kind = withheld.exec(message)?.[1] ?? ''
  if (/service control|resource control|boundary|endpoint/i.test(kind))
    return `An AWS administrator allows it there: the role's own policies are not enough.`
  if (action?.startsWith('kms:'))
    return "An AWS administrator allows it in the role's policies, and lets the key's policy allow the role."
  return "An AWS administrator adds it to the role's policies. Until then the same call fails the same way."
}

/** The code called something that took no more; it is not this function that was throttled. */
export const throttledInside: Rule = ({ code = '', message }) =>
  /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|SlowDown/.test(code) ||
  /\bRate exceeded\b|\((?:Throttling|ProvisionedThroughputExceeded|TooManyRequests|RequestLimitExceeded|SlowDown)/.test(
    message,
  )
    ? {
        cause:
          'Something that its code calls took no more requests at that moment. The function itself was not throttled.',
        next: 'Invoke it again in a minute. If it stays so, the code asks less often and waits longer between tries, or the quota of what it calls is raised.',
      }
    : undefined
