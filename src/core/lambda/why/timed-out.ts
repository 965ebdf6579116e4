import { ofMostFailures } from './most-failures.ts'
import { offerLongerTimeout, offerTopic } from './offers.ts'

/** Also where it waited for a connection, as from a VPC without a way out. */
export const timedOut = ofMostFailures('timed-out', {
  fits: ({ kind }) => kind === 'timeout',
  title: ({ name }) => `${name} times out:`,
  offers: (shown, { cause = '' }) =>
    /could not reach/.test(cause)
      ? [offerTopic('lambda-vpc-no-internet', 'A way out of a VPC')]
      : [...offerLongerTimeout(shown), offerTopic('lambda-timeouts', 'About timeouts')],
})
