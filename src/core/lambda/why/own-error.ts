import { ofMostFailures } from './most-failures.ts'

/** Thrown by its own code, and nothing more is known of it than what it says. */
export const ownError = ofMostFailures('own-error', {
  fits: ({ kind, said }) => (kind === 'error' || kind === 'exit') && said !== '',
  title: ({ name }) => `${name} fails with an error of its own code:`,
  offers: () => [],
})
