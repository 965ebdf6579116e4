import type { Rule } from './rule.ts'

/** Lambda quotas: 512 MB to 10,240 MB of /tmp, which an environment keeps from call to call. Else all is read only. */
export const diskFull: Rule = ({ message }) =>
  /\bENOSPC\b|No space left on device/i.test(message)
    ? {
        cause:
          'No room was left where it writes: most likely its /tmp is full. That has 512 MB where nobody set more, and what earlier calls left there stays.',
        next: 'The code deletes what it wrote there before it ends; what needs more at once gets more ephemeral storage from its owner, up to 10,240 MB.',
      }
    : undefined

/** Lambda quotas: 1,024 file descriptors. */
export const filesUsedUp: Rule = ({ message }) =>
  /\bEMFILE\b|Too many open files/i.test(message)
    ? {
        cause:
          'It has as many files and connections open as Lambda allows an environment: 1,024. Those that earlier calls left open count too.',
        next: 'Look for files, connections and clients that the code opens in every call and never closes; clients are made once, outside of the handler.',
      }
    : undefined

// PostgreSQL, as its versions word it, and MySQL (error 1040).
const noConnection =
  /remaining connection slots are reserved|too many clients already|too many connections|ER_CON_COUNT_ERROR/i

export const connectionsUsedUp: Rule = ({ message }) =>
  noConnection.test(message)
    ? {
        cause:
          'Its database took no more connections: each environment of a function holds its own, and others have theirs.',
        next: 'Fewer at once (reserved concurrency), one connection for each environment instead of a pool, or RDS Proxy in between; the database may have a higher limit, too.',
      }
    : undefined
