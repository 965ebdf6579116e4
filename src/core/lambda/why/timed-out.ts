import { bold, text } from '../../text.ts'
import { took } from '../sizes.ts'
import { ofMostFailures } from './most-failures.ts'
import { offerLongerTimeout, offerMoreMemory, offerTopic } from './offers.ts'

const wayTo = (cause: string) =>
  /a private address/.test(cause)
    ? offerTopic('lambda-in-a-vpc', 'About a VPC')
    : offerTopic('lambda-vpc-no-internet', 'A way out of a VPC')

/** Also where it waited for a connection, as from a VPC without a way out. */
export const timedOut = ofMostFailures('timed-out', {
  fits: ({ kind }) => kind === 'timeout',
  title: ({ name }) => `${name} times out:`,
  evidence: ({ calls }) =>
    calls.slice(0, 1).flatMap(({ at, initTimedOutMs }) => {
      if (initTimedOutMs === undefined) return []
      const says = text`the start before this call was given up after ${bold(took(initTimedOutMs))}`
      return [{ at, says, source: 'logs' as const }]
    }),
  offers: (shown, { cause = '' }) => {
    if (/could not reach/.test(cause)) return [wayTo(cause)]
    if (/did not start within/.test(cause))
      return [...offerMoreMemory(shown), offerTopic('cold-starts', 'What is a cold start?')]
    return [...offerLongerTimeout(shown), offerTopic('lambda-timeouts', 'About timeouts')]
  },
})
