import type { Rule } from './rule.ts'

/** KMS API Reference, Decrypt: DisabledException, KMSInvalidStateException. Services that decrypt for a caller pass it on. */
export const keyOff: Rule = ({ code = '', message }) => {
  const isDisabled =
    (code === 'DisabledException' && /:kms:/.test(message)) ||
    /kms[\w.]*DisabledException|KMS key disabled/i.test(message)
  const isGone = code.startsWith('KMSInvalidState') || /:kms:\S+ is pending (?:deletion|import)/.test(message)
  if (!isDisabled && !isGone) return undefined
  const [key] = /arn:aws[\w-]*:kms:[\w:/-]*\w/.exec(message) ?? []
  const named = key === undefined ? 'A KMS key that it needs' : `The KMS key ${key}, which it needs,`
  return isDisabled
    ? { cause: `${named} is disabled.`, next: 'An AWS administrator enables the key; CloudTrail says who disabled it.' }
    : {
        cause: `${named} cannot be used in the state that it is in, as where it will be deleted.`,
        next: 'An AWS administrator looks at the state of the key, and cancels its deletion where that is it.',
      }
}

/** Developer Guide, "Use Lambda recursive loop detection to prevent infinite loops". */
export const loopStopped: Rule = ({ code = '', message }) =>
  /RecursiveInvocation/.test(code) || /invoked in a recursive loop/i.test(message)
    ? {
        cause:
          'Lambda stopped a loop: a call of a function led, by what it wrote or called, to a call of the same function, about 16 times over.',
        next: 'Find where what it writes comes back to it: a queue, a topic, a bucket or a function that calls it. Its owner breaks that circle; a loop that is meant is allowed with PutFunctionRecursionConfig.',
      }
    : undefined
