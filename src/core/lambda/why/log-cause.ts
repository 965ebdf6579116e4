import { ofMostFailures } from './most-failures.ts'
import { offerMoreMemory, offerTopic } from './offers.ts'

/** Whatever else core/lambda/explain.ts knows: the handler, what is missing, what its role may not, what throttled it. */
export const logCause = ofMostFailures('log-cause', {
  fits: ({ cause }) => cause !== undefined,
  title: ({ name }) => `${name} fails:`,
  offers: (shown, { cause = '' }) => {
    if (/\bran out of memory\b/.test(cause)) return offerMoreMemory(shown)
    return /\bmay not do\b/.test(cause) ? [offerTopic('error-lambda-access-denied', 'About its role')] : []
  },
})
