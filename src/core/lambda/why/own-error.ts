import { scrub } from '../../scrub.ts'
import { code, type Text, text } from '../../text.ts'
import { ownFrameIn } from '../own-frame.ts'
import type { Failure } from './failures.ts'
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
  next: whatToLookAt,
})

function whatToLookAt({ calls }: Failure): Text {
  const frame = calls
    .map(({ lines }) => ownFrameIn(lines.map(({ text: said }) => said)))
    .find((found) => found !== undefined)
  const again = 'Until that is mended, the same event most likely fails the same way.'
  if (frame === undefined)
    return text`Look in the log of such a call at what it did last and what it was called with. ${again}`
  return text`Look at ${code(scrub(`${frame.where}:${frame.line ?? ''}`))}, where its own code was when it failed, and at what such a call was called with. ${again}`
}
