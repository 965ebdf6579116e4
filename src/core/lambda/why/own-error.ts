import { ofMostFailures } from './most-failures.ts'

/** Thrown by its own code, and nothing more is known of it than what it says. */
export const ownError = ofMostFailures('own-error', {
  fits: ({ kind, said }) => (kind === 'error' || kind === 'exit') && said !== '',
  // Lambda's own words for it say nothing of whose error it is.
  title: ({ name }, { said }) =>
    /^(?:Runtime|Extension|Function|Sandbox)\./.test(said)
      ? `${name} fails:`
      : `${name} fails with an error of its own code:`,
  offers: () => [],
})
