import { ofMostFailures } from './most-failures.ts'
import { offerTopic } from './offers.ts'

/** Whatever else core/lambda/explain.ts knows: the handler, what is missing, what its role may not, what throttled it. */
export const logCause = ofMostFailures('log-cause', {
  fits: ({ cause }) => cause !== undefined,
  title: ({ name }) => `${name} fails:`,
  offers: (_, { cause = '' }) =>
    /\bmay not do\b/.test(cause) ? [offerTopic('error-lambda-access-denied', 'About its role')] : [],
})
