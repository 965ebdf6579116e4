import { ofMostFailures } from './most-failures.ts'
import { offerTopic } from './offers.ts'

/** It is said to be throttled, and what is throttled is what it asks others for. */
export const throttledInside = ofMostFailures('throttled-inside', {
  fits: ({ cause = '' }) => /took no more requests/.test(cause),
  title: ({ name }) => `What ${name} calls is throttled:`,
  offers: () => [offerTopic('throttling', 'About throttling')],
})
