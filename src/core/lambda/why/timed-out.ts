import { ofMostFailures } from './most-failures.ts'
import { offerLongerTimeout, offerTopic } from './offers.ts'

const wayTo = (cause: string) =>
  /a private address/.test(cause)
    ? offerTopic('lambda-in-a-vpc', 'About a VPC')
    : offerTopic('lambda-vpc-no-internet', 'A way out of a VPC')

/** Also where it waited for a connection, as from a VPC without a way out. */
export const timedOut = ofMostFailures('timed-out', {
  fits: ({ kind }) => kind === 'timeout',
  title: ({ name }) => `${name} times out:`,
  offers: (shown, { cause = '' }) =>
    /could not reach/.test(cause)
      ? [wayTo(cause)]
      : [...offerLongerTimeout(shown), offerTopic('lambda-timeouts', 'About timeouts')],
})
